/** Above a text that this person cannot write in: why, and whom to ask. */
import { useFormat, useT } from '~/i18n/react';
import { Notice } from '~/ui/notice';

/** @param live it comes while the text is open, and is read aloud */
export function ReadingNotice({ closed, ask, live }: { closed: boolean; ask: string[]; live: boolean }) {
  const t = useT('documents');
  const format = useFormat();
  return (
    <div className="mx-auto w-full max-w-[76rem] px-4 pt-4 md:px-8 print:hidden">
      <Notice title={t('reading.title')} live={live}>
        {t(closed ? 'reading.closed' : 'reading.role')} {ask.length > 0 ? t('reading.ask', { names: format.list(ask) }) : null}
      </Notice>
    </div>
  );
}
