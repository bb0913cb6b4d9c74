/**
 * A page that asks for its data again because others changed something, and gets no answer, stays as it is: the router would put an error in its
 * place, and an open text with it. It asks once more, until it is answered or the reader goes elsewhere.
 */
import { waitBefore } from './reconnect';

/** Asked for while nobody goes anywhere: what a link or a form asks for has a navigation. */
const nobodyGoes = () => window.__remixRouter?.state.navigation.state === 'idle';

/** To be called once, before the router is there. */
export function stayWithoutAnswer(): void {
  const ask = window.fetch;
  window.fetch = async (input, init) => {
    if (!(input instanceof URL) || (init?.method ?? 'GET') !== 'GET' || !input.pathname.endsWith('.data')) return ask(input, init);
    if (!nobodyGoes()) return whole(await ask(input, init));
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await ask(input, init);
        // What a wireless network answers in the server's place is none.
        if (answer.status < 500 && answer.headers.has('X-Remix-Response')) return await whole(answer);
      } catch (error) {
        if (init?.signal?.aborted) throw error;
      }
      await untilLater(waitBefore(tries + 1));
      init?.signal?.throwIfAborted();
    }
  };
}

/**
 * Read to the end before the router reads it: an answer can break off in the middle, and one that is not wanted any more, because the reader went on,
 * would be an error in the console.
 */
async function whole(answer: Response): Promise<Response> {
  return new Response(answer.body && (await answer.arrayBuffer()), answer);
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
