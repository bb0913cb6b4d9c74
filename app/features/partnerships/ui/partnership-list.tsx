/** My partnerships. */
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Link } from '~/ui/link';
import type { listPartnerships } from '../queries.server';
import { Grants } from './members';
import { useWords } from './words';

export type PartnershipRow = Awaited<ReturnType<typeof listPartnerships>>[number];

export function PartnershipList({ partnerships }: { partnerships: PartnershipRow[] }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {partnerships.map((partnership) => (
        <li key={partnership.id} className="min-w-0">
          <PartnershipCard partnership={partnership} />
        </li>
      ))}
    </ul>
  );
}

function PartnershipCard({ partnership }: { partnership: PartnershipRow }) {
  const t = useT('partnerships');
  const format = useFormat();
  const words = useWords();
  const { id, acronym, title, countries, counts, startDate, endDate, endDateOpen } = partnership;
  return (
    <article className="relative flex h-full flex-col rounded-card border border-line bg-surface p-5 hover:border-line-strong">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 text-lg font-semibold">
          {/* The whole card is the target; the name is the link. */}
          <Link
            lang={partnership.language}
            to={`/p/${id}`}
            className="text-ink no-underline after:absolute after:inset-0 after:rounded-card hover:underline"
          >
            {acronym}
          </Link>
        </h2>
        {partnership.isExample ? <Badge>{t('example')}</Badge> : null}
        {partnership.closed ? <Badge tone="warn">{t('closed')}</Badge> : null}
      </div>
      <p lang={partnership.language} className="mt-1 text-ink-soft">
        {title}
      </p>
      <p className="mt-3 text-sm text-ink-soft">
        {words.countries(countries)}
        {startDate ? (
          <>
            {' · '}
            {endDate
              ? t('list.fromTo', { from: format.date(startDate), to: format.date(endDate) })
              : t(endDateOpen ? 'list.fromOpen' : 'list.from', { from: format.date(startDate) })}
          </>
        ) : null}
      </p>
      <p className="mt-1 text-sm text-ink-soft">
        {t('list.organisations', { count: counts.organisations })} · {t('list.members', { count: counts.members })}
      </p>
      <div className="mt-auto pt-4">
        <Grants grants={partnership.grants} />
      </div>
    </article>
  );
}
