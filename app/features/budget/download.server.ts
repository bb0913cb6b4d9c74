/** Costs and person-months as a workbook. */
import type { Person } from '~/features/accounts/accounts';
import { type Asker, requireSeat } from '~/features/partnerships/queries.server';
import { tFor } from '~/i18n/translate';
import { writeXlsx } from '~/kit/tables/xlsx';
import { groundOf } from './ground.server';
import { budgetReport } from './sheets.server';

/** @throws the 404 answer for partnerships that are not there */
export async function budgetDownload(person: Asker & Pick<Person, 'language'>, partnershipId: string | undefined) {
  const seat = await requireSeat(person, partnershipId);
  const t = await tFor(person.language, 'budget');
  const [{ summary, rows }, { agreed }] = await Promise.all([budgetReport(seat, t, null), groundOf(seat)]);
  const [sums, ...rest] = summary;
  return { bytes: new Uint8Array(writeXlsx([...(sums ? [sums] : []), ...rows, ...rest])), name: `${agreed.acronym} ${t('title')}.xlsx` };
}
