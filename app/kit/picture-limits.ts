/** What a picture that somebody puts in may be, and what it is made to. Runs anywhere. */
export const pictureLimits = {
  /** Bytes of a file as it is sent. */
  bytes: 15 * 1024 * 1024,
  /** Width times height as it is sent: more would take the server's memory. */
  pixels: 50_000_000,
  /** Of the longer side, as it is kept. */
  side: 2400,
} as const;
