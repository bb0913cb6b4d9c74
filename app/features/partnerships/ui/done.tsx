/**
 * What has just happened, after an action sent the reader back to the same page (`redirect(doneAt('added', id))`). The button that
 * was pressed may be gone, so the focus comes here, and the sentence is read aloud.
 */
import { useSearchParams } from '@remix-run/react';
import { useRef } from 'react';
import { useT } from '~/i18n/react';
import { useBrowserLayoutEffect } from '~/ui/browser-layout-effect';
import { useFormAnswer } from '~/ui/form-answer';
import { Notice } from '~/ui/notice';
import { takeFocus } from '~/ui/take-focus';
import { withinSentence } from '~/ui/within-sentence';
import { type Deed, isDeed } from '../deeds';

/** These call the thing by its name. */
const NAMED: readonly Deed[] = ['added', 'saved'];
/** These changed nothing: somebody else was first. */
const LATE: readonly Deed[] = ['removedBefore', 'withdrawnBefore', 'seatEnded'];

/** @param rows the things of the page, to call what was added or saved by its name; `language`: that the name is in */
export function Done({ rows = [] }: { rows?: readonly { id: string; name: string; language?: string }[] }) {
  const t = useT('partnerships');
  const [search] = useSearchParams();
  const ref = useRef<HTMLDivElement>(null);
  const [deed, about] = [search.get('done'), search.get('about')];
  const { name, language } = rows.find(({ id }) => id === about) ?? {};
  // A form that was refused afterwards leaves the address as it is.
  const refused = useFormAnswer() !== undefined;
  const shown = !refused && isDeed(deed) && (name || !NAMED.includes(deed)) ? deed : null;
  // The same deed about another thing is news, too.
  useBrowserLayoutEffect(() => {
    if (shown) takeFocus(ref.current);
  }, [shown, about]);
  if (!shown) return null;
  return (
    <div ref={ref} tabIndex={-1} data-arrival className="mb-6 rounded-card">
      <Notice
        tone={LATE.includes(shown) ? 'info' : 'good'}
        live
        title={withinSentence((place) => t(`done.${shown}`, { name: place }), <span lang={language}>{name}</span>)}
      />
    </div>
  );
}
