/**
 * A page that asks for its data again because others changed something, and gets no answer, stays as it is: the router would put an error in its
 * place, and an open text with it. It asks once more, until it is answered or the reader goes elsewhere.
 */
import { waitBefore } from './reconnect';

/** Asked for while nobody goes anywhere: what a link or a form asks for has a navigation. */
function isForTheSamePage(method: string | undefined, address: string): boolean {
  return (method ?? 'GET') === 'GET' && address.endsWith('.data') && window.__remixRouter?.state.navigation.state === 'idle';
}

/** To be called once, before the router is there. */
export function stayWithoutAnswer(): void {
  const ask = window.fetch;
  window.fetch = async (input, init) => {
    if (!(input instanceof URL) || !isForTheSamePage(init?.method, input.pathname)) return ask(input, init);
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await ask(input, init);
        // What a wireless network answers in the server's place is none. Read to the end: it can break off in the middle, too.
        if (answer.status < 500 && answer.headers.has('X-Remix-Response'))
          return new Response(answer.status === 204 ? null : await answer.arrayBuffer(), answer);
      } catch (error) {
        if (init?.signal?.aborted) throw error;
      }
      await untilLater(waitBefore(tries + 1));
      init?.signal?.throwIfAborted();
    }
  };
}

/** @param ms to wait at most; as soon as the network is back, it is over */
function untilLater(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      removeEventListener('online', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    addEventListener('online', over);
  });
}
