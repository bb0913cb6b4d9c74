/** Notices in words, the same for pages and mails. Runs anywhere. */
import type { T } from '~/i18n/translate';
import { noticeKinds } from './discussions';

export interface NoticeWords {
  kind: string;
  /** Whose deed it is; null: the account is gone. */
  actor: string | null;
  title: string;
  /** Of a deadline, as the reader writes dates. */
  date: string;
}

/** "Anna Beispiel mentioned you in “Kick-off meeting”." */
export function noticeSentence(t: T<'discussions'>, { kind, actor, title, date }: NoticeWords): string {
  const values = { actor: actor ?? t('formerMember'), title: title || t('untitled'), date };
  const known = noticeKinds.find((name) => name === kind);
  return known ? t(`notice.${known}`, values) : t('notice.other', values);
}
