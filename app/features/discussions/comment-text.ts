/**
 * The text of a comment. It is plain; a member is named in it as `@[user id]`, so that a name is always the present one, and a deleted
 * account leaves none. People type and see "@Anna Beispiel": `withNames` and `withTokens` lead from one to the other.
 */
import { safeHref } from '~/kit/links';
import { type CommentProblem, DiscussionLimits, type Mentionable } from './discussions';

export type Part = { is: 'text'; text: string } | { is: 'mention'; userId: string } | { is: 'link'; text: string; href: string };

/** As newId makes them; anything else in such brackets is text. */
const TOKEN = '@\\[([0-9a-hjkmnp-tv-z]{26})\\]';
const ADDRESS = 'https?:\\/\\/[^\\s<>"]+';
/** What ends a sentence and not an address. */
const AFTER_ADDRESS = /[.,;:!?'’”»)\]}]+$/;

/** Text, members and links in their order; together they are the whole text. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  const plain = (until: number) => {
    if (until > end) parts.push({ is: 'text', text: text.slice(end, until) });
    end = Math.max(end, until);
  };
  for (const found of text.matchAll(new RegExp(`${TOKEN}|${ADDRESS}`, 'gu'))) {
    const part: Part | null = found[1] ? { is: 'mention', userId: found[1] } : linkOf(found[0]);
    if (!part) continue;
    plain(found.index);
    parts.push(part);
    end = found.index + (part.is === 'link' ? part.text.length : found[0].length);
  }
  plain(text.length);
  return parts;
}

function linkOf(found: string): Part | null {
  const bare = found.replace(AFTER_ADDRESS, '');
  // An address may have brackets of its own.
  const text = bare.includes('(') && found[bare.length] === ')' ? `${bare})` : bare;
  const href = safeHref(text);
  return href ? { is: 'link', text, href } : null;
}

/** Who is mentioned, each once. */
export function mentionsIn(text: string): string[] {
  return [...new Set(partsOf(text).flatMap((part) => (part.is === 'mention' ? part.userId : [])))];
}

/** What stands for each person in a field: the name, and where two have the same, the organisation. Never the same twice. */
export function labelsOf(people: readonly Mentionable[]): Map<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  const sharing = (name: string) => people.filter((person) => person.name === name).length > 1;
  for (const { userId, name, organisation } of people) {
    const wanted = sharing(name) ? `${name} (${organisation})` : name;
    let label = wanted;
    for (let count = 2; taken.has(label); count++) label = `${wanted} ${count}`;
    taken.add(label);
    labels.set(userId, label);
  }
  return labels;
}

/** What stands in a field for a stored text. Who is no member any more stays a token. */
export function withNames(text: string, people: readonly Mentionable[]): string {
  const labels = labelsOf(people);
  return text.replace(new RegExp(TOKEN, 'gu'), (token, userId: string) => (labels.has(userId) ? `@${labels.get(userId)}` : token));
}

/** What is stored of a field: each "@name" of a member, whole and by itself, is that member. */
export function withTokens(text: string, people: readonly Mentionable[]): string {
  // Of "@Anna" and "@Anna Beispiel" the longer one is meant.
  const labels = [...labelsOf(people)].sort(([, a], [, b]) => b.length - a.length);
  let stored = '';
  let end = 0;
  // Not within a word or an address: post@town.example mentions nobody.
  for (const { index: at } of text.matchAll(/(?<![\p{L}\p{N}_.@-])@/gu)) {
    const found = at < end ? undefined : labels.find(([, label]) => standsAt(text, at + 1, label));
    if (!found) continue;
    stored += `${text.slice(end, at)}@[${found[0]}]`;
    end = at + 1 + found[1].length;
  }
  return stored + text.slice(end);
}

function standsAt(text: string, at: number, label: string): boolean {
  return text.startsWith(label, at) && !/^[\p{L}\p{N}_]/u.test(text.slice(at + label.length));
}

/** Without what no comment needs: control characters, which PostgreSQL refuses in part, and space around it. */
export function readComment(typed: string): { ok: true; text: string } | { ok: false; problem: CommentProblem } {
  const text = typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, ' ')
    .trim();
  if (!/[^\s\p{Cf}]/u.test(text)) return { ok: false, problem: 'empty' };
  return text.length > DiscussionLimits.comment ? { ok: false, problem: 'too-long' } : { ok: true, text };
}
