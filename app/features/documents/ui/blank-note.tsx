/** For who reads a text in which nothing is written yet: said in the line that the writing will begin in. */
import { useT } from '~/i18n/react';

export function BlankNote() {
  const t = useT('documents');
  return <p className="document-blank">{t('nothingWritten')}</p>;
}
