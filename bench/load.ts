/** Requests that come at a rate whatever the answers take, as those of people do who know nothing of each other. */
import { Agent, get } from 'node:http';

export interface Asked {
  /** Whole address. */
  url: string;
  /** Cookie header of who asks. */
  cookie: string;
}

/** Gaps between people who know nothing of each other (a Poisson process), in milliseconds; the same ones in every run. */
function* gaps(perSecond: number): Generator<number> {
  let seed = 1;
  for (;;) {
    // The "minimal standard" generator of Park and Miller, Communications of the ACM 31 (1988), p. 1195.
    seed = (seed * 48_271) % 2_147_483_647;
    yield (-Math.log(seed / 2_147_483_647) / perSecond) * 1000;
  }
}

function page(asked: Asked, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(asked.url, { agent, headers: { cookie: asked.cookie } }, (answer) => {
      answer.once('error', reject);
      answer.once('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode} for ${asked.url}`))));
      answer.resume();
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      // The server closed a connection that nobody had used for seconds, in the moment in which it was used again. Browsers ask once more, too.
      if (request.reusedSocket && error.code === 'ECONNRESET') page(asked, agent).then(resolve, reject);
      else reject(error);
    });
  });
}

/**
 * Asks for the pages in turn, each when it is due, however slow the answers are.
 * @returns milliseconds of each page's answers, from the moment at which it was due to the last byte; in the order of `pages`
 * @throws where one answer was no page: an error is no figure
 */
export async function load(pages: readonly Asked[], perSecond: number, seconds: number): Promise<number[][]> {
  const agent = new Agent({ keepAlive: true });
  const times = pages.map((): number[] => []);
  const sent: Promise<unknown>[] = [];
  const refused: string[] = [];
  let due = performance.now();
  const end = due + seconds * 1000;
  for (const gap of gaps(perSecond)) {
    due += gap;
    if (due > end) break;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const [from, turn] = [due, sent.length % pages.length];
    const answered = page(pages[turn] as Asked, agent).then(() => times[turn]?.push(performance.now() - from));
    sent.push(answered.catch((error: Error) => refused.push(error.message)));
  }
  await Promise.all(sent);
  agent.destroy();
  if (refused.length > 0) throw new Error(`${refused.length} of the requests got no page: ${[...new Set(refused)].join(', ')}`);
  return times;
}
