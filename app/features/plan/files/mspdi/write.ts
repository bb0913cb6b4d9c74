/**
 * A plan as Microsoft Project's XML (MSPDI). Work packages are summary tasks, deliverables and milestones tasks without duration, organisations and
 * people resources. Automatic tasks "start no earlier than" their own beginning, which is what automatic means here.
 */

import { element, escapeXml, XML_BEGIN } from '~/kit/tables/xml';
import { sharedHolidays } from '../../facts';
import type { Item, When } from '../../plan';
import { standings } from '../parents';
import { wordsOf } from '../rich/tree';
import type { Written } from '../sheets/write';
import { HOURS, LAG_OF_DAY, linkTypesByNumber, type TextField, textFields } from './fields';

/** Kinds that a plan of Microsoft Project cannot hold. */
export const notCarried: readonly Item['kind'][] = ['risk'];

const [MORNING, EVENING] = ['T08:00:00', 'T17:00:00'];
const START_NO_EARLIER_THAN = 4;
const AS_SOON_AS_POSSIBLE = 0;
const IN_DAYS = 7;

export function writeMspdi(written: Written): string {
  const { plan } = written;
  const items = plan.ordered.filter(({ kind }) => !notCarried.includes(kind));
  const uids = new Map(items.map(({ id }, index) => [id, index + 1]));
  const resources = resourcesOf(items, written);
  const { acronym, startDate, endDate } = plan.facts;
  const project = [
    element('SaveVersion', 14),
    element('Name', `${acronym}.xml`),
    element('Title', acronym),
    element('ScheduleFromStart', true),
    element('StartDate', startDate && startDate + MORNING),
    element('FinishDate', endDate && endDate + EVENING),
    element('CalendarUID', 1),
    element('DefaultStartTime', MORNING.slice(1)),
    element('DefaultFinishTime', EVENING.slice(1)),
    element('MinutesPerDay', HOURS * 60),
    element('MinutesPerWeek', HOURS * 60 * plan.facts.workdays.filter(Boolean).length),
    element('DaysPerMonth', 20),
    element('DurationFormat', IN_DAYS),
    `<ExtendedAttributes>${Object.entries(textFields)
      .map(
        ([key, { number, name }]) =>
          `<ExtendedAttribute>${element('FieldID', number)}${element('FieldName', name)}${element('Alias', written.words.heading(key === 'planned' ? 'start' : key))}</ExtendedAttribute>`,
      )
      .join('')}</ExtendedAttributes>`,
    calendar(written),
    `<Tasks>${tasks(items, uids, written).join('')}</Tasks>`,
    `<Resources>${[...resources].map(([id, uid]) => resource(id, uid, written)).join('')}</Resources>`,
    `<Assignments>${assignments(items, uids, resources).join('')}</Assignments>`,
  ];
  return `${XML_BEGIN}<Project xmlns="http://schemas.microsoft.com/project">${project.join('')}</Project>`;
}

function calendar({ plan }: Written): string {
  const times = ['08:00:00', '12:00:00', '13:00:00', '17:00:00'];
  const hours = `<WorkingTimes>${[0, 2].map((at) => `<WorkingTime>${element('FromTime', times[at])}${element('ToTime', times[at + 1])}</WorkingTime>`).join('')}</WorkingTimes>`;
  // Its weeks begin on Sunday, ours on Monday.
  const weekday = (day: number) => {
    const worked = plan.facts.workdays[(day + 6) % 7] === true;
    return `<WeekDay>${element('DayType', day + 1)}${element('DayWorking', worked)}${worked ? hours : ''}</WeekDay>`;
  };
  const names = new Map(plan.facts.holidays.map(({ date, name }) => [date, name]));
  const holiday = (date: string) =>
    `<Exception>${element('EnteredByOccurrences', false)}<TimePeriod>${element('FromDate', `${date}T00:00:00`)}${element('ToDate', `${date}T23:59:00`)}</TimePeriod>${element('Occurrences', 1)}${element('Name', names.get(date) ?? date)}${element('Type', 1)}${element('DayWorking', false)}</Exception>`;
  const holidays = [...sharedHolidays(plan.facts)].sort().map(holiday).join('');
  return `<Calendars><Calendar>${element('UID', 1)}${element('Name', 'Standard')}${element('IsBaseCalendar', true)}${element('BaseCalendarUID', -1)}<WeekDays>${[0, 1, 2, 3, 4, 5, 6].map(weekday).join('')}</WeekDays>${holidays ? `<Exceptions>${holidays}</Exceptions>` : ''}</Calendar></Calendars>`;
}

