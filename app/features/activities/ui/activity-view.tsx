/** The page of one activity. */
import { Form } from '@remix-run/react';
import { Pencil } from 'lucide';
import type { ReactNode } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Button, ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import type { FormAnswer } from '~/ui/form';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { type ActivityState, activitiesPath, type Exclusion, type Theme } from '../activities';
import { detailFields } from '../details';
import type { documentsOf } from '../documents.server';
import type { ActivityPage, Choices } from '../queries.server';
import type { Sections } from '../sections.server';
import { RestrictedBadge, StateBadge } from './activity-row';
import { useCountWords } from './attendance/words';
import { DetailFacts, Fact } from './detail-fields';
import { DocumentsCard } from './documents-card';
import { SectionsCard } from './sections-card';
import { useWhen } from './words';

interface ViewProps {
  activity: ActivityPage;
  organisations: Choices['organisations'];
  documents: Awaited<ReturnType<typeof documentsOf>>;
  /** Of a consultation; null: the activity is of another type. */
  sections: Sections | null;
  answer: FormAnswer | null;
  /** How often it was read again because of others. */
  updates: number;
}

/** What may come after a state. */
const NEXT: Record<ActivityState, readonly ActivityState[]> = {
  planned: ['confirmed', 'held', 'cancelled'],
  confirmed: ['held', 'cancelled'],
  held: ['planned'],
  cancelled: ['planned'],
};

/** Buttons that are no form to fill: what they are answered stands above them. */
const DEEDS = ['state', 'remove', 'restore'] as const;

export function ActivityView({ activity, organisations, documents, sections, answer, updates }: ViewProps) {
  const t = useT('activities');
  const format = useFormat();
  const { type, state, mayWrite, removedAt, language, code, author } = activity;
  const intent = answer?.values?.intent;
  const isDeed = DEEDS.some((one) => one === intent);
  const excluded = activity.exclusions.map((one) => t(`exclusion.${one as Exclusion}`));
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={activity.title}
        lang={language}
        back={{ to: activitiesPath(activity.partnershipId), label: t('title') }}
        meta={
          <>
            <span className="tabular-nums">{code}</span>
            <span>{t(`type.${type}`)}</span>
            <StateBadge state={state} />
            {activity.restriction ? <RestrictedBadge /> : null}
          </>
        }
        action={
          mayWrite && !removedAt ? (
            <ButtonLink to="change" look="primary" icon={<Icon of={Pencil} className="size-4" />}>
              {t('page.change')}
            </ButtonLink>
          ) : null
        }
      />
      <p role="status" className="sr-only">
        {updates > 0 ? t('page.updated') : ''}
      </p>
      {isDeed && answer?.errors?.[''] ? (
        <Notice tone="warn" live className="mb-6" title={answer.errors['']}>
          {null}
        </Notice>
      ) : null}
      {removedAt ? (
        <Notice
          tone="warn"
          className="mb-6"
          title={t('page.removed')}
          action={
            activity.isLocked ? null : (
              <Deed intent="restore">
                <Button type="submit">{t('page.restore')}</Button>
              </Deed>
            )
          }
        >
          {null}
        </Notice>
      ) : null}
      {excluded.length > 0 ? (
        <Notice tone="warn" className="mb-6" title={t('page.excluded')}>
          {t('page.excludedText', { list: format.list(excluded) })}
        </Notice>
      ) : null}
      {activity.isLocked ? (
        <Notice tone="info" className="mb-6" title={t('locked')}>
          {t('locked.what')}
        </Notice>
      ) : null}
      {mayWrite && !removedAt && !activity.isLocked ? (
        <div className="mb-6 flex flex-wrap gap-2">
          {NEXT[state].map((next) => (
            <Deed key={next} intent="state" state={next}>
              <Button type="submit">{t(`deed.${next}`)}</Button>
            </Deed>
          ))}
          <Deed intent="remove">
            <Button type="submit" look="plain">
              {t('page.remove')}
            </Button>
          </Deed>
        </div>
      ) : null}
      <div className="grid grid-cols-1 gap-6">
        <Card>
          <Facts activity={activity} />
        </Card>
        {detailFields[type].length > 0 ? (
          <Card title={t('form.more')}>
            {Object.keys(activity.details).length > 0 ? (
              <dl className="divide-y divide-line">
                <DetailFacts type={type} details={activity.details} organisations={organisations} lang={language} />
              </dl>
            ) : (
              <p className="text-sm text-ink-soft">{t('page.noDetails')}</p>
            )}
          </Card>
        ) : null}
      </div>
      <div className="mt-6 grid gap-6">
        {sections ? (
          <SectionsCard
            partnershipId={activity.partnershipId}
            {...sections}
            mayWrite={mayWrite && !removedAt}
            answer={intent === 'add-sections' ? answer : null}
          />
        ) : null}
        <DocumentsCard
          partnershipId={activity.partnershipId}
          {...documents}
          mayWrite={mayWrite && !removedAt}
          answer={isDeed || intent === 'add-sections' ? null : answer}
        />
      </div>
      {author ? <p className="mt-4 text-sm text-ink-soft">{t('page.by', { name: author })}</p> : null}
    </div>
  );
}

