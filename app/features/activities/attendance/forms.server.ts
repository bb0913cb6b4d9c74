/** The form of an attendance sheet, checked at the edge. */
import { isIsoDate } from '~/kit/dates';
import { tidy } from '~/kit/forms.server';
import { isId } from '~/kit/ids';
import type { Problem, Problems } from '../problems';
import { readCount } from '../read-details.server';
import { agesOf, type BandSet, type Cell, cellField, isBandSet, limits, type Method, methods, sexes, totalOf } from './counts';
import type { Parts } from './parts';
import { readParts } from './parts-form.server';

export interface SheetForm {
  /** Made by the page: sent twice, it is one sheet. */
  id: string;
  day: string;
  method: Method;
  bands: BandSet;
  cells: Cell[];
  /** By target group and by country, where it was asked; what was not stays as it is. */
  parts?: Partial<Parts>;
  note: string;
  /** It is handed in; else it is kept as a draft. */
  submit: boolean;
  /** The version that it was made from; 0: a new one. */
  seen: number;
}

export type ReadSheet = { ok: true; form: SheetForm } | { ok: false; problems: Problems };

/**
 * @param before the sheet as it is stored; it keeps its ages
 * @param page by which ages people are counted now, for a form that does not say it, and the first and last day of the activity
 */
export function readSheet(
  form: FormData,
  before: { bands: BandSet } | undefined,
  page: { bands: BandSet; startDate: string; endDate: string },
): ReadSheet {
  const problems: Problems = {};
  const wrong = (field: string, problem: Problem) => {
    problems[field] ??= problem;
  };
  const typed = (field: string) => {
    const value = form.get(field);
    return typeof value === 'string' ? value : '';
  };
  const id = typed('sheet');
  const said = typed('bands');
  const bands = before?.bands ?? (isBandSet(said) ? said : page.bands);
  // Of one day it is that one, also where it was moved while the count waited.
  const day = (page.startDate < page.endDate && typed('day')) || page.startDate;
  if (!isId(id)) wrong('', 'problem.choice');
  if (!isIsoDate(day) || day < page.startDate || day > page.endDate) wrong('day', 'problem.notItsDay');
  const method = methods.find((one) => one === typed('method'));
  if (!method) wrong('method', 'problem.choice');
  const cells: Cell[] = [];
  const asked = new Set(sexes.flatMap((sex) => agesOf(bands).map((age) => cellField(sex, age))));
  // Whoever was counted by another age would be left out unsaid.
  if ([...form].some(([name, value]) => name.startsWith('count.') && !asked.has(name) && value !== '')) wrong('', 'problem.otherAges');
  for (const sex of sexes) {
    for (const age of agesOf(bands)) {
      const text = tidy(typed(cellField(sex, age)));
      if (text === '') continue;
      const { value } = readCount(text);
      if (value === null || value > limits.count) wrong(cellField(sex, age), 'problem.number');
      else if (value > 0) cells.push({ sex, age, count: value });
    }
  }
  // Where it is not known how many came, nobody can say that these are more.
  const total = Object.keys(problems).length === 0 ? totalOf(cells) : Number.POSITIVE_INFINITY;
  const parts = readParts(form, total, wrong);
  const submit = typed('intent') === 'submit';
  if (submit && totalOf(cells) === 0 && Object.keys(problems).length === 0) wrong('', 'problem.nobodyCounted');
  const note = typed('note').normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\0', ' ').trim();
  if (note.length > limits.note) wrong('note', 'problem.tooLong');
  if (!method || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, form: { id, day, method, bands, cells, parts, note, submit, seen: readSeen(form) } };
}

export type SheetDeed = ({ what: 'approve' | 'remove' } | { what: 'return'; comment: string }) & {
  sheet: string;
  /** The version that the page showed. */
  seen: number;
};

/** What a button beside a sheet asks for; null where it is nothing of the kind. */
export function readSheetDeed(form: FormData): SheetDeed | null {
  const [intent, sheet, comment] = [form.get('intent'), form.get('sheet'), form.get('comment')];
  if (typeof sheet !== 'string' || !isId(sheet)) return null;
  const seen = readSeen(form);
  if (intent === 'approve' || intent === 'remove') return { what: intent, sheet, seen };
  return intent === 'return' && typeof comment === 'string'
    ? { what: 'return', sheet, seen, comment: tidy(comment).slice(0, limits.comment) }
    : null;
}

/** The version that a form was made from; 0 where it says none. */
function readSeen(form: FormData): number {
  const typed = form.get('seen');
  return typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
}
