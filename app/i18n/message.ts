/**
 * ICU messages, as far as our texts use them: `{name}`, `{count, number}`, `{count, plural, =0 {...} one {# document} other {...}}`,
 * `selectordinal`, `select`, and quoting (`''` is an apostrophe; `'{...}'` is meant as written). The full library would be a tenth
 * of all JavaScript that a list page loads; the test beside this file holds this one to the library's answers.
 */
import { formatter } from '~/kit/formatter';

export type Values = Record<string, string | number | Date>;

export type Part =
  | string
  | { kind: 'value' | 'number'; name: string }
  /** `#`: the number of the plural around it. */
  | { kind: 'count'; name: string }
  | { kind: 'plural' | 'selectordinal' | 'select'; name: string; cases: Map<string, Part[]> };

const CHOICES = ['plural', 'selectordinal', 'select'] as const;

/** Reads a message once; `format` uses it many times. Throws, with the message, when a brace or a case is wrong. */
export function parseMessage(message: string): Part[] {
  let at = 0;
  const fail = (why: string): never => {
    throw new Error(`${why}, at ${at} of the message: ${message}`);
  };
  const match = (pattern: RegExp): string | undefined => {
    const found = message.slice(at).match(pattern)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const expected = (pattern: RegExp, what: string): string => match(pattern) ?? fail(`${what} is missing`);

  /** Text up to the next brace (or `#`, within a plural). */
  function text(counted: boolean): string {
    let words = '';
    while (at < message.length) {
      const char = message[at] ?? '';
      const next = message[at + 1] ?? '';
      if (char === "'" && next === "'") {
        words += "'";
        at += 2;
      } else if (char === "'" && (next === '{' || next === '}' || (counted && next === '#'))) {
        at += 1;
        words += quoted();
      } else if (char === '{' || char === '}' || (counted && char === '#')) break;
      else {
        words += char;
        at += 1;
      }
    }
    return words;
  }

  function quoted(): string {
    const inside = expected(/^(?:[^']|'')*/, 'Quoted text');
    match(/^'/);
    return inside.replaceAll("''", "'");
  }

  function argument(counter: string | null): Part {
    const name = expected(/^\{\s*\w+\s*/, 'The name of a value')
      .slice(1)
      .trim();
    if (match(/^\}/)) return { kind: 'value', name };
    const kind = expected(/^,\s*\w+\s*/, 'The kind of a value')
      .slice(1)
      .trim();
    if (kind === 'number') {
      expected(/^\}/, 'A closing brace');
      return { kind, name };
    }
    const choice = CHOICES.find((known) => known === kind) ?? fail(`The kind "${kind}" is not known`);
    expected(/^,\s*/, 'A comma');
    const cases = new Map<string, Part[]>();
    while (!match(/^\s*\}/)) {
      const label = expected(/^\s*(=\d+|\w+)\s*/, 'The label of a case').trim();
      expected(/^\{/, 'An opening brace');
      cases.set(label, parts(choice === 'select' ? counter : name));
      expected(/^\}/, 'A closing brace');
    }
    if (!cases.has('other')) fail(`"${name}" has no case "other"`);
    return { kind: choice, name, cases };
  }

  function parts(counter: string | null): Part[] {
    const found: Part[] = [];
    while (at < message.length && message[at] !== '}') {
      const words = text(counter !== null);
      if (words) found.push(words);
      if (message[at] === '{') found.push(argument(counter));
      else if (message[at] === '#' && counter !== null) {
        at += 1;
        found.push({ kind: 'count', name: counter });
      }
    }
    return found;
  }

  const all = parts(null);
  if (at < message.length) fail('A brace closes nothing');
  return all;
}

/** The message in words. Throws when a value that it names is not given. */
export function formatMessage(parts: readonly Part[], values: Values, language: string): string {
  return parts.map((part) => formatPart(part, values, language)).join('');
}

function formatPart(part: Part, values: Values, language: string): string {
  if (typeof part === 'string') return part;
  const value = values[part.name];
  if (value === undefined)
    throw new Error(`A text needs the value "${part.name}", and was given ${Object.keys(values).join(', ') || 'none'}.`);
  switch (part.kind) {
    case 'value':
      return String(value);
    case 'number':
    case 'count':
      return formatter(Intl.NumberFormat, language).format(Number(value));
    case 'select':
      return formatMessage(part.cases.get(String(value)) ?? part.cases.get('other') ?? [], values, language);
    case 'plural':
    case 'selectordinal': {
      const rules = formatter(Intl.PluralRules, language, { type: part.kind === 'plural' ? 'cardinal' : 'ordinal' });
      const chosen = part.cases.get(`=${value}`) ?? part.cases.get(rules.select(Number(value))) ?? part.cases.get('other') ?? [];
      return formatMessage(chosen, values, language);
    }
  }
}

/** The values that a message names, with the kind it reads them as; sorted. */
export function argumentsOf(parts: readonly Part[]): string[] {
  const found = new Set<string>();
  const look = (list: readonly Part[]) => {
    for (const part of list) {
      if (typeof part === 'string' || part.kind === 'count') continue;
      found.add('cases' in part ? `${part.name} (${part.kind})` : part.name);
      if ('cases' in part) for (const inner of part.cases.values()) look(inner);
    }
  };
  look(parts);
  return [...found].sort();
}
