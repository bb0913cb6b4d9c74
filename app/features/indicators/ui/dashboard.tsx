/** All indicators at a glance: what each has come to, and how far that is from its target. */
import { Link } from '@remix-run/react';
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { classes } from '~/ui/classes';
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
  const columns = [
    t('column.indicator'),
    { head: t('column.value'), number: true },
    { head: t('column.target'), number: true },
    t('column.progress'),
  ];
  return (
    <section>
      <h2 className="mb-3 text-base font-semibold">{t(`level.${level}`)}</h2>
      <Table caption={t(`level.${level}`)} columns={columns}>
        {indicators.map((indicator) => (
          <IndicatorRow key={indicator.id} indicator={indicator} language={language} />
        ))}
      </Table>
    </section>
  );
}

function IndicatorRow({ indicator, language }: { indicator: ListedIndicator; language: string }) {
  const t = useT('indicators');
  const format = useFormat();
  const { id, code, text, parentId, unit, value, target, progress, texts, isChecked } = indicator;
  return (
    <tr>
      <Th className={classes('min-w-48 font-normal', parentId ? 'ps-8 sm:ps-10' : null)}>
        {parentId ? <span className="block text-xs text-ink-soft">{t('partOf')}</span> : null}
        <Link to={id} className="font-medium wrap-anywhere" lang={language}>
          {code ? `${code} ` : ''}
          {text}
        </Link>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-soft">
          {t(`unit.${unit}`)}
          {isChecked ? null : <Badge>{t('toCheck')}</Badge>}
        </span>
      </Th>
      {unit === 'text' ? (
        <>
          <Td number className="text-ink-soft">
            {t('texts', { count: texts })}
          </Td>
          <Td />
          <Td />
        </>
      ) : (
        <>
          <Td number>
            <span className="text-lg font-semibold">{format.number(value)}</span>
            <Remarks {...indicator} />
          </Td>
          <Td number>{target === null ? <span className="text-ink-soft">{t('noTarget')}</span> : format.number(target)}</Td>
          <Td className="min-w-32">
            {progress === null ? null : (
              <>
                <Bar part={progress} />
                <span className="mt-1 block text-xs text-ink-soft">
                  {t('percent', { percent: format.percent(Math.round(progress * 100) * 100) })}
                </span>
              </>
            )}
          </Td>
        </>
      )}
    </tr>
  );
}

/** What is missing in a number, said at the number. */
export function Remarks({ leftOut, waiting }: { leftOut: number; waiting: number }) {
  const t = useT('indicators');
  return leftOut + waiting > 0 ? (
    <span className="mt-0.5 block text-xs font-normal text-ink-soft">
      {[leftOut > 0 ? t('leftOut', { count: leftOut }) : '', waiting > 0 ? t('waiting', { count: waiting }) : '']
        .filter(Boolean)
        .join('. ')}
    </span>
  ) : null;
}