function Deed({ intent, state, children }: { intent: 'state' | 'remove' | 'restore'; state?: ActivityState; children: ReactNode }) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      {state ? <input type="hidden" name="state" value={state} /> : null}
      {children}
    </Form>
  );
}

function Facts({ activity }: { activity: ActivityPage }) {
  const t = useT('activities');
  const format = useFormat();
  const when = useWhen();
  const counts = useCountWords();
  const { language, place, venue, country, organisation, coOrganisers, workPackage, objective, partnershipId } = activity;
  const names = (all: readonly { name: string }[]) => <span lang={language}>{format.list(all.map(({ name }) => name))}</span>;
  const where = [place?.name, venue].filter(Boolean).join(', ');
  return (
    <dl className="divide-y divide-line">
      {activity.publicTitle ? (
        <Fact label={t('form.publicTitle')}>
          <span lang={language}>{activity.publicTitle}</span>
        </Fact>
      ) : null}
      <Fact label={t('page.when')}>{when(activity)}</Fact>
      <Fact label={t('page.where')}>
        {t(`format.${activity.format as 'online'}`)}
        {where ? <span lang={language}>{` · ${where}`}</span> : null}
        {country ? ` · ${format.country(country)}` : null}
      </Fact>
      <Fact label={t('form.organiser')}>{names([organisation])}</Fact>
      {coOrganisers.length > 0 ? <Fact label={t('form.coOrganisers')}>{names(coOrganisers)}</Fact> : null}
      {activity.targetGroups.length > 0 ? <Fact label={t('form.targetGroups')}>{names(activity.targetGroups)}</Fact> : null}
      {activity.plannedParticipants !== null ? (
        <Fact label={t('form.plannedParticipants')}>{format.number(activity.plannedParticipants)}</Fact>
      ) : null}
      <Fact label={t('attendance.title')}>
        <Link to="attendance">{counts.numbers(activity.numbers) || t('attendance.none')}</Link>
      </Fact>
      {activity.languages.length > 0 ? (
        <Fact label={t('form.languages')}>{format.list(activity.languages.map((one) => format.languageName(one)))}</Fact>
      ) : null}
      {activity.themes.length > 0 ? (
        <Fact label={t('form.themes')}>{format.list(activity.themes.map((one) => t(`theme.${one as Theme}`)))}</Fact>
      ) : null}
      {workPackage ? (
        <Fact label={t('form.workPackage')}>
          <Link to={`/p/${partnershipId}/plan?item=${activity.workPackageId}`} lang={language}>
            {`${workPackage.code ?? ''} ${workPackage.title}`.trim()}
          </Link>
        </Fact>
      ) : null}
      {objective ? (
        <Fact label={t('form.objective')}>
          <span lang={language}>{`${objective.code} ${objective.text}`}</span>
        </Fact>
      ) : null}
      {activity.justification ? (
        <Fact label={t('form.justification')}>
          <span lang={language} className="whitespace-pre-line">
            {activity.justification}
          </span>
        </Fact>
      ) : null}
    </dl>
  );
}
