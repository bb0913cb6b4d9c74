/** All indicators at a glance: what each has come to, and how far that is from its target. */
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { classes } from '~/ui/classes';
import { Link } from '~/ui/link';
import { Table, Td, Th } from '~/ui/table';
import { type Level, levels } from '../indicators';
import type { ListedIndicator } from '../queries.server';
import { Bar } from './bar';

interface Props {
  indicators: readonly ListedIndicator[];
  /** In which they are written. */
  language: string;
}

export function Dashboard({ indicators, language }: Props) {
  const groups = levels.map((level) => [level, inLevel(indicators, level)] as const).filter(([, list]) => list.length > 0);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {groups.map(([level, list]) => (
        <LevelTable key={level} level={level} indicators={list} language={language} />
      ))}
    </div>
  );
}

/** A part stands below its whole, whatever its own level. */
function inLevel(indicators: readonly ListedIndicator[], level: Level): ListedIndicator[] {
  const wholes = new Map(indicators.map((one) => [one.id, one]));
  return indicators.filter((one) => (wholes.get(one.parentId ?? '') ?? one).level === level);
}

function LevelTable({ level, indicators, language }: Props & { level: Level }) {
  const t = useT('indicators');
  const said = indicators.every(({ unit }) => unit === 'text');
  const numbers = [
    { head: t('column.target'), number: true, wide: true },
    { head: t('column.progress'), wide: true },
  ];
  const columns = [t('column.indicator'), { head: t('column.value'), number: true }, ...(said ? [] : numbers)];
  return (
    <section>
      <h2 className="mb-3 text-base font-semibold">{t(`level.${level}`)}</h2>
      <Table caption={t(`level.${level}`)} columns={columns}>
        {indicators.map((indicator) => (
          <IndicatorRow key={indicator.id} indicator={indicator} language={language} said={said} />
        ))}
      </Table>
    </section>
  );
}

/** @param said there are no numbers in the table */
function IndicatorRow({ indicator, language, said }: { indicator: ListedIndicator; language: string; said: boolean }) {
  const t = useT('indicators');
  const format = useFormat();
  const { id, code, text, parentId, unit, value, target, texts, isChecked } = indicator;
  const targetWords = target === null ? t('noTarget') : format.number(target);
  return (
    <tr>
      <Th className={classes('font-normal', parentId ? 'ps-8 sm:ps-10' : null)}>
        {parentId ? <span className="block text-xs text-ink-soft">{t('partOf')}</span> : null}
        <Link to={id} className="font-medium wrap-anywhere" lang={language}>
          {code ? `${code} ` : ''}
          {text}
        </Link>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-soft">
          {t(`unit.${unit}`)}
          {isChecked ? null : <Badge>{t('toCheck')}</Badge>}
        </span>
        {unit === 'text' ? null : (
          <span className="mt-2 block sm:hidden">
            <Progress indicator={indicator} />
            {target === null ? null : (
              <span className="block text-xs text-ink-soft">
                {t('column.target')}: {targetWords}
              </span>
            )}
          </span>
        )}
      </Th>
      {unit === 'text' ? (
        <Td number className="text-ink-soft sm:w-56">
          {t('texts', { count: texts })}
        </Td>
      ) : (
        <Td number className="sm:w-44">
          <span className="text-lg font-semibold">{format.number(value)}</span>
          <Remarks {...indicator} />
        </Td>
      )}
      {said ? null : (
        <>
          <Td number className="max-sm:hidden sm:w-28">
            {unit === 'text' ? null : <span className={target === null ? 'text-ink-soft' : undefined}>{targetWords}</span>}
          </Td>
          <Td className="max-sm:hidden sm:w-56">{unit === 'text' ? null : <Progress indicator={indicator} />}</Td>
        </>
      )}
    </tr>
  );
}

function Progress({ indicator: { progress } }: { indicator: ListedIndicator }) {
  const t = useT('indicators');
  const format = useFormat();
  return progress === null ? null : (
    <>
      <Bar part={progress} />
      <span className="mt-1 block text-xs text-ink-soft">
        {t('percent', { percent: format.percent(Math.round(progress * 100) * 100) })}
      </span>
    </>
  );
}

/** What is missing in a number, said at the number. */
export function Remarks({ leftOut, waiting }: { leftOut: number; waiting: number }) {
  const t = useT('indicators');
  return leftOut + waiting > 0 ? (
    <span className="mt-0.5 block text-xs font-normal whitespace-normal text-ink-soft">
      {[leftOut > 0 ? t('leftOut', { count: leftOut }) : '', waiting > 0 ? t('waiting', { count: waiting }) : '']
        .filter(Boolean)
        .join('. ')}
    </span>
  ) : null;
}
