/** Loaders send dates and big integers as they are (single fetch); the types must know. */
import '@remix-run/node';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}
