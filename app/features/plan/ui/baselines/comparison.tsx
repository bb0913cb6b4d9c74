/** What has changed since a baseline: the old struck through above the new, what was added, what is gone. */
import { useFormat, useT } from '~/i18n/react';
import { isIsoDate } from '~/kit/dates';
import { Badge, type BadgeTone } from '~/ui/badge';
import { Table, Td, Th } from '~/ui/table';
import type { ComparedField, Comparison } from '../../baseline';
import type { ComparedValue, ComparisonRow } from '../../comparison-rows';
import type { Degree, Status } from '../../plan';
import type { PortalCodes } from '../../portal-lists';
import { usePlanWords } from '../words';

export interface ComparedBaseline {
  name: string;
  takenAt: string | Date;
  counts: Comparison['counts'];
  rows: readonly ComparisonRow[];
  /** What the codes are called. */
  codes: PortalCodes;
}

const TONES: Record<ComparisonRow['is'], BadgeTone> = { added: 'good', removed: 'danger', changed: 'accent' };

export function Compared({ compared, language }: { compared: ComparedBaseline; language: string }) {
  const t = useT('plan');
  const words = usePlanWords();
  const { name, counts, rows, codes } = compared;
  return (
    <section className="mt-8">
      <h2 className="mb-1 text-base font-semibold">{t('baselines.since', { name })}</h2>
      <p className="mb-3 text-sm text-ink-soft">{t('baselines.counts', counts)}</p>
      {rows.length > 0 ? (
        <Table caption={t('baselines.since', { name })} columns={[t('baselines.item'), t('baselines.happened'), t('baselines.changes')]}>
          {rows.map((row) => (
            <tr key={row.id}>
              <Th>
                {row.code ? <span className="text-ink-soft">{row.code} </span> : null}
                <span lang={row.title ? language : undefined} className={row.is === 'removed' ? 'line-through' : undefined}>
                  {words.title(row)}
                </span>
                <span className="block text-sm font-normal text-ink-soft">{words.kind(row.kind)}</span>
              </Th>
              <Td>
                <Badge tone={TONES[row.is]}>
                  <HappenedWords is={row.is} />
                </Badge>
              </Td>
              <Td>
                <dl className="grid gap-2">
                  {row.fields.map(({ field, before, now }) => (
                    <div key={field}>
                      <dt className="text-xs text-ink-soft">{t(`history.${field}`)}</dt>
                      <dd className="wrap-anywhere">
                        {before === null ? null : (
                          <del className="block text-ink-soft">
                            <ValueWords field={field} value={before} language={language} codes={codes} />
                          </del>
                        )}
                        {now === null ? null : (
                          <ins className="block no-underline">
                            <ValueWords field={field} value={now} language={language} codes={codes} />
                          </ins>
                        )}
                      </dd>
                    </div>
                  ))}
                </dl>
              </Td>
            </tr>
          ))}
        </Table>
      ) : null}
    </section>
  );
}

function HappenedWords({ is }: { is: ComparisonRow['is'] }) {
  const t = useT('plan');
  return is === 'added' ? t('baselines.added') : is === 'removed' ? t('baselines.removed') : t('baselines.changed');
}

interface ValueProps {
  field: ComparedField;
  value: NonNullable<ComparedValue>;
  language: string;
  codes: PortalCodes;
}

function ValueWords({ field, value, language, codes }: ValueProps) {
  const words = usePlanWords();
  const format = useFormat();
  switch (field) {
    case 'start':
    case 'end':
      return isIsoDate(value) ? format.date(value) : value;
    case 'status':
      return words.status(value as Status);
    case 'deliverable':
      return words.code(codes, 'type', value);
    case 'dissemination':
      return words.code(codes, 'level', value);
    case 'likelihood':
    case 'severity':
      return words.degree(value as Degree);
    default:
      return <span lang={language}>{value}</span>;
  }
}