function tasks(items: readonly Item[], uids: ReadonlyMap<string, number>, written: Written): string[] {
  const { plan } = written;
  const standing = standings(plan);
  const numbers: number[] = [];
  const parents = new Set(items.flatMap(({ id }) => standing.get(id)?.parent ?? []));
  return items.map((item) => {
    const level = standing.get(item.id)?.level ?? 0;
    numbers.length = level + 1;
    numbers[level] = (numbers[level] ?? 0) + 1;
    const isPoint = item.kind === 'deliverable' || item.kind === 'milestone';
    const days = plan.scheduled(item.id);
    const uid = uids.get(item.id) ?? 0;
    const begin = days && days.start + (isPoint ? EVENING : MORNING);
    const length = days && !isPoint ? Math.max(1, plan.days.count(days.start, days.end)) : 0;
    const isAuto = item.scheduling === 'auto';
    const code = plan.codeOf(item.id);
    const notes = wordsOf(written.descriptions.get(item.id) ?? []);
    return `<Task>${[
      element('UID', uid),
      element('ID', uid),
      element('Name', item.title),
      element('Active', true),
      element('Manual', !isAuto || !days),
      element('Type', 1),
      element('IsNull', false),
      element('WBS', code ?? numbers.join('.')),
      element('OutlineNumber', numbers.join('.')),
      element('OutlineLevel', level + 1),
      element('Priority', 500),
      element('Start', begin),
      element('Finish', days && days.end + EVENING),
      element('Duration', days && `PT${length * HOURS}H0M0S`),
      element('DurationFormat', days && IN_DAYS),
      element('Milestone', isPoint),
      element('Summary', parents.has(item.id)),
      element('PercentComplete', item.progress),
      element('ConstraintType', isAuto && days ? START_NO_EARLIER_THAN : AS_SOON_AS_POSSIBLE),
      element('ConstraintDate', isAuto && days ? days.planned.start + (isPoint ? EVENING : MORNING) : null),
      element('Notes', notes || null),
      ...links(item, uids, written),
      ...texts(item, written),
    ].join('')}</Task>`;
  });
}

function links({ id }: Item, uids: ReadonlyMap<string, number>, { plan }: Written): string[] {
  return plan.links.flatMap(({ from, to, type, lag }) => {
    const uid = uids.get(from);
    if (to !== id || uid === undefined) return [];
    const number = linkTypesByNumber.indexOf(type);
    return `<PredecessorLink>${element('PredecessorUID', uid)}${element('Type', number)}${element('CrossProject', false)}${element('LinkLag', lag * LAG_OF_DAY)}${element('LagFormat', IN_DAYS)}</PredecessorLink>`;
  });
}

/** `M3`, a day, or nothing; and which days it shows, so that whoever reads it again sees whether somebody moved it meanwhile. */
function plannedText(item: Item, days: { start: string; end: string } | null): string {
  const said = (when: When | null) => (when === null ? '-' : 'month' in when ? `M${when.month}` : when.date);
  return `${said(item.start)} ${said(item.end)} ${days?.start ?? '-'} ${days?.end ?? '-'}`;
}

function texts(item: Item, { plan, organisations }: Written): string[] {
  const said: Partial<Record<TextField, string>> = {
    id: item.id,
    kind: item.kind,
    status: item.status,
    planned: plannedText(item, plan.scheduled(item.id)),
    ...(item.kind === 'deliverable' ? { deliverable: item.deliverable, dissemination: item.dissemination } : {}),
    ...(item.lead ? { lead: organisations.labelOf(item.lead) } : {}),
  };
  return Object.entries(said).map(
    ([key, value]) =>
      `<ExtendedAttribute>${element('FieldID', textFields[key as TextField].number)}<Value>${escapeXml(value.slice(0, 255))}</Value></ExtendedAttribute>`,
  );
}

/** Everybody who has something to do, by number. */
function resourcesOf(items: readonly Item[], { plan }: Written): Map<string, number> {
  const named = new Set(items.flatMap(({ lead, partners, people }) => [...(lead ? [lead] : []), ...partners, ...people]));
  const known = [...named].filter((id) => plan.organisation(id) ?? plan.person(id));
  return new Map(known.map((id, index) => [id, index + 1]));
}

function resource(id: string, uid: number, { plan, organisations, people }: Written): string {
  const organisation = plan.organisation(id);
  const name = organisation ? organisations.labelOf(id) : people.labelOf(id);
  const group = organisation ? null : organisations.labelOf(plan.person(id)?.organisationId ?? '');
  return `<Resource>${element('UID', uid)}${element('ID', uid)}${element('Name', name)}${element('Type', 1)}${element('IsNull', false)}${element('Group', group)}</Resource>`;
}

function assignments(items: readonly Item[], uids: ReadonlyMap<string, number>, resources: ReadonlyMap<string, number>): string[] {
  let uid = 0;
  return items.flatMap((item) =>
    [...(item.lead ? [item.lead] : []), ...item.partners, ...item.people].flatMap((id) => {
      const who = resources.get(id);
      if (who === undefined) return [];
      uid += 1;
      return `<Assignment>${element('UID', uid)}${element('TaskUID', uids.get(item.id))}${element('ResourceUID', who)}${element('Units', 1)}</Assignment>`;
    }),
  );
}
