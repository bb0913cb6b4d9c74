/** One indicator: its numbers, and what is behind each of them. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { addValue, linkActivity, removeValue, unlinkActivity } from '~/features/indicators/commands.server';
import { answerOf } from '~/features/indicators/form-answer.server';
import { readValue } from '~/features/indicators/forms.server';
import { indicatorPath, indicatorsPath, readPart } from '~/features/indicators/indicators';
import { getIndicator } from '~/features/indicators/queries.server';
import { ActivitiesCard, Charts, Standing, ValuesCard } from '~/features/indicators/ui/indicator-view';
import { useRuleWords } from '~/features/indicators/ui/words';
import { requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { lastInstead, readPage, searchOf } from '~/kit/paging';
import { useChanges } from '~/live/use-changes';
import { Badge } from '~/ui/badge';
import { ButtonLink } from '~/ui/button';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['indicators'] };
export const meta = pageTitle('indicators', 'column.indicator');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const url = new URL(request.url);
  const asked = { page: readPage(url.searchParams), part: readPart(url.searchParams) };
  const indicator = await getIndicator(person, params.partnership, params.indicator, asked);
  const last = lastInstead(url, indicator.activities);
  if (last) throw redirect(last);
  return { partnershipId: params.partnership ?? '', indicator };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const id = params.indicator ?? '';
  const form = await request.formData();
  const intent = String(form.get('intent'));
  const activity = String(form.get('activity') ?? '');
  const refuse = async (errors: Parameters<typeof answerOf>[2]) =>
    data({ about: intent, ...(await answerOf(person.language, form, errors)) }, 400);
  // What was sent says which form is empty again: news of others leave them as they are.
  // The page of the list stays, too.
  const page = readPage(new URL(request.url).searchParams);
  const done = (sent: string) => redirect(`${indicatorPath(partnershipId, id)}?${searchOf(new URLSearchParams({ sent }), page)}`);
  switch (intent) {
    case 'link': {
      const linked = await linkActivity(person, partnershipId, id, activity);
      return linked.ok ? done(activity) : refuse(linked.errors);
    }
    case 'unlink': {
      const unlinked = await unlinkActivity(person, partnershipId, id, activity);
      return unlinked.ok ? done(activity) : refuse(unlinked.errors);
    }
    case 'value': {
      const read = readValue(form);
      if (!read.ok) return refuse(read.errors);
      const added = await addValue(person, partnershipId, id, read.data);
      return added.ok ? done(read.data.id) : refuse(added.errors);
    }
    case 'remove-value': {
      const removed = await removeValue(person, partnershipId, id, String(form.get('value') ?? ''));
      return removed.ok ? done('') : refuse(removed.errors);
    }
  }
  throw new Response(null, { status: 400 });
}

export default function Indicator() {
  const { partnershipId, indicator } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const about = (intent: string) => (answer?.about === intent ? answer : null);
  const sent = useSearchParams()[0].get('sent') ?? '';
  const updates = useChanges(partnershipId, ['indicator', 'activity']);
  const t = useT('indicators');
  const ruleWords = useRuleWords();
  const { code, text, language, level, unit, rule, note, parent, parts, isChecked, mayDefine } = indicator;
  const named = (one: { code: string; text: string }) => `${one.code} ${one.text}`.trim();
  return (
    <>
      <PageHeader
        title={<span lang={language}>{named({ code, text })}</span>}
        lead={`${t(`level.${level}`)} · ${t(`unit.${unit}`)}`}
        back={{ to: indicatorsPath(partnershipId), label: t('title') }}
        action={mayDefine ? <ButtonLink to="change">{t('change')}</ButtonLink> : null}
      />
      <p role="status" className="sr-only">
        {updates > 0 ? t('updated') : ''}
      </p>
      {isChecked ? null : (
        <p className="mb-4 flex max-w-2xl flex-wrap items-center gap-2 text-sm text-ink-soft">
          <Badge>{t('toCheck')}</Badge> {t('toCheckWhat')}
        </p>
      )}
      {unit === 'text' ? null : <Standing indicator={indicator} />}
      {unit === 'text' ? null : <Charts indicator={indicator} />}
      {unit === 'text' || rule === 'none' ? null : (
        <p className="mb-4 text-sm text-ink-soft">
          {t('form.rule')}: {ruleWords(rule)}
        </p>
      )}
      {rule === 'none' ? null : <ActivitiesCard indicator={indicator} answer={about('link')} sent={sent} />}
      <ValuesCard indicator={indicator} answer={about('value')} sent={sent} />
      {note ? (
        <p lang={language} className="mb-6 max-w-2xl whitespace-pre-line">
          {note}
        </p>
      ) : null}
      {parent || parts.length > 0 ? (
        <ul className="mb-6 grid gap-1 text-sm" lang={language}>
          {[...(parent ? [parent] : []), ...parts].map((one) => (
            <li key={one.id}>
              <Link to={indicatorPath(partnershipId, one.id)}>{named(one)}</Link>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
