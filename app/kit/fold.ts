/**
 * Folded text for search and order: what people type without accents, capitals or special letters finds what was written with them.
 * "στρατηγικη" is in the folded "Στρατηγική", "lodz" in the folded "Łódź", "strasse" in the folded "Straße", "istanbul" in the folded "İstanbul".
 */

/** Letters that Unicode does not take apart into a base and an accent. */
const LETTERS: Record<string, string> = {
  ς: 'σ',
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ŧ: 't',
  ħ: 'h',
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Lower case, without accents (Greek tonos included), with one form for final sigma, ł, ß, ı and their like; spaces are single. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The folded words of what somebody typed into a search field. Signs are left out, so nothing in them is a wildcard, unless there is
 * nothing else: who looks for "§" is not shown all that has none.
 */
export function foldedWords(text: string): string[] {
  const folded = fold(text);
  // An accent alone folds to nothing.
  return folded.match(/[\p{L}\p{N}]+/gu) ?? (folded || text).split(/\s+/).filter(Boolean);
}

/** Does the folded text hold every word of the query? An empty query holds everywhere. */
export function foundIn(folded: string, query: string): boolean {
  return foldedWords(query).every((word) => folded.includes(word));
}
