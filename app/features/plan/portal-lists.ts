/**
 * Types of deliverables and dissemination levels, as short codes. The Funding & Tenders portal's own are presets: nobody has compared them with the
 * template of each call, so a partnership renames them, leaves some out and adds its own.
 */
import { fold } from '~/kit/fold';

export const portalLists = ['type', 'level'] as const;
export type PortalList = (typeof portalLists)[number];

/** Document or report, demonstrator, website or media, data, data management plan, ethics, security, other; public, sensitive, three EU classified ones. */
export const presetCodes = {
  type: ['R', 'DEM', 'DEC', 'DATA', 'DMP', 'ETHICS', 'SECURITY', 'OTHER'],
  level: ['PU', 'SEN', 'R-UE/EU-R', 'C-UE/EU-C', 'S-UE/EU-S'],
} as const satisfies Record<PortalList, readonly string[]>;

export type PresetCode<List extends PortalList> = (typeof presetCodes)[List][number];

export interface ListedCode {
  code: string;
  /** What the partnership calls it, in its working language; empty: as the preset does, in the reader's. */
  label: string;
}
export type PortalCodes = Readonly<Record<PortalList, readonly ListedCode[]>>;

/** What a partnership says otherwise than the presets. */
export interface OwnCode extends ListedCode {
  list: string;
  removed: boolean;
}

export const portalLimits = { code: 24, label: 120, own: 40 } as const;

/** Capital letters and digits, with `-`, `/` and `.` between: what can be told from a slip in a table that somebody brings. */
export const isCode = (text: string) => text.length <= portalLimits.code && /^[\p{Lu}\p{N}]+(?:[-/.][\p{Lu}\p{N}]+)*$/u.test(text);

export function isPreset<List extends PortalList>(list: List, code: string): code is PresetCode<List> {
  return presetCodes[list].some((one) => one === code);
}

/** Presets that are left out: they can be brought back. */
export function leftOut(list: PortalList, own: readonly OwnCode[]): string[] {
  return presetCodes[list].filter((code) => own.some((one) => one.list === list && one.code === code && one.removed));
}

/** What can be chosen: the presets in their order, then a partnership's own in the order in which they came. */
export function codesWith(own: readonly OwnCode[]): PortalCodes {
  const listed = (list: PortalList): ListedCode[] => {
    const mine = new Map(own.filter((one) => one.list === list).map((one) => [one.code, one]));
    const presets = presetCodes[list].flatMap((code) => (mine.get(code)?.removed ? [] : { code, label: mine.get(code)?.label ?? '' }));
    const added = [...mine.values()].filter(({ code, removed }) => !removed && !isPreset(list, code));
    return [...presets, ...added.map(({ code, label }) => ({ code, label }))];
  };
  return { type: listed('type'), level: listed('level') };
}

/** Those that can be chosen for an item: also the one that it has, where it was taken out of the list since. */
export function codesFor(codes: PortalCodes, list: PortalList, current: string): string[] {
  const listed = codes[list].map(({ code }) => code);
  return listed.includes(current) ? listed : [...listed, current];
}

/** Which code a cell of a table means: by the code or by its name; null: none of the list. */
export function codeOf(listed: readonly ListedCode[], text: string): string | null {
  const meant = fold(text.trim());
  return listed.find(({ code, label }) => fold(code) === meant || (label !== '' && fold(label) === meant))?.code ?? null;
}
