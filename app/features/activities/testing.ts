/** Builders for tests of activities. Use with tests/setup/database.ts. */
import type { Seat } from '~/features/partnerships/partnerships';
import type { ActivityType } from './activities';
import { createActivity } from './commands.server';
import { type ActivityForm, readActivity } from './forms.server';
import { choicesFor, knownOf } from './queries.server';

/** What a form sends, with all that is needed; a list sends its name more than once. */
export function typedForm(overrides: Record<string, string | readonly string[]> = {}): FormData {
  const usual = {
    title: 'Round table',
    startDate: '12/5/2027',
    startTime: '17:00',
    endTime: '19:00',
    zone: 'Asia/Nicosia',
    format: 'inPerson',
  };
  const form = new FormData();
  for (const [name, value] of Object.entries<string | readonly string[]>({ ...usual, ...overrides })) {
    for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
  }
  return form;
}

/** The form as it is read for a member; throws where it is refused. */
export async function readFor(
  seat: Seat,
  overrides: Record<string, string | readonly string[]> = {},
  type: ActivityType = 'consultation',
): Promise<ActivityForm> {
  const known = knownOf(await choicesFor(seat));
  const read = readActivity(typedForm({ organisationId: seat.organisationId, ...overrides }), type, known);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.form;
}

/** @returns the id */
export async function buildActivity(seat: Seat, overrides: Record<string, string | readonly string[]> = {}, type?: ActivityType) {
  const made = await createActivity(seat, await readFor(seat, overrides, type));
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.id;
}
