/**
 * Forms that were filled where there is no network: they wait in this browser, by the person who filled them, and are sent when there is one. Only for
 * forms that are one when they are sent twice: whoever closes the page while one is on its way does not know whether it arrived.
 */
export interface WaitingForm {
  id: string;
  /** Where it is sent. It answers in JSON: `{ ok: true }`, or `{ ok: false, problem }` with a sentence. */
  path: string;
  fields: [name: string, value: string][];
  /** What it is, for a list of them. */
  title: string;
  /** Why it was not taken, in the reader's language; empty: it was not sent yet. */
  problem: string;
}

/** The field that says whose form it is. */
export const ACCOUNT = '_account';

/** A network that answers nothing holds up all that waits. */
const LONGEST_MS = 20_000;

const nameOf = (userId: string) => `koinon-waiting-${userId}`;

export function waitingForms(userId: string): WaitingForm[] {
  try {
    return JSON.parse(localStorage.getItem(nameOf(userId)) ?? '[]') as WaitingForm[];
  } catch {
    // Storage is switched off in this browser: then nothing was kept.
    return [];
  }
}

/** @returns false where this browser keeps nothing: then it has to stay in the form */
export function keepForm(userId: string, form: WaitingForm): boolean {
  try {
    write(userId, [...waitingForms(userId).filter(({ id }) => id !== form.id), form]);
    return true;
  } catch {
    return false;
  }
}

export function dropForm(userId: string, id: string): void {
  write(
    userId,
    waitingForms(userId).filter((form) => form.id !== id),
  );
}

export function forgetForms(userId: string): void {
  try {
    localStorage.removeItem(nameOf(userId));
  } catch {
    // As above.
  }
}

function write(userId: string, forms: readonly WaitingForm[]): void {
  if (forms.length === 0) localStorage.removeItem(nameOf(userId));
  else localStorage.setItem(nameOf(userId), JSON.stringify(forms));
}

/**
 * Sends what waits, one after the other; what the server refuses stays, with its sentence.
 * @param refused also those that were refused before
 * @returns how many arrived
 */
export async function sendForms(userId: string, refused: boolean): Promise<number> {
  let arrived = 0;
  for (const form of waitingForms(userId).filter(({ problem }) => refused || problem === '')) {
    // Somebody else may have signed in here meanwhile: it is not theirs.
    const body = new URLSearchParams([...form.fields, [ACCOUNT, userId]]);
    const answer = await fetch(form.path, { method: 'POST', body, signal: AbortSignal.timeout(LONGEST_MS) }).catch(() => null);
    const said = answer?.headers.get('Content-Type')?.includes('json') ? ((await answer.json().catch(() => null)) as Answer | null) : null;
    // No network, a server that fails, a session that is over: later.
    if (!said) continue;
    // It was mended while it was on its way, or taken back: the answer is not about what waits now.
    if (!waitingForms(userId).some((now) => now.id === form.id && isSameFields(now, form))) continue;
    if (said.ok) {
      dropForm(userId, form.id);
      arrived += 1;
    } else keepForm(userId, { ...form, problem: said.problem });
  }
  return arrived;
}

const isSameFields = (one: WaitingForm, other: WaitingForm) => JSON.stringify(one.fields) === JSON.stringify(other.fields);

type Answer = { ok: true } | { ok: false; problem: string };
