/** Plans an activity: first which kind it is, then what that kind asks for. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { activitiesPath, activityPath, types } from '~/features/activities/activities';
import { createActivity } from '~/features/activities/commands.server';
import { answerOf } from '~/features/activities/form-answer.server';
import { readActivity, typeOf } from '~/features/activities/forms.server';
import { canPlan } from '~/features/activities/permissions';
import { choicesFor, knownOf } from '~/features/activities/queries.server';
import { ActivityForm } from '~/features/activities/ui/activity-form';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['activities'] };
export const meta = pageTitle('activities', 'new');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  if (!canPlan(seat)) throw notFound();
  const { partnershipId, organisationId } = seat;
  const type = typeOf(new URL(request.url).searchParams.get('type'));
  return { partnershipId, organisationId, type, choices: await choicesFor(seat), zone: person.timeZone };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const type = typeOf(new URL(request.url).searchParams.get('type'));
  if (!type || !canPlan(seat)) throw notFound();
  const form = await request.formData();
  const read = readActivity(form, type, knownOf(await choicesFor(seat)));
  if (!read.ok) return data(await answerOf(person.language, form, read.problems), 400);
  const made = await createActivity(seat, read.form);
  if (!made.ok) return data(await answerOf(person.language, form, made.problems), 400);
  return redirect(activityPath(seat.partnershipId, made.id));
}

export default function NewActivity() {
  const { partnershipId, organisationId, type, choices, zone } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>() ?? null;
  const t = useT('activities');
  const list = activitiesPath(partnershipId);
  return (
    <div className="mx-auto max-w-2xl">
      {type ? (
        <>
          <PageHeader
            title={t('form.new', { type: t(`type.${type}`) })}
            lead={t(`typeHint.${type}`)}
            back={{ to: '?', label: t('pick') }}
          />
          <ActivityForm key={type} type={type} choices={choices} organisationId={organisationId} zone={zone} answer={answer} back={list} />
        </>
      ) : (
        <>
          <PageHeader title={t('pick')} lead={t('pickLead')} back={{ to: list, label: t('title') }} />
          <Card flush>
            <ul className="divide-y divide-line">
              {types.map((one) => (
                <li key={one}>
                  <Link to={`?type=${one}`} className="block px-4 py-3 text-ink no-underline hover:bg-sunken sm:px-5">
                    <span className="block font-medium">{t(`type.${one}`)}</span>
                    <span className="block text-sm text-ink-soft">{t(`typeHint.${one}`)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </Card>
        </>
      )}
    </div>
  );
}
