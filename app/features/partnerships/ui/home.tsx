/** The cards of a partnership's home: what waits for me, what comes next, what changed. Each row leads to the exact place. */

import { CalendarDays, ChevronRight, CircleCheck, Flag, TriangleAlert } from 'lucide';
import type { ReactNode } from 'react';
import type { Catalogues } from '~/i18n/catalogues';
import { useFormat, useT, When } from '~/i18n/react';
import type { T } from '~/i18n/translate';
import { Card } from '~/ui/card';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { withinSentence } from '~/ui/within-sentence';
import type { CalendarEntry, ChangeLine, Waiting } from '../home.server';
import { DeadlineTime } from './deadlines';

type Key = keyof Catalogues['partnerships'] & string;

const WAITING: Record<Waiting['kind'], { key: Key; to: string }> = {
  'start-date-missing': { key: 'waiting.startDateMissing', to: 'settings/facts' },
  'start-date-open': { key: 'waiting.startDateOpen', to: 'settings/facts' },
  'end-date-missing': { key: 'waiting.endDateMissing', to: 'settings/facts' },
  'end-date-open': { key: 'waiting.endDateOpen', to: 'settings/facts' },
  'sums-missing': { key: 'waiting.sumsMissing', to: 'settings/facts' },
  'objectives-missing': { key: 'waiting.objectivesMissing', to: 'settings/facts' },
  'places-missing': { key: 'waiting.placesMissing', to: 'settings/places' },
  'deadline-hours-missing': { key: 'waiting.deadlineHoursMissing', to: 'settings/deadlines' },
  'invitation-open': { key: 'waiting.invitationOpen', to: 'members' },
  'invite-somebody': { key: 'waiting.inviteSomebody', to: 'members/invite' },
};

/** One row of a home card: the whole row is a link. */
export function HomeRow({ to, icon, children, aside }: { to?: string; icon?: ReactNode; children: ReactNode; aside?: ReactNode }) {
  const inside = (
    <>
      {icon ? <span className="mt-0.5 shrink-0 text-ink-soft [&>svg]:size-4">{icon}</span> : null}
      <span className="min-w-0 flex-1">{children}</span>
      {aside ? <span className="shrink-0 text-sm text-ink-soft">{aside}</span> : null}
      {to ? <Icon of={ChevronRight} className="mt-0.5 size-4 shrink-0 text-ink-faint rtl:rotate-180" /> : null}
    </>
  );
  const row = 'flex min-h-11 items-start gap-3 px-4 py-2.5 sm:px-5';
  return (
    <li>
      {to ? (
        <Link to={to} className={`${row} text-ink no-underline hover:bg-sunken`}>
          {inside}
        </Link>
      ) : (
        <div className={row}>{inside}</div>
      )}
    </li>
  );
}

