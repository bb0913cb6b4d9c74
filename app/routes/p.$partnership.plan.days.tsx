/** The days on which a partnership works: weekdays, public holidays of its countries, days off of its own. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { doneAt } from '~/features/partnerships/deeds';
import { refused } from '~/features/partnerships/forms.server';
import { NO_COUNTRY } from '~/features/partnerships/partnerships';
import type { Problems } from '~/features/partnerships/problems';
import { coordinatorNames, requireSeat } from '~/features/partnerships/queries.server';
import { useAnswer } from '~/features/partnerships/ui/answers';
import { Done } from '~/features/partnerships/ui/done';
import { LiveChanges } from '~/features/partnerships/ui/live-changes';
import { SavedMeanwhile } from '~/features/partnerships/ui/saved-meanwhile';
import { FormSection, ReadOnlyNotice, Section } from '~/features/partnerships/ui/sections';
import { calendarLimits, dayKey, writeWorkdays } from '~/features/plan/calendar';
import { addDayOff, bringBackDay, calendarPage, countriesFor, removeDayOff, saveWorkdays } from '~/features/plan/calendar.server';
import { readDay, readWeekdays } from '~/features/plan/calendar-forms.server';
import { can } from '~/features/plan/permissions';
import { projectNow } from '~/features/plan/projection.server';
import { DayForm } from '~/features/plan/ui/days/day-form';
import { DayTable } from '~/features/plan/ui/days/day-table';
import { SourceLine } from '~/features/plan/ui/days/source-line';
import { WorkdaysForm, WorkdaysText } from '~/features/plan/ui/days/workdays-form';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['plan', 'partnerships'] };
export const meta = pageTitle('plan', 'days.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const { partnershipId, closed } = seat;
  const asked = new URL(request.url).searchParams.get('year');
  const mayEdit = can(seat, 'decide');
  return {
    partnershipId,
    closed,
    mayEdit,
    coordinators: mayEdit ? [] : await coordinatorNames(seat),
    ...(await calendarPage(seat, asked)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const answer = await changeDays(args);
  // What the plan waits for is counted in working days.
  if (answer instanceof Response) await projectNow(args.params.partnership ?? '');
  return answer;
}

async function changeDays({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const { partnershipId } = seat;
  const form = await request.formData();
  const refuse = (problems: Problems, stored?: readonly boolean[]) =>
    refused(form, problems, ['day'], { about: String(form.get('intent')), stored });
  const year = new URL(request.url).searchParams.get('year');
  const done = (deed: Parameters<typeof doneAt>[0], about: string) =>
    redirect(`${doneAt(deed, about)}${year && /^\d{4}$/.test(year) ? `&year=${year}` : ''}`);
  const key = String(form.get('key') ?? '');
  switch (form.get('intent')) {
    case 'week': {
      const read = readWeekdays(form);
      if (!read.ok) return refuse(read.problems);
      const saved = await saveWorkdays(person, partnershipId, read.value.day, String(form.get('overwrite') ?? form.get('seen') ?? ''));
      return saved.ok ? done('saved', 'week') : refuse({ form: { reason: 'changed-meanwhile' } }, saved.stored);
    }
    case 'add': {
      const read = readDay(form, await countriesFor(seat));
      if (!read.ok) return refuse(read.problems);
      const added = await addDayOff(person, partnershipId, read.value);
      if (!added) return refuse({ form: { reason: 'too-many', max: calendarLimits.days } });
      return redirect(`${doneAt('added', dayKey(read.value))}&year=${read.value.date.slice(0, 4)}`);
    }
    case 'remove':
      return done((await removeDayOff(person, partnershipId, key)) ? 'removed' : 'removedBefore', key);
    case 'bring-back':
      await bringBackDay(person, partnershipId, key);
      return done('added', key);
    default:
      throw new Response(null, { status: 400 });
  }
}

export default function Days() {
  const page = useLoaderData<typeof loader>();
  const { partnershipId, workdays, days, years, year, shared, countries, language, mayEdit, closed, coordinators } = page;
  const t = useT('plan');
  // What the reader has done empties the form; news of others leave it as it is.
  const [search] = useSearchParams();
  const refusal = useFormAnswer<typeof action>();
  const answer = useAnswer(refusal);
  const about = (form: string) => (refusal?.about === form ? answer : null);
  const off = days.filter(({ is }) => is !== 'removed');
  const removed = days.filter(({ is }) => is === 'removed');
  const table = { shared: new Set(shared), language, mayEdit };
  const named = [{ id: 'week', name: t('days.week') }, ...days.map((day) => ({ id: dayKey(day), name: day.name, language }))];
  return (
    <>
      <PageHeader title={t('days.title')} back={{ to: '../plan', label: t('title') }} />
      <LiveChanges partnershipId={partnershipId} about={['plan', 'organisation', 'partnership']} shown={[workdays, days]} />
      {mayEdit ? null : <ReadOnlyNotice closed={closed} coordinators={coordinators} />}
      <Done rows={named} />
      <p className="mb-6 max-w-2xl text-ink-soft">{t('days.lead')}</p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <Section title={t('days.week')}>
          {mayEdit ? (
            <WorkdaysForm key={writeWorkdays(workdays)} workdays={workdays} answer={about('week')}>
              <SavedMeanwhile
                version={writeWorkdays(workdays)}
                refused={meanwhileOf(refusal)}
                said={[
                  {
                    fields: ['workdays'],
                    label: t('days.week.label'),
                    value: <WorkdaysText workdays={refusal?.stored ?? workdays} />,
                  },
                ]}
              />
            </WorkdaysForm>
          ) : (
            <p>
              <WorkdaysText workdays={workdays} />
            </p>
          )}
        </Section>
        <Section title={t('days.off')} action={mayEdit ? <a href="#form">{t('days.add.title')}</a> : undefined}>
          <Years years={years} chosen={year} />
          {off.length > 0 ? <DayTable {...table} caption={t('days.offIn', { year: String(year) })} days={off} /> : null}
          {off.length > 0 ? null : <p className="text-ink-soft">{t('days.none', { year: String(year) })}</p>}
          <SourceLine countries={countries} />
        </Section>
        {removed.length > 0 ? (
          <Section title={t('days.removed')}>
            <p className="mb-3 max-w-2xl text-sm text-ink-soft">{t('days.removed.what')}</p>
            <DayTable {...table} caption={t('days.removed')} days={removed} />
          </Section>
        ) : null}
      </div>
      {mayEdit ? (
        <FormSection title={t('days.add.title')}>
          <DayForm key={`${search.get('about')} ${year}`} countries={countries} everywhere={NO_COUNTRY} answer={about('add')} />
        </FormSection>
      ) : null}
    </>
  );
}

/** What somebody else saved, as a form about one field tells it. */
function meanwhileOf(refusal: ReturnType<typeof useFormAnswer<typeof action>>) {
  if (refusal?.about !== 'week') return undefined;
  const { problems, typed, stored } = refusal;
  const meanwhile = stored && { fields: ['workdays' as const], stored, version: writeWorkdays(stored) };
  return { problems, typed, meanwhile };
}

function Years({ years, chosen }: { years: readonly number[]; chosen: number }) {
  const t = useT('plan');
  return (
    <nav aria-label={t('days.years')} className="mb-3 flex flex-wrap gap-1">
      {years.map((year) => (
        <Link
          key={year}
          to={`?year=${year}`}
          preventScrollReset
          aria-current={year === chosen ? 'page' : undefined}
          className={classes(
            'inline-flex min-h-8 items-center rounded-control px-3 text-sm no-underline pointer-coarse:min-h-11',
            year === chosen ? 'bg-accent-soft font-semibold text-accent' : 'text-ink hover:bg-sunken',
          )}
        >
          {year}
        </Link>
      ))}
    </nav>
  );
}
