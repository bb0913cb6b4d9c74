/** Builders for tests: an indicator, who counts for it and who is told. Use with tests/setup/database.ts. */
import { decideSheet, type SheetForm, saveSheet } from '~/features/activities/attendance.server';
import { buildActivity } from '~/features/activities/testing';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { addIndicator, linkActivity } from './commands.server';
import type { IndicatorForm } from './forms.server';
import { getIndicator, listIndicators } from './queries.server';

export const status = (promise: Promise<unknown>) => promise.then(() => 200).catch((error: { status?: number }) => error.status);

export function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

export const PEOPLE: IndicatorForm = {
  ...{ code: 'O.2.3', text: 'Participants supported', level: 'output', unit: 'persons', rule: 'people', parentId: null },
  ...{ baseline: null, baselineDate: null, target: 100, note: '', checked: false, seen: 0 },
};

/** A coordinator in one organisation, a facilitator in another who counts, an editor in a third who is told. */
export async function begun(form: Partial<IndicatorForm> = {}) {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const town = await buildOrganisation({ partnershipId, name: 'Town', country: 'ES' });
  const fay = await buildMember({ partnershipId, organisationId: town.id, roles: 'facilitator' });
  const eva = await buildMember({ partnershipId, roles: 'editor' });
  const made = await addIndicator(anna.person, partnershipId, { ...PEOPLE, ...form });
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  const { id } = made;
  const activity = async (overrides: Record<string, string> = {}) => {
    const activityId = await buildActivity(fay.seat, { country: 'ES', ...overrides });
    await linkActivity(anna.person, partnershipId, id, activityId);
    return activityId;
  };
  const sheet = (count: number, cells: SheetForm['cells'] = [{ sex: 'F', age: '18-60', count }]) => ({
    ...{ id: newId(), day: '2027-05-12', method: 'headCount' as const, bands: 'amif' as const, cells, note: '', submit: true, seen: 0 },
  });
  const count = (activityId: string, form: ReturnType<typeof sheet>) => saveSheet(fay.person, partnershipId, activityId, form);
  const approve = async (activityId: string, sheet: string) => {
    const { version: seen } = await db().attendanceSheet.findUniqueOrThrow({ where: { id: sheet } });
    return decideSheet(anna.person, partnershipId, activityId, { what: 'approve', sheet, seen });
  };
  const read = async ({ person }: typeof anna) => (await getIndicator(person, partnershipId, id)).sum;
  const shown = async ({ seat }: typeof anna) => {
    const { value, leftOut, waiting } = (await listIndicators(seat)).indicators.find((one) => one.id === id) ?? {};
    return { value, leftOut, waiting };
  };
  return { anna, fay, eva, partnershipId, town, id, activity, sheet, count, approve, read, shown };
}
