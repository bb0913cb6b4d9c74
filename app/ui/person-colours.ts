/**
 * Twelve colours for persons: carets, caret labels, avatars. A person's colour is a number from 0 to 11; the colour itself is a CSS
 * variable of tokens.css (`--person-3`, and `--person-3-on` for text on it), so that it follows the reader's theme.
 * The test beside this file computes the contrasts and the distances for colour-blind eyes.
 */
import type { CSSProperties } from 'react';

export const PERSON_COLOURS = 12;

/** The usual colour of a person: the same in every browser, from the id alone. */
export function personColour(id: string): number {
  let sum = 0;
  for (const char of id) sum = (Math.imul(sum, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return (sum >>> 0) % PERSON_COLOURS;
}

/** Background and text of a person's label. */
export function personStyle(colour: number): CSSProperties {
  return { backgroundColor: `var(--person-${colour})`, color: `var(--person-${colour}-on)` };
}
