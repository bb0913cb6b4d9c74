/** The catalogues of texts on disk, for the tests about them. */
import path from 'node:path';
import { type Language, languages } from '../../app/i18n/languages';
import { filesIn, read } from '../architecture/files';

export interface Catalogue {
  /** `ui`, or the name of the feature. */
  namespace: string;
  /** Folder of its files, from the root. */
  folder: string;
  texts: Record<Language, Record<string, string>>;
}

export function catalogues(): Catalogue[] {
  return filesIn('app', /\/locales\/en\.json$/).map((english) => {
    const folder = path.posix.dirname(english);
    const texts = Object.fromEntries(languages.map((language) => [language, JSON.parse(read(`${folder}/${language}.json`))]));
    return { namespace: path.posix.basename(path.posix.dirname(folder)), folder, texts: texts as Catalogue['texts'] };
  });
}

/**
 * Texts that are chosen by a value: their names are in quotes somewhere in the code, in no call of the translator. By the beginning of the
 * name, with what chooses them.
 */
const CHOSEN_ELSEWHERE: Record<string, readonly string[]> = {
  // The page that the service worker shows; it is built with its texts.
  ui: ['offlinePage.'],
  // Problems of fields, told by commands and forms.
  accounts: ['email.', 'name.', 'language.', 'timeZone.', 'password.', 'signIn.', 'deletion.'],
  // Words for stored values (ui/words.ts), and the lines of the home page.
  partnerships: ['kind.', 'organisationRole.', 'role.', 'roleHint.', 'type.', 'change.', 'waiting.'],
  // What a posted comment is answered.
  discussions: ['problem.'],
  documents: ['error.'],
  // What a refused form is answered.
  activities: ['problem.'],
  indicators: ['problem.'],
  budget: ['problem.'],
  reports: ['problem.'],
  // Words of files: headings, and values that are read in all languages (files/vocabulary.ts); why a decision was refused.
  plan: [
    'kind.',
    'status.',
    'degree.',
    'origin.',
    'decision.',
    'files.sheet.',
    'files.column.',
    'files.scheduling.',
    'files.yesNo.',
    'problem.',
  ],
};

interface Named {
  words: Set<string>;
  /** Templates: `${...}` stands for anything. */
  patterns: RegExp[];
}

/** What stands between the bracket at `from` and the one that closes it. */
function argumentsAt(code: string, from: number): string {
  let depth = 1;
  let at = from;
  for (; depth > 0 && at < code.length; at++) {
    if ('([{'.includes(code.charAt(at))) depth += 1;
    if (')]}'.includes(code.charAt(at))) depth -= 1;
  }
  return code.slice(from, at - 1);
}

function namedIn(code: string): Named {
  const words = [...code.matchAll(/['"`]([a-zA-Z][\w.-]*)['"`]/g)].map(([, name = '']) => name);
  const templates = [...code.matchAll(/`([a-zA-Z][\w.-]*\$\{[^`\s]+)`/g)].map(([, name = '']) => name);
  return {
    words: new Set(words),
    patterns: templates.map((name) => new RegExp(`^${name.replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`)),
  };
}

const names = ({ words, patterns }: Named, key: string) => words.has(key) || patterns.some((pattern) => pattern.test(key));

/** What calls of the translator (`t`, `tUi`, `pageTitle`) say. A word in quotes that goes elsewhere is no use of a text. */
export function saidIn(code: string): Named {
  const calls = [...code.matchAll(/(?<![\w.])(?:t|t[A-Z][A-Za-z]*|pageTitle)\(/g)];
  return namedIn(calls.map((call) => argumentsAt(code, call.index + call[0].length)).join('\n'));
}

/** The catalogues that a file speaks from; a file that is handed its translator may speak from any. */
function spokenFrom(code: string): string[] {
  return [...code.matchAll(/(?:useT|pageTitle)\('(\w+)'|(?:tFor|translator)\([^)]*'(\w+)'\)|\bT<'(\w+)'>/g)].flatMap((found) =>
    found.slice(1).filter(Boolean),
  );
}

/** Is this text of this catalogue said anywhere in the product? */
export function usesOfTexts(): (namespace: string, key: string) => boolean {
  const files = [...filesIn('app', /(?<!\.test)\.tsx?$/), ...filesIn('server', /(?<!\.test)\.(ts|mjs)$/)].map((file) => {
    const code = read(file);
    return { from: spokenFrom(code), said: saidIn(code), named: namedIn(code) };
  });
  return (namespace, key) => {
    const elsewhere = CHOSEN_ELSEWHERE[namespace]?.some((beginning) => key.startsWith(beginning)) ?? false;
    return files.some(
      ({ from, said, named }) => ((from.length === 0 || from.includes(namespace)) && names(said, key)) || (elsewhere && names(named, key)),
    );
  };
}
