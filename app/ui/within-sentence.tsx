/**
 * A thing within a translated sentence that is more than text: a title in another language than the sentence.
 *
 *     withinSentence((title) => t('copies.of', { title }), <span lang={lang}>{title}</span>)
 */
import type { ReactNode } from 'react';

/** Stands in the sentence where the thing goes; nobody types it. */
const PLACE = '\u{e000}';

export function withinSentence(say: (place: string) => string, thing: ReactNode): ReactNode {
  const [before = '', after] = say(PLACE).split(PLACE);
  if (after === undefined) return before;
  return (
    <>
      {before}
      {thing}
      {after}
    </>
  );
}
