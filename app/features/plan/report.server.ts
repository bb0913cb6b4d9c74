/** The plan's part of the report on a period: its tables, in the language of who asks. */
import type { Seat } from '~/features/partnerships/partnerships';
import type { Language } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import { db } from '~/kit/db.server';
import type { Cell, NewSheet } from '~/kit/tables/book';
import { MOST_IN_CELL } from '~/kit/tables/cell-text';
import type { Period } from './decisions';
import { vocabularyOf } from './files/words.server';
import type { Item } from './plan';
import { planFor } from './queries.server';
import { type Reported, reportedIn, type Span } from './reporting';
import type { Plan } from './whole';

export interface PlanReport {
  plan: Plan;
  reported: Reported;
  sheets: NewSheet[];
}

const day = (date: string | null | undefined): Cell => (date ? { date } : null);
const SEVERAL = '; ';

/** As many as one cell holds, and how many there are beside. @param more words for those */
export function joined(texts: readonly string[], more: (count: number) => string): string {
  const whole = texts.join(SEVERAL);
  if (whole.length <= MOST_IN_CELL) return whole;
  const room = MOST_IN_CELL - more(texts.length).length - SEVERAL.length;
  let [length, count] = [0, 0];
  for (const text of texts) {
    length += text.length + SEVERAL.length;
    if (length > room) break;
    count += 1;
  }
  return [...texts.slice(0, count), more(texts.length - count)].join(SEVERAL);
}

/** @param span the days of the period */
export async function planReport(seat: Seat, language: Language, period: Period, span: Span): Promise<PlanReport> {
  const [plan, words, t, decided] = await Promise.all([
    planFor(seat),
    vocabularyOf(language),
    tFor(language, 'plan'),
    db().planDecision.findMany({
      where: { partnershipId: seat.partnershipId, on: { gte: span.first, lte: span.last } },
      select: { itemId: true },
    }),
  ]);
  const reported = reportedIn(plan, period.id, span, new Set(decided.map(({ itemId }) => itemId)));
  const name = (id: string | null) => {
    const organisation = plan.organisation(id);
    return organisation ? organisation.shortName || organisation.name : '';
  };
  const code = ({ id }: Item) => plan.codeOf(id);
  const columns = (...listed: [string, number][]) => listed.map(([key, width]) => ({ key, heading: words.heading(key), width }));
  const becameOf = (item: Item): Cell[] => {
    const decision = plan.decisionOf(item.id);
    return [words.value(decision ? 'decision' : 'status', decision?.is ?? item.status), day(decision?.on)];
  };
  const work: NewSheet = {
    name: t('report.work'),
    columns: columns(
      ['code', 8],
      ['title', 40],
      ['lead', 16],
      ['partners', 28],
      ['firstDay', 12],
      ['lastDay', 12],
      ['status', 14],
      ['progress', 10],
    ),
    rows: reported.work.map((item): Cell[] => {
      const days = plan.scheduled(item.id);
      return [
        ...[code(item), item.title, name(item.lead), item.partners.map(name).join(SEVERAL)],
        ...[day(days?.start), day(days?.end), words.value('status', item.status)],
        item.kind === 'task' ? item.progress : null,
      ];
    }),
    indented: { column: 1, levels: reported.work.map((item) => plan.depthOf(item)) },
  };
  const deliverables: NewSheet = {
    name: t('report.deliverables'),
    columns: columns(
      ...([
        ['code', 8],
        ['title', 40],
        ['lead', 16],
        ['deliverable', 12],
        ['dissemination', 12],
      ] as [string, number][]),
      ...([
        ['lastDay', 12],
        ['status', 14],
        ['decidedOn', 12],
        ['delay', 40],
      ] as [string, number][]),
    ),
    rows: reported.deliverables.map((item) => [
      ...[code(item), item.title, name(item.lead), item.deliverable, item.dissemination, day(plan.dueOf(item))],
      ...[...becameOf(item), item.delay],
    ]),
  };
  const milestones: NewSheet = {
    name: t('report.milestones'),
    columns: columns(
      ['code', 8],
      ['title', 40],
      ['lead', 16],
      ['lastDay', 12],
      ['status', 14],
      ['decidedOn', 12],
      ['means', 36],
      ['proofs', 36],
      ['comment', 30],
    ),
    rows: reported.milestones.map((item) => [
      ...[code(item), item.title, name(item.lead), day(plan.dueOf(item)), ...becameOf(item), item.means],
      joined(
        item.proofs.map(({ title, url }) => [title, url].filter(Boolean).join(': ')),
        (count) => t('report.moreProofs', { count }),
      ),
      plan.decisionOf(item.id)?.note ?? '',
    ]),
  };
  const risks: NewSheet = {
    name: t('report.risks'),
    columns: columns(
      ...([
        ['code', 8],
        ['title', 36],
        ['origin', 14],
        ['likelihood', 12],
        ['severity', 12],
      ] as [string, number][]),
      ...([
        ['mitigation', 36],
        ['materialised', 14],
        ['applied', 14],
        ['comment', 36],
      ] as [string, number][]),
    ),
    rows: reported.risks.map((risk): Cell[] => {
      const said = reported.stateOf(risk);
      const yesOrNo = (is: boolean | undefined) => (is === undefined ? '' : words.value('yesNo', is ? 'yes' : 'no'));
      return [
        ...[code(risk), risk.title, words.value('origin', risk.origin)],
        ...[words.value('degree', risk.likelihood), words.value('degree', risk.severity), risk.mitigation],
        ...[yesOrNo(said?.materialised), yesOrNo(said?.applied), said?.comment ?? ''],
      ];
    }),
  };
  return { plan, reported, sheets: [work, deliverables, milestones, risks] };
}
