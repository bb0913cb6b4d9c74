/** Lines of dependencies, behind the bars: those that touch the rows on the screen alone. */
import { memo } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import type { Link } from '../../plan';
import { BAR_PX } from './bar';
import { isPoint } from './dragging';
import { type Anchor, elbow } from './elbows';
import type { Row } from './rows';
import { boxOf, type Scale } from './scale';
import type { Drawing } from './use-pointer';

export interface LinksProps {
  links: readonly Link[];
  inactive: ReadonlySet<string>;
  rows: readonly Row[];
  /** Of each shown item its row. */
  places: ReadonlyMap<string, number>;
  scale: Scale;
  rowHeight: number;
  /** The first and the last row that are drawn. */
  first: number;
  last: number;
  from: number;
  to: number;
  /** The row with the focus: lines that touch it stand out and say how many days lie between. */
  active: string | null;
  marksCritical: boolean;
}

export const Links = memo(function Links(props: LinksProps) {
  const { links, inactive, rows, places, scale, rowHeight, first, last, from, to, active, marksCritical } = props;
  const t = useT('plan');
  const anchor = (index: number): Anchor | null => {
    const row = rows[index];
    return row ? anchorOf(row, index, scale, rowHeight) : null;
  };
  return (
    // As large as one pixel, and drawn beyond itself: a picture of the whole height would be a picture of thousands of rows.
    <svg aria-hidden="true" className="pointer-events-none absolute start-0 top-0 size-px overflow-visible rtl:-scale-x-100">
      {links.map((link) => {
        const [one, other] = [places.get(link.from) ?? -1, places.get(link.to) ?? -1];
        if (one < 0 || other < 0 || Math.max(one, other) < first || Math.min(one, other) > last) return null;
        const [a, b] = [anchor(one), anchor(other)];
        if (!a || !b || Math.max(a.x + a.width, b.x + b.width) < from || Math.min(a.x, b.x) > to) return null;
        const { line, head, at } = elbow(link.type, a, b, { bar: BAR_PX, row: rowHeight });
        const isOff = inactive.has(link.id);
        const isNear = active === link.from || active === link.to;
        const isCritical = marksCritical && rows[one]?.critical && rows[other]?.critical;
        const lag = t('timeline.lagShort', { lag: `${link.lag > 0 ? '+' : ''}${link.lag}` });
        return (
          <g
            key={link.id}
            data-line={`${rows[one]?.code}-${rows[other]?.code}`}
            className={classes(
              'group/line',
              isOff ? 'text-warn' : isCritical ? 'text-danger' : isNear ? 'text-accent' : 'text-line-strong',
            )}
          >
            <path d={line} fill="none" stroke="transparent" strokeWidth={9} className="pointer-events-auto">
              <title>{isOff ? t('links.inactive') : link.lag === 0 ? link.type : `${link.type} ${lag}`}</title>
            </path>
            <path
              d={line}
              fill="none"
              stroke="currentColor"
              strokeWidth={isNear || isCritical ? 2 : 1.25}
              strokeDasharray={isOff ? '4 3' : undefined}
              className="group-hover/line:text-accent"
            />
            <path d={head} fill="currentColor" className="group-hover/line:text-accent" />
            {isOff ? (
              <text x={at.x} y={at.y + 4} textAnchor="middle" className="fill-current text-xs font-bold">
                ⚠
              </text>
            ) : link.lag === 0 ? null : (
              <text
                x={at.x}
                y={at.y - 3}
                textAnchor="middle"
                paintOrder="stroke"
                strokeWidth={4}
                className={classes('fill-ink stroke-ground text-[0.6875rem] group-hover/line:visible', !isNear && 'invisible')}
              >
                {lag}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
});

export function anchorOf(row: Row, index: number, scale: Scale, rowHeight: number): Anchor | null {
  if (row.start === null || row.end === null) return null;
  const { x, width } = boxOf(scale, row.start, row.end, isPoint(row));
  return { x, width, y: (index + 0.5) * rowHeight };
}

/** The line that somebody draws now. */
export function DrawnLine({ drawing }: { drawing: Drawing }) {
  const { fromX, fromY, x, y, over } = drawing;
  return (
    <svg
      aria-hidden="true"
      className="pointer-events-none absolute start-0 top-0 z-20 size-px overflow-visible text-accent rtl:-scale-x-100"
    >
      <path d={`M${fromX},${fromY}L${x},${y}`} stroke="currentColor" strokeWidth={2} strokeDasharray={over ? undefined : '5 4'} />
      <circle cx={x} cy={y} r={over ? 6 : 4} fill="currentColor" />
    </svg>
  );
}
