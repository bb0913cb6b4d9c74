/**
 * A table that scrolls inside its own box on a phone, so that the page does not:
 *
 *     <Table caption={t('members')} columns={[t('name'), t('role')]}>
 *       <tr><Th>Anna</Th><Td>...</Td></tr>
 *     </Table>
 *
 * The caption is read aloud and hidden from the eye unless `captionVisible`. Numbers: `<Td number>`.
 */
import type { ReactNode } from 'react';
import { classes } from './classes';

/** `wide`: left out on a phone, where another cell of the row says the same. */
export type Column = ReactNode | { head: ReactNode; number?: boolean; hidden?: boolean; wide?: boolean };

const DENSE =
  '[&_caption]:px-2 [&_td]:px-2 [&_th]:px-2 sm:[&_caption]:px-2.5 sm:[&_td]:px-2.5 sm:[&_th]:px-2.5 [&_thead_th]:align-bottom [&_thead_th]:whitespace-normal';

export function Table({
  caption,
  captionVisible,
  dense,
  columns,
  children,
}: {
  caption: string;
  captionVisible?: boolean;
  /** Many columns of numbers: less room between them. */
  dense?: boolean;
  columns: readonly Column[];
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a box that scrolls must be reachable by keyboard and have a name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: same reason.
    <div role="region" aria-label={caption} tabIndex={0} className="relative overflow-x-auto rounded-card border border-line bg-surface">
      <table className={classes('w-full border-collapse text-start text-sm', dense && DENSE)}>
        <caption className={captionVisible ? 'px-4 py-3 text-start font-semibold' : 'sr-only'}>{caption}</caption>
        <thead className="border-b border-line text-ink-soft">
          <tr>
            {columns.map((column, index) => {
              const { head, number, hidden, wide } = isDescribed(column)
                ? column
                : { head: column, number: false, hidden: false, wide: false };
              return (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of a table do not change places.
                  key={index}
                  scope="col"
                  className={classes(
                    'px-4 py-2.5 text-xs font-medium whitespace-nowrap',
                    number ? 'text-end' : 'text-start',
                    wide && 'max-sm:hidden',
                  )}
                >
                  {hidden ? <span className="sr-only">{head}</span> : head}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

function isDescribed(column: Column): column is { head: ReactNode; number?: boolean; hidden?: boolean } {
  return typeof column === 'object' && column !== null && 'head' in column;
}

/** The cell that names its row. */
export function Th({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <th scope="row" className={classes('px-4 py-3 text-start align-top font-medium', className)}>
      {children}
    </th>
  );
}

export function Td({ children, number, className }: { children?: ReactNode; number?: boolean; className?: string }) {
  return <td className={classes('px-4 py-3 align-top', number && 'text-end tabular-nums whitespace-nowrap', className)}>{children}</td>;
}
