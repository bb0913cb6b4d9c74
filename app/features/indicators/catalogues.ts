/**
 * Indicators that a partnership can begin with. Those of the fund are written from memory, close to the wording of the law: Regulation (EU) 2021/1147,
 * Annex VIII, for specific objective (b), with R.1.5 and R.1.6 of objective (a). They bind programmes of Member States; whoever uses them compares each with the
 * law. Those of priority 4 are named in the call for proposals of 2018 about children in migration. Texts stand in the catalogue of texts, as
 * `preset.<key>`.
 */
import type { Catalogues } from '~/i18n/catalogues';
import type { Level, Rule, Unit } from './indicators';

/** Its text is `preset.<key>`. */
export type PresetKey = keyof Catalogues['indicators'] extends infer Key ? (Key extends `preset.${infer Name}` ? Name : never) : never;

export interface Preset {
  key: PresetKey;
  /** As the source numbers it; empty: it has no number. */
  code: string;
  level: Level;
  unit: Unit;
  rule: Rule;
  /** Key of the one that it is a part of. */
  partOf?: PresetKey;
}

export const catalogues = ['amif', 'children', 'process'] as const;
export type Catalogue = (typeof catalogues)[number];

/** Where the wording is from: shown with each catalogue. */
export const SOURCES: Record<Catalogue, string | null> = {
  amif: 'https://eur-lex.europa.eu/eli/reg/2021/1147/oj',
  children: null,
  process: null,
};

/** @param catalogue as an indicator keeps it: `amif.o21` */
export const isFromSource = (catalogue: string) => catalogues.some((one) => SOURCES[one] !== null && catalogue.startsWith(`${one}.`));

const preset = (key: PresetKey, code: string, level: Level, unit: Unit, rule: Rule = 'none', partOf?: PresetKey): Preset => ({
  ...{ key, code, level, unit, rule },
  ...(partOf ? { partOf } : {}),
});

export const presets: Record<Catalogue, readonly Preset[]> = {
  amif: [
    preset('o21', 'O.2.1', 'output', 'persons', 'people'),
    preset('o22', 'O.2.2', 'output', 'authorities'),
    preset('o23', 'O.2.3', 'output', 'persons', 'people'),
    preset('o231', 'O.2.3.1', 'output', 'persons', 'people', 'o23'),
    preset('o232', 'O.2.3.2', 'output', 'persons', 'people', 'o23'),
    preset('o233', 'O.2.3.3', 'output', 'persons', 'people', 'o23'),
    preset('o24', 'O.2.4', 'output', 'items', 'activities'),
    preset('o25', 'O.2.5', 'output', 'persons', 'people'),
    preset('o26', 'O.2.6', 'output', 'persons', 'people'),
    preset('o27', 'O.2.7', 'output', 'items'),
    preset('r28', 'R.2.8', 'result', 'persons'),
    preset('r29', 'R.2.9', 'result', 'persons'),
    preset('r210', 'R.2.10', 'result', 'persons'),
    preset('r211', 'R.2.11', 'result', 'persons'),
    preset('r15', 'R.1.5', 'result', 'persons'),
    preset('r16', 'R.1.6', 'result', 'persons'),
  ],
  children: [
    preset('childrenYoung', '', 'result', 'persons', 'age.0-14'),
    preset('childrenOlder', '', 'result', 'persons', 'age.15-17'),
    preset('childMonths', '', 'result', 'months'),
    preset('carerDays', '', 'output', 'days', 'personDays'),
    preset('carePlaces', '', 'output', 'places'),
    preset('carePlacesNew', '', 'output', 'places', 'none', 'carePlaces'),
    preset('detentionPlaces', '', 'output', 'places'),
    preset('detentionPlacesNew', '', 'output', 'places', 'none', 'detentionPlaces'),
    preset('minorsServices', '', 'quality', 'text'),
  ],
  process: [
    preset('sessions', '', 'process', 'items', 'activities'),
    preset('participants', '', 'process', 'persons', 'people'),
    preset('contributions', '', 'process', 'items'),
    preset('answered', '', 'process', 'items', 'none', 'contributions'),
    preset('adopted', '', 'process', 'items', 'none', 'contributions'),
    preset('reviews', '', 'process', 'items', 'activities'),
    preset('recommendations', '', 'process', 'items'),
    preset('practices', '', 'process', 'items', 'activities'),
    preset('measures', '', 'process', 'items'),
  ],
};
