/** What an account that is about to be deleted was told, and where others are about to read its name. Comments stay, as texts do. */
import type { Person } from '~/features/accounts/accounts';
import type { Tx } from '~/kit/db.server';
import { takeBackMailsNaming } from './mails.server';

/** Forgets what the person was told; mails that wait to be sent do not name the person any more. */
export async function forgetNotices(tx: Tx, { userId }: Pick<Person, 'userId'>): Promise<void> {
  await tx.notice.deleteMany({ where: { userId } });
  await takeBackMailsNaming(tx, userId);
}
