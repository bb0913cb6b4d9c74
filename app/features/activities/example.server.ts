/**
 * Activities of the example partnership @nclusion, of the kinds that its page names (kick-off with two members of IDEA Alzira, needs, capacity building,
 * "rainbow buddies", tools). Some lie around today, so that something is happening on whichever day the example is loaded.
 */
import type { ExamplePart, LoadedExample } from '~/features/partnerships/example.server';
import { type Asker, requireSeat } from '~/features/partnerships/queries.server';
import { addDays, today } from '~/kit/dates';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import type { ActivityState, ActivityType, Theme } from './activities';
import type { Cell } from './attendance/counts';
import { decideSheet, saveSheet } from './attendance.server';
import { createActivity, setState } from './commands.server';
import { readActivity } from './forms.server';
import { choicesFor, knownOf } from './queries.server';

interface Example {
  type: ActivityType;
  title: string;
  /** Key of the organisation (prisma/seed). */
  by: string;
  with?: readonly string[];
  place: string;
  country: string;
  zone: string;
  /** ISO date, or days from today. */
  from: string | number;
  days?: number;
  hours?: readonly [string, string];
  state: ActivityState;
  themes: readonly Theme[];
  typed?: Readonly<Record<string, string>>;
  /** Who of the organisation counted how many, aged 18 to 60; approved. */
  counted?: { who: string; F: number; M: number };
}

const NICOSIA = { place: 'Nicosia', country: 'CY', zone: 'Asia/Nicosia' };
const BERLIN = { place: 'Berlin', country: 'DE', zone: 'Europe/Berlin' };
const ATHENS = { place: 'Athens', country: 'GR', zone: 'Europe/Athens' };
const PALERMO = { place: 'Palermo', country: 'IT', zone: 'Europe/Rome' };
const WROCLAW = { place: 'Wrocław', country: 'PL', zone: 'Europe/Warsaw' };
const ALZIRA = { place: 'Alzira', country: 'ES', zone: 'Europe/Madrid' };

const activities: readonly Example[] = [
  {
    ...NICOSIA,
    type: 'mutualLearning',
    title: 'Kick-off meeting',
    themes: ['strategies'],
    by: 'anel',
    with: ['alzira', 'nest', 'cesie', 'wroclaw'],
    from: '2024-05-14',
    days: 2,
    state: 'held',
    typed: {
      plannedParticipants: '24',
      heldParticipants: '22',
      'mutualLearning.topic': 'How we work together',
      'mutualLearning.hours': '12',
    },
    counted: { who: 'anna', F: 14, M: 8 },
  },
  {
    ...BERLIN,
    type: 'consultation',
    title: 'Round table with newcomers on health services',
    themes: ['services'],
    by: 'nest',
    from: '2024-11-20',
    hours: ['17:00', '19:30'],
    state: 'held',
    typed: {
      plannedParticipants: '15',
      heldParticipants: '13',
      'consultation.method': 'focusGroup',
      'consultation.questions': 'Where did you first find help?\nWhat kept you from asking?',
      'consultation.contributions': '41',
    },
    counted: { who: 'berta', F: 7, M: 6 },
  },
  {
    ...ATHENS,
    type: 'training',
    title: 'Two days for staff of reception services',
    themes: ['services'],
    by: 'symplexis',
    with: ['forum'],
    from: '2025-06-10',
    days: 2,
    state: 'held',
    typed: {
      plannedParticipants: '20',
      heldParticipants: '18',
      'training.curriculum': 'Words that are safe to use\nHow to ask, and when not to\nWhere to refer somebody',
      'training.days': '2',
      'training.askedAtEnd': '18',
      'training.usefulAtEnd': '16',
    },
  },
  {
    ...PALERMO,
    type: 'peerReview',
    title: 'Peer review of the draft strategy of Palermo',
    themes: ['strategies'],
    by: 'cesie',
    with: ['anci', 'nest'],
    from: '2026-03-03',
    days: 3,
    state: 'held',
    typed: { heldParticipants: '11', 'peerReview.recommendations': 'Name one place to go first\nSay who answers within a week' },
  },
  {
    ...WROCLAW,
    type: 'knowledgeTransfer',
    title: 'Rainbow buddies: from Berlin to Wrocław',
    themes: ['participation', 'exchange'],
    by: 'ukraina',
    with: ['nest', 'wroclaw'],
    from: -5,
    hours: ['10:00', '16:00'],
    state: 'held',
    typed: { plannedParticipants: '12', heldParticipants: '14', 'knowledgeTransfer.practice': 'Buddies for the first three months' },
  },
  {
    ...ALZIRA,
    type: 'consultation',
    title: 'Open days on the draft strategy',
    themes: ['strategies', 'participation'],
    by: 'alzira',
    from: -1,
    days: 4,
    state: 'confirmed',
    typed: { plannedParticipants: '80', 'consultation.method': 'hearing' },
  },
  {
    ...NICOSIA,
    type: 'workshop',
    title: 'What a first welcome looks like',
    themes: ['oneStopShops'],
    by: 'csi',
    from: 0,
    hours: ['17:00', '20:00'],
    state: 'confirmed',
    typed: { plannedParticipants: '18', publicTitle: 'Community workshop', 'workshop.hours': '3' },
  },
  {
    ...WROCLAW,
    type: 'awareness',
    title: 'Stories of arriving: an evening at the library',
    themes: ['exchange'],
    by: 'wroclaw',
    with: ['ukraina'],
    from: 3,
    hours: ['18:00', '20:30'],
    state: 'planned',
    typed: { plannedParticipants: '120', 'awareness.audience': 'People of the town', 'awareness.channels': 'Posters\nLocal radio' },
  },
  {
    ...BERLIN,
    type: 'technicalAssistance',
    title: 'Help with a plan for safe housing',
    themes: ['housing'],
    by: 'nest',
    with: ['anel'],
    from: 5,
    hours: ['09:00', '11:00'],
    state: 'planned',
    typed: {
      restriction: 'sensitive',
      publicTitle: 'Consultation hour',
      'technicalAssistance.question': 'Who may know the address, and who must not?',
    },
  },
  {
    ...ATHENS,
    type: 'tool',
    title: 'A guide for first conversations, in six languages',
    themes: ['services'],
    by: 'forum',
    from: 40,
    days: 60,
    state: 'planned',
    typed: { 'tool.audience': 'Front-line staff', 'tool.licence': 'ccBy' },
  },
];

