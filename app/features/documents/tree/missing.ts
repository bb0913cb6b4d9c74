/** What a block's text lacks of what I had written in an earlier state of it, and where that belongs. */
import type { Piece } from './before';

/** More comparisons than this would be felt: then all of mine between the common ends counts as missing. */
const COMPARISONS_MAX = 4_000_000;
const LETTERS = /[\s\S]/g;
const WORDS = /\s+|\S+/g;
const WORDS_WITH_SPACE = /\S+\s*|\s+/g;

export interface Missing {
  /** Where in the new text, in UTF-16 units. */
  at: number;
  piece: Piece;
}

/** A letter or a word of the old text. */
interface Token {
  token: string;
  piece: Piece;
}

/** What stood between two things that are in both texts. */
interface Gap {
  old: Range;
  fresh: Range;
}

type Range = [from: number, to: number];

/**
 * My letters among those of others. Words that are in both texts are there; of what stood between them, others' letters are aligned. (All
 * letters at once would find those of one word in others, and tear it.)
 * @param now the text that the block has
 * @param pieces the text that it had, in order
 */
export function missingLetters(now: string, pieces: readonly Piece[]): Missing[] {
  const letters = tokensOf(pieces, LETTERS);
  const text = letters.map(({ token }) => token).join('');
  const [old, fresh] = [text.match(WORDS_WITH_SPACE) ?? [], now.match(WORDS_WITH_SPACE) ?? []];
  const [places, freshPlaces] = [placesOf(old), placesOf(fresh)];
  const known = old.map((_, i) => letters.slice(places[i], places[i + 1]).every(({ piece }) => piece.known));
  const isSame = (i: number, j: number) => known[i] === true && old[i] === fresh[j];
  return gapsBetween(old.length, fresh.length, isSame).flatMap((gap) => {
    const [start, end] = gap.fresh.map((word) => freshPlaces[word] as number);
    const within = letters.slice(...gap.old.map((word) => places[word]));
    return missingBetween(now.slice(start, end), within).map(({ at, piece }) => ({ at: at + (start as number), piece }));
  });
}

/** Where my letters stood there may now be some of them (whoever made the new text had seen them) or all of them, or none. */
function missingBetween(now: string, letters: Token[]): Missing[] {
  if (!letters.some(({ piece }) => piece.mine)) return [];
  const fresh = [...now.matchAll(LETTERS)].map(String);
  const isSame = (i: number, j: number) => letters[i]?.piece.mine === false && letters[i]?.token === fresh[j];
  return gapsBetween(letters.length, fresh.length, isSame).flatMap(({ old, fresh: [from, to] }) => {
    const mine = letters.slice(...old).filter(({ piece }) => piece.mine);
    const seen = isWithin(
      fresh.slice(from, to),
      mine.filter(({ piece }) => piece.known),
    );
    let at = seen ? from : to;
    return joined(
      mine.flatMap((token) => {
        if (seen && token.piece.known && at < to && fresh[at] === token.token) {
          at++;
          return [];
        }
        return [{ ...token, at }];
      }),
    );
  });
}

/** The same for a whole text of mine, by words: two different words at one place stay two words. */
export function missingWords(now: string, text: string): Missing[] {
  const fresh = now.match(WORDS) ?? [];
  const places = placesOf(fresh);
  const old = tokensOf([{ text, mine: true, known: true, marks: {} }], WORDS);
  return gapsBetween(old.length, fresh.length, (i, j) => old[i]?.token === fresh[j]).flatMap((gap) =>
    joined(old.slice(...gap.old).map((token) => ({ ...token, at: places[gap.fresh[1]] as number }))),
  );
}

function tokensOf(pieces: readonly Piece[], by: RegExp): Token[] {
  return pieces.flatMap((piece) => (piece.text.match(by) ?? []).map((token) => ({ token, piece })));
}

/** Where each word begins, and where the last one ends. */
function placesOf(words: readonly string[]): number[] {
  const places = [0];
  for (const word of words) places.push((places.at(-1) as number) + word.length);
  return places;
}

/** Is every letter that is there one of mine, in my order? */
function isWithin(there: string[], mine: Token[]): boolean {
  let found = 0;
  for (const { token } of mine) if (token === there[found]) found++;
  return found === there.length;
}

/** Aligns two texts (longest common subsequence) and gives what lies between, where there is anything in the old one. */
function gapsBetween(oldLength: number, freshLength: number, isSame: (i: number, j: number) => boolean): Gap[] {
  const shorter = Math.min(oldLength, freshLength);
  let start = 0;
  while (start < shorter && isSame(start, start)) start++;
  let tail = 0;
  while (tail < shorter - start && isSame(oldLength - 1 - tail, freshLength - 1 - tail)) tail++;
  const [endOld, endFresh] = [oldLength - tail, freshLength - tail];
  const pairs = (endOld - start) * (endFresh - start) > COMPARISONS_MAX ? [] : commonPairs(start, endOld, endFresh, isSame);
  const gaps: Gap[] = [];
  let [i, j] = [start, start];
  for (const [nextOld, nextFresh] of [...pairs, [endOld, endFresh] as const]) {
    if (nextOld > i) gaps.push({ old: [i, nextOld], fresh: [j, nextFresh] });
    [i, j] = [nextOld + 1, nextFresh + 1];
  }
  return gaps;
}

function commonPairs(start: number, endOld: number, endFresh: number, isSame: (i: number, j: number) => boolean): [number, number][] {
  const width = endFresh - start + 1;
  /** How many pairs there are from here to the end. */
  const best = new Int32Array((endOld - start + 1) * width);
  const place = (i: number, j: number) => (i - start) * width + (j - start);
  const count = (i: number, j: number) => best[place(i, j)] as number;
  for (let i = endOld - 1; i >= start; i--) {
    for (let j = endFresh - 1; j >= start; j--) {
      best[place(i, j)] = isSame(i, j) ? 1 + count(i + 1, j + 1) : Math.max(count(i + 1, j), count(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let [i, j] = [start, start]; i < endOld && j < endFresh; ) {
    if (isSame(i, j)) pairs.push([i++, j++]);
    else if (count(i, j + 1) >= count(i + 1, j)) j++;
    else i++;
  }
  return pairs;
}

function joined(tokens: (Token & { at: number })[]): Missing[] {
  const runs: (Missing & { of: Piece })[] = [];
  for (const { token, piece, at } of tokens) {
    const last = runs.at(-1);
    if (last?.at === at && last.of === piece) last.piece.text += token;
    else runs.push({ at, of: piece, piece: { ...piece, text: token } });
  }
  return runs;
}
