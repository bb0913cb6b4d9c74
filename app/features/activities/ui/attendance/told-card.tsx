/** What others are told of how many came: of each organisation that counted by itself. */
import { useFormat, useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import type { ToldNumbers } from '../../attendance/disclosure';
import type { AttendancePage } from '../../attendance/queries.server';
import { useCountWords } from './words';

export function ToldCard({ page: { told, smallest } }: { page: Pick<AttendancePage, 'told' | 'smallest'> }) {
  const t = useT('activities');
  return (
    <Card title={t('attendance.told')}>
      <p className="mb-3 text-sm text-ink-soft">{t('attendance.toldText', { smallest })}</p>
      <div className="grid gap-6">
        {told.map(({ organisationId, name, numbers }) => (
          <div key={organisationId}>
            {name ? <h3 className="mb-1 text-sm font-semibold">{name}</h3> : null}
            <ToldTables told={numbers} />
          </div>
        ))}
      </div>
    </Card>
  );
}

function ToldTables({ told }: { told: ToldNumbers }) {
  const t = useT('activities');
  const format = useFormat();
  const words = useCountWords();
  const { sex, age } = told.by;
  const lists = [
    ...(sex ? [{ name: 'sex', parts: sex, word: (key: string) => words.sex(key as 'F') }] : []),
    ...(age ? [{ name: 'age', parts: age, word: words.age }] : []),
  ];
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      {lists.map(({ name, parts: { parts, rest }, word }) => (
        <dl key={name} className="text-sm">
          {Object.entries(parts).map(([key, count]) => (
            <div key={key} className="flex justify-between gap-4 border-b border-line py-1">
              <dt>{word(key)}</dt>
              <dd className="tabular-nums">{format.number(count)}</dd>
            </div>
          ))}
          {rest > 0 ? (
            <div className="flex justify-between gap-4 border-b border-line py-1">
              <dt>{t('attendance.others')}</dt>
              <dd className="tabular-nums">{format.number(rest)}</dd>
            </div>
          ) : null}
          <div className="flex justify-between gap-4 py-1 font-semibold">
            <dt>{t('attendance.sum')}</dt>
            <dd className="tabular-nums">{format.number(told.total)}</dd>
          </div>
        </dl>
      ))}
    </div>
  );
}
