/** One activity in a list: what, when, where, by whom, and how far it is. */
import { EyeOff } from 'lucide';
import { useFormat, useT } from '~/i18n/react';
import { Badge, type BadgeTone } from '~/ui/badge';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import type { ActivityState } from '../activities';
import type { ListedActivity } from '../queries.server';
import { useCountWords } from './attendance/words';
import { useWhen } from './words';

const TONES: Record<ActivityState, BadgeTone> = { planned: 'plain', confirmed: 'accent', held: 'good', cancelled: 'warn' };

export function StateBadge({ state }: { state: ActivityState }) {
  const t = useT('activities');
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}

export function RestrictedBadge() {
  const t = useT('activities');
  return (
    <Badge tone="warn" icon={<Icon of={EyeOff} />} title={t('restrictedHint')}>
      {t('restricted')}
    </Badge>
  );
}

export function ActivityRow({ activity, language, to }: { activity: ListedActivity; language: string; to: string }) {
  const t = useT('activities');
  const format = useFormat();
  const when = useWhen();
  const { title, code, type, state, restriction, organisation, place, country, plannedParticipants } = activity;
  const came = useCountWords().numbers(activity.numbers);
  return (
    <li>
      <Link to={to} className="block px-4 py-3 text-ink no-underline hover:bg-sunken sm:px-5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="text-sm text-ink-soft tabular-nums">{code}</span>
          <span lang={title ? language : undefined} className="min-w-0 font-medium wrap-anywhere">
            {title || t(`type.${type}`)}
          </span>
          <StateBadge state={state} />
          {restriction ? <RestrictedBadge /> : null}
        </span>
        <span className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-sm text-ink-soft">
          {title ? <span>{t(`type.${type}`)}</span> : null}
          <span>{when(activity)}</span>
          {place || country ? (
            <span>
              <span lang={language}>{place}</span>
              {place && country ? ', ' : ''}
              {format.country(country)}
            </span>
          ) : null}
          <span lang={language}>{organisation}</span>
          {came ? <span>{came}</span> : plannedParticipants !== null ? <span>{t('planned', { count: plannedParticipants })}</span> : null}
        </span>
      </Link>
    </li>
  );
}
