/**
 * What is said about a subject, for a component that stands on any page: it asks and posts by itself, so that nothing else of the page is asked
 * again, and a server that does not answer takes neither the page nor what was typed.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useNews } from '~/live/use-changes';
import type { CommentProblem, Discussion, SubjectRef } from '../discussions';

/** As JSON has it. */
export type Received = JsonOf<Discussion>;
type JsonOf<T> = T extends Date ? string : T extends object ? { [Key in keyof T]: JsonOf<T[Key]> } : T;

export type PostProblem = CommentProblem | 'signed-out' | 'gone' | 'unreachable';
export type Posted = { ok: true } | { ok: false; problem: PostProblem };
export type Post = (fields: Record<string, string>) => Promise<Posted>;

const ABOUT = ['comment'];

export function useDiscussion(partnershipId: string, { type, id }: SubjectRef) {
  const address = `/p/${partnershipId}/comments`;
  const query = `${address}?${new URLSearchParams({ type, id })}`;
  const [discussion, setDiscussion] = useState<Received | null>(null);
  const [failed, setFailed] = useState(false);
  const [asking, setAsking] = useState(false);
  /** Answers may come in another order than they were asked for: the latest question counts. */
  const latest = useRef(0);

  const ask = useCallback(async () => {
    const mine = ++latest.current;
    setAsking(true);
    const received = await receive(query);
    if (mine !== latest.current) return;
    setAsking(false);
    setFailed(received === null);
    if (received) setDiscussion(received);
  }, [query]);

  useEffect(() => {
    setDiscussion(null);
    void ask();
    return () => {
      latest.current += 1;
    };
  }, [ask]);

  const updates = useNews(partnershipId, ABOUT, ask, asking);

  const post = useCallback(
    async (fields: Record<string, string>): Promise<Posted> => {
      const answer = await send(address, fields);
      // What a refusal for good was about may not be there any more.
      if (answer.ok || answer.problem === 'gone') await ask();
      return answer;
    },
    [address, ask],
  );
  return { discussion, failed, updates, ask, post };
}

async function receive(query: string): Promise<Received | null> {
  try {
    const answer = await fetch(query);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function send(address: string, fields: Record<string, string>): Promise<Posted> {
  try {
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) });
    if (answer.status === 401) return { ok: false, problem: 'signed-out' };
    if (answer.status === 404) return { ok: false, problem: 'gone' };
    if (answer.status === 200 || answer.status === 400) return await answer.json();
    return { ok: false, problem: 'unreachable' };
  } catch {
    return { ok: false, problem: 'unreachable' };
  }
}