/** @param more rows that other features add: mentions, reviews, due items */
export function WaitingCard({ waiting, more }: { waiting: Waiting[]; more?: ReactNode }) {
  const t = useT('partnerships');
  const nothing = waiting.length === 0 && !more;
  return (
    <Card title={t('home.waiting')} flush>
      {nothing ? (
        <p className="flex items-center gap-2 px-4 pt-2 pb-5 text-ink-soft sm:px-5">
          <Icon of={CircleCheck} className="size-4 text-good" />
          {t('home.nothingWaits')}
        </p>
      ) : (
        <ul className="divide-y divide-line pb-1">
          {more}
          {waiting.map((item) => (
            <HomeRow key={item.kind} to={WAITING[item.kind].to} icon={<Icon of={TriangleAlert} />}>
              {t(WAITING[item.kind].key, { typed: ('typed' in item && item.typed) || '', count: 'count' in item ? item.count : 0 })}
            </HomeRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** @param language that deadlines are written in */
export function NextCard({ next, language }: { next: CalendarEntry[]; language: string }) {
  const t = useT('partnerships');
  const format = useFormat();
  return (
    <Card title={t('home.next')} flush>
      {next.length === 0 ? (
        <p className="px-4 pt-2 pb-5 text-ink-soft sm:px-5">{t('home.nothingNext')}</p>
      ) : (
        <ul className="divide-y divide-line pb-1">
          {next.map((entry) => (
            <HomeRow
              key={entry.id}
              to={entry.kind === 'deadline' ? 'settings/deadlines' : 'settings'}
              icon={entry.kind === 'deadline' ? <Icon of={Flag} /> : <Icon of={CalendarDays} />}
            >
              <span lang={entry.kind === 'deadline' ? language : undefined} className="block">
                {titleOf(entry, t)}
              </span>
              <span className="block text-sm text-ink-soft">
                {entry.kind === 'deadline' ? <DeadlineTime {...entry} /> : <time dateTime={entry.date}>{format.date(entry.date)}</time>}
              </span>
            </HomeRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

function titleOf(entry: CalendarEntry, t: T<'partnerships'>): string {
  switch (entry.kind) {
    case 'deadline':
      return entry.title;
    case 'project-month':
      return entry.months
        ? t('home.monthOf', { month: entry.month ?? 0, months: entry.months })
        : t('home.month', { month: entry.month ?? 0 });
    case 'project-end':
      return t('home.end');
  }
}

/** What happened, in words, and where it leads. Actions of a newer version are left out. */
const CHANGES: Record<string, { key: Key; to: string }> = {
  'partnership.opened': { key: 'change.partnershipOpened', to: 'settings' },
  'partnership.changed': { key: 'change.partnershipChanged', to: 'settings' },
  'partnership.closed': { key: 'change.partnershipClosed', to: 'settings' },
  'partnership.reopened': { key: 'change.partnershipReopened', to: 'settings' },
  'organisation.added': { key: 'change.organisationAdded', to: 'settings/organisations' },
  'organisation.changed': { key: 'change.organisationChanged', to: 'settings/organisations' },
  'organisation.removed': { key: 'change.organisationRemoved', to: 'settings/organisations' },
  'place.removed': { key: 'change.placeRemoved', to: 'settings/places' },
  'deadline.removed': { key: 'change.deadlineRemoved', to: 'settings/deadlines' },
  'place.added': { key: 'change.placeAdded', to: 'settings/places' },
  'place.changed': { key: 'change.placeChanged', to: 'settings/places' },
  'deadline.added': { key: 'change.deadlineAdded', to: 'settings/deadlines' },
  'deadline.changed': { key: 'change.deadlineChanged', to: 'settings/deadlines' },
  'member.joined': { key: 'change.memberJoined', to: 'members' },
  'member.changed': { key: 'change.memberChanged', to: 'members' },
  'member.left': { key: 'change.memberLeft', to: 'members' },
  'member.removed': { key: 'change.memberRemoved', to: 'members' },
  'invitation.made': { key: 'change.invitationMade', to: 'members' },
  'invitation.withdrawn': { key: 'change.invitationWithdrawn', to: 'members' },
  'plan.imported': { key: 'change.planImported', to: 'plan' },
  'plan.days-changed': { key: 'change.planDaysChanged', to: 'plan/days' },
  'plan.lists-changed': { key: 'change.planListsChanged', to: 'plan/lists' },
  'comment.written': { key: 'change.commentWritten', to: 'comments' },
  'comment.changed': { key: 'change.commentChanged', to: 'comments' },
  'comment.removed': { key: 'change.commentRemoved', to: 'comments' },
  'comment.resolved': { key: 'change.commentResolved', to: 'comments' },
  'comment.reopened': { key: 'change.commentReopened', to: 'comments' },
  'activity.planned': { key: 'change.activityPlanned', to: 'activities' },
  'activity.changed': { key: 'change.activityChanged', to: 'activities' },
  'activity.confirmed': { key: 'change.activityConfirmed', to: 'activities' },
  'activity.held': { key: 'change.activityHeld', to: 'activities' },
  'activity.cancelled': { key: 'change.activityCancelled', to: 'activities' },
  'activity.removed': { key: 'change.activityRemoved', to: 'activities' },
  'activity.restored': { key: 'change.activityRestored', to: 'activities' },
  'activity.counted': { key: 'change.activityCounted', to: 'activities' },
  'activity.approved': { key: 'change.activityApproved', to: 'activities' },
  'activity.returned': { key: 'change.activityReturned', to: 'activities' },
  'activity.uncounted': { key: 'change.activityUncounted', to: 'activities' },
  'budget.changed': { key: 'change.budgetChanged', to: 'budget' },
  'budget.rules-changed': { key: 'change.budgetRulesChanged', to: 'budget' },
  'effort.planned': { key: 'change.effortPlanned', to: 'budget/effort' },
  'effort.reported': { key: 'change.effortReported', to: 'budget/effort' },
  'expense.written': { key: 'change.expenseWritten', to: 'budget/expenses' },
  'expense.submitted': { key: 'change.expenseSubmitted', to: 'budget/expenses' },
  'expense.approved': { key: 'change.expenseApproved', to: 'budget/expenses' },
  'expense.returned': { key: 'change.expenseReturned', to: 'budget/expenses' },
  'indicator.added': { key: 'change.indicatorAdded', to: 'indicators' },
  'indicator.changed': { key: 'change.indicatorChanged', to: 'indicators' },
  'indicator.measured': { key: 'change.indicatorMeasured', to: 'indicators' },
  'indicator.removed': { key: 'change.indicatorRemoved', to: 'indicators' },
  'document.copy-restored': { key: 'change.documentCopyRestored', to: 'documents' },
  'document.created': { key: 'change.documentCreated', to: 'documents' },
  'document.renamed': { key: 'change.documentRenamed', to: 'documents' },
  'document.shared': { key: 'change.documentShared', to: 'documents' },
  'document.edited': { key: 'change.documentEdited', to: 'documents' },
  'document.restored': { key: 'change.documentRestored', to: 'documents' },
  'document.trashed': { key: 'change.documentTrashed', to: 'documents' },
  'plan.accepted': { key: 'change.planAccepted', to: 'plan' },
  'plan.achieved': { key: 'change.planAchieved', to: 'plan' },
  'plan.baseline-taken': { key: 'change.planBaselineTaken', to: 'plan/baselines' },
  'plan.edited': { key: 'change.planEdited', to: 'plan' },
  'plan.item-added': { key: 'change.planItemAdded', to: 'plan' },
  'plan.partly-achieved': { key: 'change.planPartlyAchieved', to: 'plan' },
  'plan.period-locked': { key: 'change.planPeriodLocked', to: 'plan/periods' },
  'plan.period-unlocked': { key: 'change.planPeriodUnlocked', to: 'plan/periods' },
  'plan.periods-changed': { key: 'change.planPeriodsChanged', to: 'plan/periods' },
  'plan.rejected': { key: 'change.planRejected', to: 'plan' },
  'plan.reopened': { key: 'change.planReopened', to: 'plan' },
  'plan.submitted': { key: 'change.planSubmitted', to: 'plan' },
};

/** The exact place of a change. A document is its own place, unless it lies in the trash; an item is shown within the plan; a comment's thread knows what it is about. */
function placeOf({ action, subjectId }: ChangeLine, to: string): string {
  if (to === 'comments') return `comments?thread=${subjectId}`;
  if (to === 'plan') return action === 'plan.edited' ? to : `plan?item=${subjectId}`;
  if (to === 'activities' && action !== 'activity.removed') return `activities/${subjectId}`;
  return to === 'documents' && action !== 'document.trashed' ? `documents/${subjectId}` : to;
}

function sentence(key: Key, { actor, subjectType, subjectTitle, language }: ChangeLine, t: T<'partnerships'>): ReactNode {
  // A deleted account has left no name.
  const former = subjectTitle === '' && subjectType === 'member';
  return withinSentence(
    (title) => t(key, { actor: actor ?? t('change.somebody'), title }),
    former ? t('change.formerMember') : <span lang={language ?? undefined}>{subjectTitle}</span>,
  );
}

export function ChangesCard({ since, changes }: { since: Date | null; changes: ChangeLine[] }) {
  const t = useT('partnerships');
  const lines = changes.flatMap((change) => {
    const known = CHANGES[change.action];
    if (!known) return [];
    return [{ ...change, words: sentence(known.key, change, t), to: placeOf(change, known.to) }];
  });
  return (
    <Card title={since ? t('home.sinceLastVisit') : t('home.latest')} flush>
      {lines.length === 0 ? (
        <p className="px-4 pt-2 pb-5 text-ink-soft sm:px-5">{t('home.nothingNew')}</p>
      ) : (
        <ul className="divide-y divide-line pb-1">
          {lines.map((line) => (
            <HomeRow key={line.id} to={line.to} aside={<When at={line.at} />}>
              {line.words}
            </HomeRow>
          ))}
        </ul>
      )}
    </Card>
  );
}
