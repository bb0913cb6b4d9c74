/** The facts of a partnership as one form reads them, and which of them differ from those stored. Pure. */

import { type TargetGroupRank, targetGroupRanks } from './partnerships';

/** A date as stored: ISO text, or none with what was typed and the flag "date open". */
export interface StoredDate {
  date: string | null;
  typed: string | null;
  open: boolean;
}

/** All that a coordinator can say about a partnership on one form. */
export interface Facts {
  acronym: string;
  title: string;
  aliases: string;
  call: string;
  priority: string;
  projectCode: string;
  start: StoredDate;
  end: StoredDate;
  totalBudgetCents: bigint | null;
  grantCents: bigint | null;
  rateBasisPoints: number | null;
  /** The first is the working language. */
  languages: string[];
  fundingDisclaimer: string;
  objectives: Objective[];
  principal: string[];
  secondary: string[];
}

/** A specific objective: its code (`SO3`) and what it says. */
export interface Objective {
  code: string;
  text: string;
}

/** The facts as `getFacts` answers them; what else it answers does not matter here. */
export interface StoredFacts
  extends Pick<
    Facts,
    | 'acronym'
    | 'title'
    | 'aliases'
    | 'call'
    | 'priority'
    | 'projectCode'
    | 'totalBudgetCents'
    | 'grantCents'
    | 'rateBasisPoints'
    | 'languages'
    | 'fundingDisclaimer'
    | 'objectives'
  > {
  startDate: string | null;
  startDateTyped: string | null;
  startDateOpen: boolean;
  endDate: string | null;
  endDateTyped: string | null;
  endDateOpen: boolean;
  principal: { name: string }[];
  secondary: { name: string }[];
}

/** A field of the form. */
export const factFields = [
  'acronym',
  'title',
  'aliases',
  'call',
  'priority',
  'projectCode',
  'start',
  'end',
  'totalBudget',
  'grant',
  'rate',
  'languages',
  'objectives',
  'principal',
  'secondary',
  'fundingDisclaimer',
] as const;
export type FactField = (typeof factFields)[number];

/** What `Source.field` calls the sources of a field: one name may stand for two fields, and the project's length for its dates. */
export const sourceFields: Partial<Record<FactField, readonly string[]>> = {
  start: ['startDate', 'duration'],
  end: ['endDate', 'duration'],
  principal: ['targetGroups'],
  secondary: ['targetGroups'],
};

/** The version of stored facts, as a form says which it was made from. In a page the moment may have come as text. */
export function factsVersion({ updatedAt }: { updatedAt: Date }): string {
  return new Date(updatedAt).toISOString();
}

/** Which fields of `facts` are not what is stored. */
export function differing(facts: Facts, stored: StoredFacts): FactField[] {
  const was = comparable(storedAsFacts(stored));
  const is = comparable(facts);
  return factFields.filter((field) => is[field] !== was[field]);
}

/** Stored facts as a form would say them that changes nothing. */
export function storedAsFacts(stored: StoredFacts): Facts {
  const names = (groups: { name: string }[]) => groups.map(({ name }) => name);
  const { acronym, title, aliases, call, priority, projectCode, totalBudgetCents, grantCents } = stored;
  const { rateBasisPoints, languages, fundingDisclaimer, objectives } = stored;
  return {
    ...{ acronym, title, aliases, call, priority, projectCode, totalBudgetCents, grantCents },
    ...{ rateBasisPoints, languages, fundingDisclaimer, objectives },
    start: { date: stored.startDate, typed: stored.startDateTyped, open: stored.startDateOpen },
    end: { date: stored.endDate, typed: stored.endDateTyped, open: stored.endDateOpen },
    principal: names(stored.principal),
    secondary: names(stored.secondary),
  };
}

/** Each field as one text. */
function comparable({ totalBudgetCents, grantCents, rateBasisPoints, ...facts }: Facts): Record<FactField, string> {
  const date = ({ date: day, typed, open }: StoredDate) => JSON.stringify([day, typed, open]);
  return {
    ...facts,
    start: date(facts.start),
    end: date(facts.end),
    totalBudget: String(totalBudgetCents),
    grant: String(grantCents),
    rate: String(rateBasisPoints),
    // The order counts only in that the working language comes first.
    languages: [facts.languages[0], ...facts.languages.slice(1).sort()].join(),
    objectives: JSON.stringify(facts.objectives.map(({ code, text }) => [code, text])),
    principal: facts.principal.join('\n'),
    secondary: facts.secondary.join('\n'),
  };
}

/**
 * Target groups as a form says them, each with its row among those that are stored, or none; and the rows that are in the form no more. A group is known by its name:
 * one that went, and a new one on the same line of the same list, are one that was renamed. Where more went than came nobody can tell which it is.
 */
export function groupsAs<Row extends { name: string; rank: string }>(stored: readonly Row[], said: Pick<Facts, TargetGroupRank>) {
  const gone = [...stored];
  const take = (at: number): Row | null => (at < 0 ? null : (gone.splice(at, 1)[0] ?? null));
  const groups = targetGroupRanks.flatMap((rank) =>
    said[rank].map((name, line) => ({ name, rank, line, row: take(gone.findIndex((row) => row.name === name)) })),
  );
  for (const rank of targetGroupRanks) {
    const were = stored.filter((row) => row.rank === rank);
    const came = groups.filter((group) => group.rank === rank && group.row === null);
    if (were.filter((row) => gone.includes(row)).length > came.length) continue;
    for (const group of came) {
      const was = were[group.line];
      if (was) group.row = take(gone.indexOf(was));
    }
  }
  return { groups, gone };
}

/**
 * Lines of a text field as objectives. `SO3 Increase synergy` has a code of its own: capitals, then a number that ends there. A line
 * without one gets the next number that no other line has.
 */
export function objectivesOf(lines: readonly string[]): Objective[] {
  const read = lines.map(codeAndText);
  const taken = new Set(read.flatMap(({ code }) => code ?? []));
  let number = 0;
  return read.map(({ code, text }) => {
    if (code) return { code, text };
    do number += 1;
    while (taken.has(`SO${number}`));
    return { code: `SO${number}`, text };
  });
}

/** With a space before the number, a sign must follow it: "EU 27 countries" and "A 5 day training" are sentences. */
const CODE = /^(\p{Lu}{1,4}(?:\d{1,2}(?:\.\d{1,2})?(?=[\s.:)–-])|\s\d{1,2}(?:\.\d{1,2})?(?=\s*[.:)–])))[\s.:)–-]+(\S.*)$/u;

function codeAndText(line: string): { code: string | null; text: string } {
  const [, code, text] = CODE.exec(line) ?? [];
  return code && text ? { code: code.replace(/\s/g, ''), text } : { code: null, text: line };
}