export const exampleActivities: ExamplePart = async ({ key, partnershipId, users, organisations }) => {
  if (key !== 'nclusion' || !users.anna || (await db().activity.count({ where: { partnershipId } })) > 0) return;
  const anna = { userId: users.anna };
  const seat = await requireSeat(anna, partnershipId);
  const choices = await choicesFor(seat);
  for (const { type, state, ...example } of activities) {
    const first = typeof example.from === 'string' ? example.from : addDays(today(example.zone), example.from);
    const form = new FormData();
    const typed = {
      title: example.title,
      organisationId: organisations[example.by] ?? '',
      placeId: choices.places.find(({ name }) => name === example.place)?.id ?? '',
      country: example.country,
      zone: example.zone,
      format: 'inPerson',
      startDate: first,
      endDate: addDays(first, (example.days ?? 1) - 1),
      startTime: example.hours?.[0] ?? '',
      endTime: example.hours?.[1] ?? '',
      ...example.typed,
    };
    for (const [name, value] of Object.entries(typed)) form.set(name, value);
    for (const theme of example.themes) form.append('themes', theme);
    for (const one of example.with ?? []) form.append('coOrganisers', organisations[one] ?? '');
    const read = readActivity(form, type, knownOf(choices));
    if (!read.ok) throw new Error(`The example activity “${example.title}” is refused: ${JSON.stringify(read.problems)}`);
    const made = await createActivity(seat, read.form);
    if (!made.ok) throw new Error(`The example activity “${example.title}” is refused: ${JSON.stringify(made.problems)}`);
    if (state !== 'planned') await setState(anna, partnershipId, made.id, state);
    if (example.counted) await count(anna, partnershipId, { id: made.id, day: first }, { ...example.counted, users });
  }
};

async function count(
  coordinator: Asker,
  partnershipId: string,
  { id, day }: { id: string; day: string },
  { who, F, M, users }: { who: string; F: number; M: number; users: LoadedExample['users'] },
): Promise<void> {
  const cells: Cell[] = [
    { sex: 'F', age: '18-60', count: F },
    { sex: 'M', age: '18-60', count: M },
  ];
  const sheet = { id: newId(), day, method: 'signInSheet' as const, bands: 'amif' as const, cells, note: '', submit: true, seen: 0 };
  await saveSheet({ userId: users[who] ?? '' }, partnershipId, id, sheet);
  await decideSheet(coordinator, partnershipId, id, { what: 'approve', sheet: sheet.id, seen: 1 });
}
