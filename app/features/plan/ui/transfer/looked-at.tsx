/** What a file would add to the plan, told before it does. */
import { useFormat, useT } from '~/i18n/react';
import { Checkbox } from '~/ui/choice';
import { Notice } from '~/ui/notice';
import type { LookedAt as Found } from '../../import.server';
import { kinds } from '../../plan';
import { usePlanWords } from '../words';
import { ProblemList } from './problems';

export function LookedAt({ found }: { found: Found }) {
  const t = useT('plan');
  const format = useFormat();
  return (
    <>
      {found.problemCount > 0 ? <ProblemList problems={found.problems} count={found.problemCount} /> : <Counts found={found} />}
      {found.ignored.length > 0 ? (
        <p className="mb-4 text-sm text-ink-soft wrap-anywhere">{t('files.ignored', { names: format.list([...found.ignored]) })}</p>
      ) : null}
      {found.unlisted.length > 0 ? (
        <p className="mb-4 text-sm text-ink-soft wrap-anywhere">{t('files.unlisted', { codes: format.list([...found.unlisted]) })}</p>
      ) : null}
      {found.unmatched.length > 0 ? <NotKnown found={found} /> : null}
    </>
  );
}

function Counts({ found }: { found: Found }) {
  const t = useT('plan');
  const words = usePlanWords();
  const counts = [
    ...kinds.map((kind) => [words.kind(kind), found.counts[kind]] as const),
    [t('files.found.links'), found.links] as const,
    [t('files.found.limits'), found.limits] as const,
  ].filter(([, count]) => count > 0);
  return (
    <Notice title={t('files.found.title')} live className="mb-5">
      <dl className="mt-1 grid max-w-xs grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-ink">
        {counts.map(([name, count]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="text-end tabular-nums">{count}</dd>
          </div>
        ))}
      </dl>
      {found.there > 0 ? <p className="mt-2">{t('files.found.there', { count: found.there })}</p> : null}
    </Notice>
  );
}

function NotKnown({ found: { unmatched, problemCount } }: { found: Found }) {
  const t = useT('plan');
  return (
    <div className="mb-5">
      <h3 className="text-sm font-semibold">{t('files.unmatched.title')}</h3>
      <p className="text-sm text-ink-soft">{t('files.unmatched.lead')}</p>
      <ul className="my-2 list-disc ps-5 text-sm">
        {unmatched.map(({ kind, name, times }) => (
          <li key={`${kind} ${name}`} className="wrap-anywhere">
            {t(`files.unmatched.${kind}`)}: {name} ({t('files.unmatched.times', { times })})
          </li>
        ))}
      </ul>
      {problemCount === 0 ? <Checkbox name="leaveOut" label={t('files.unmatched.leaveOut')} /> : null}
    </div>
  );
}
