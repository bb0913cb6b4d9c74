/** The history of an item: who changed what and when, the latest first. */
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useT, When } from '~/i18n/react';
import { Button } from '~/ui/button';
import type { HistoryEntry, itemHistory } from '../../history.server';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import { HistoryWords } from './history-words';

type Page = Awaited<ReturnType<typeof itemHistory>>;

export function ItemHistory({ plan, itemId }: { plan: Plan; itemId: string }) {
  // One after the other, as somebody asks for more.
  const [pages, setPages] = useState<(string | null)[]>([null]);
  return (
    <div>
      {pages.map((before, index) => (
        <HistoryPage
          key={before ?? 'first'}
          plan={plan}
          itemId={itemId}
          before={before}
          more={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
        />
      ))}
    </div>
  );
}

interface PageProps {
  plan: Plan;
  itemId: string;
  before: string | null;
  /** Null where the next page is there already. */
  more: ((next: string) => void) | null;
}

function HistoryPage({ plan, itemId, before, more }: PageProps) {
  const t = useT('plan');
  const { load, data } = useFetcher<Page>();
  const { partnershipId } = plan.facts;
  useEffect(() => {
    load(`/p/${partnershipId}/plan/history?${new URLSearchParams({ item: itemId, ...(before ? { before } : {}) })}`);
  }, [load, partnershipId, itemId, before]);
  if (!data) return <p className="py-2 text-sm text-ink-soft">{t('history.loading')}</p>;
  const { entries, next } = data;
  if (entries.length === 0) return before ? null : <p className="py-2 text-sm text-ink-soft">{t('history.empty')}</p>;
  return (
    <>
      <ol className="divide-y divide-line">
        {entries.map((entry) => (
          <Entry key={entry.id} plan={plan} entry={entry as HistoryEntry} />
        ))}
      </ol>
      {next && more ? (
        <Button type="button" look="quiet" className="mt-2" onClick={() => more(next)}>
          {t('history.older')}
        </Button>
      ) : null}
    </>
  );
}

function Entry({ plan, entry }: { plan: Plan; entry: HistoryEntry }) {
  const t = useT('plan');
  const words = usePlanWords();
  return (
    <li className="py-2 text-sm">
      <p className="flex flex-wrap justify-between gap-x-3 text-ink-soft">
        <span>{entry.by ?? t('history.nobody')}</span>
        <When at={entry.at} />
      </p>
      <div className="mt-0.5">
        {'decision' in entry ? (
          <p>
            <span className="font-medium">{words.decision(entry.decision)}</span>
            {entry.note ? <span lang={plan.facts.language}>: {entry.note}</span> : null}
          </p>
        ) : (
          <HistoryWords plan={plan} change={entry} />
        )}
      </div>
    </li>
  );
}
