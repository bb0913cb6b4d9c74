/** A plan on its way to a browser: what is as it is read where nothing is written is left out, as most of it is. */
import type { PlanActivity } from './facts';
import { blankItem, type Item, type Link } from './plan';
import type { PlanContent } from './whole';

interface PackedPlan {
  items: (Partial<Item> & Pick<Item, 'id' | 'kind'>)[];
  links: readonly Link[];
  limits: [string, number][];
}

const packed = new WeakMap<PlanContent, string>();

/** As one text, which is made once for all who read the same plan: what carries a page's data takes far longer for thousands of small values. */
export function pack(content: PlanContent): string {
  const { items, links, limits } = content;
  const text = packed.get(content) ?? JSON.stringify({ items: items.map(packItem), links, limits: [...limits] } satisfies PackedPlan);
  packed.set(content, text);
  return text;
}

export function unpack(text: string): PlanContent {
  const { items, links, limits } = JSON.parse(text) as PackedPlan;
  return { items: items.map((item) => ({ ...blankItem(item.kind), ...item })), links, limits: new Map(limits) };
}

function packItem(item: Item): PackedPlan['items'][number] {
  const blank: Record<string, unknown> = { ...blankItem(item.kind) };
  const said = Object.entries(item).filter(([field, value]) => !isSame(value, blank[field]));
  return { ...(Object.fromEntries(said) as Partial<Item>), id: item.id, kind: item.kind };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && a.length === 0 && Array.isArray(b) && b.length === 0);
}

/** Stands at the end of a path for the id, with which they end as a rule: so they are one. */
const ID = '*';
const pathWithout = ({ path, id }: PlanActivity) => (path.endsWith(id) ? path.slice(0, -id.length) + ID : path);
const pathWith = (path: string, id: string) => (path.endsWith(ID) ? path.slice(0, -ID.length) + id : path);

const plain = (text: string) => text.replace(/[\t\n]/g, ' ');

/**
 * As one text, a line for each and tabs between what is said of it: in a page's data each quote becomes four letters. What many of them say (who
 * organises them, where their pages are) stands in the first line, and in theirs by its place there.
 */
export function packActivities(activities: readonly PlanActivity[]): string {
  const places = new Map<string, number>();
  const placeOf = (text: string) => {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const lines = activities.map((one) => {
    const marks = `${one.restricted ? 'r' : ''}${one.runs ? 'n' : ''}`;
    const days = `${one.start}\t${one.startTime}\t${one.end}\t${one.endTime}`;
    const who = `${placeOf(one.organisationId)}\t${one.partners.map(placeOf).join()}\t${placeOf(one.workPackageId)}`;
    return `${one.id}\t${placeOf(pathWithout(one))}\t${one.code}\t${plain(one.title)}\t${one.state}\t${marks}\t${who}\t${one.country}\t${days}`;
  });
  return [[...places.keys()].join('\t'), ...lines].join('\n');
}

export function unpackActivities(text: string): PlanActivity[] {
  const [first = '', ...lines] = text.split('\n');
  const places = first.split('\t');
  const at = (place = '') => places[Number(place)] ?? '';
  return lines.map((line) => {
    const [id = '', before, code = '', title = '', state, marks = '', organisation, partners = '', workPackage, country = '', ...days] =
      line.split('\t');
    const [start = '', startTime = '', end = '', endTime = ''] = days;
    return {
      id,
      code,
      title,
      country,
      start,
      startTime,
      end,
      endTime,
      state: state as PlanActivity['state'],
      path: pathWith(at(before), id),
      restricted: marks.includes('r'),
      runs: marks.includes('n'),
      organisationId: at(organisation),
      partners: partners.split(',').filter(Boolean).map(at),
      workPackageId: at(workPackage),
    };
  });
}
