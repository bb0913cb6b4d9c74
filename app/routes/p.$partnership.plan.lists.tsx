/** Types of deliverables and dissemination levels: presets that a partnership compares with its call and changes. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { doneAt } from '~/features/partnerships/deeds';
import { refused } from '~/features/partnerships/forms.server';
import { coordinatorNames, requireSeat } from '~/features/partnerships/queries.server';
import { useAnswer } from '~/features/partnerships/ui/answers';
import { Done } from '~/features/partnerships/ui/done';
import { LiveChanges } from '~/features/partnerships/ui/live-changes';
import { FormSection, ReadOnlyNotice, Section } from '~/features/partnerships/ui/sections';
import { can } from '~/features/plan/permissions';
import { portalLimits, portalLists } from '~/features/plan/portal-lists';
import { bringBackCode, leaveOutCode, portalListsPage, readCode, saveCode } from '~/features/plan/portal-lists.server';
import { CodeForm, CodeTable, codeKey } from '~/features/plan/ui/lists/lists-page';
import { usePlanWords } from '~/features/plan/ui/words';
import { useT } from '~/i18n/react';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['plan', 'partnerships'] };
export const meta = pageTitle('plan', 'lists.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const mayEdit = can(seat, 'decide');
  return {
    partnershipId: seat.partnershipId,
    closed: seat.closed,
    mayEdit,
    coordinators: mayEdit ? [] : await coordinatorNames(seat),
    ...(await portalListsPage(seat.partnershipId)),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const list = portalLists.find((one) => one === form.get('list'));
  const code = String(form.get('code') ?? '');
  switch (form.get('intent')) {
    case 'save': {
      const read = readCode(form);
      if (!read.ok) return refused(form, read.problems);
      const saved = await saveCode(person, partnershipId, read.value);
      if (!saved) return refused(form, { form: { reason: 'too-many', max: portalLimits.own } });
      return redirect(doneAt('saved', codeKey(read.value.list, read.value.code)));
    }
    case 'remove':
      if (!list) break;
      return redirect(doneAt((await leaveOutCode(person, partnershipId, list, code)) ? 'removed' : 'removedBefore', codeKey(list, code)));
    case 'bring-back':
      if (!list) break;
      await bringBackCode(person, partnershipId, list, code);
      return redirect(doneAt('added', codeKey(list, code)));
  }
  throw new Response(null, { status: 400 });
}

export default function Lists() {
  const { partnershipId, codes, leftOut, language, mayEdit, closed, coordinators } = useLoaderData<typeof loader>();
  const t = useT('plan');
  const words = usePlanWords();
  // What the reader has done empties the form; news of others leave it as it is.
  const [search] = useSearchParams();
  const answer = useAnswer(useFormAnswer<typeof action>());
  const named = portalLists.flatMap((list) =>
    codes[list].map(({ code }) => ({ id: codeKey(list, code), name: words.code(codes, list, code) })),
  );
  return (
    <>
      <PageHeader title={t('lists.title')} back={{ to: '../plan', label: t('title') }} />
      <LiveChanges partnershipId={partnershipId} about={['plan', 'partnership']} shown={[codes, leftOut]} />
      {mayEdit ? null : <ReadOnlyNotice closed={closed} coordinators={coordinators} />}
      <Done rows={named} />
      <p className="mb-6 max-w-2xl text-ink-soft">
        {t('lists.lead')} {t('lists.kept')}
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {portalLists.map((list) => (
          <Section key={list} title={t(`lists.${list}`)}>
            <CodeTable list={list} codes={codes} leftOut={leftOut[list]} language={language} mayEdit={mayEdit} />
          </Section>
        ))}
      </div>
      {mayEdit ? (
        <FormSection title={t('lists.add.title')}>
          <CodeForm key={search.get('about')} answer={answer} />
        </FormSection>
      ) : null}
    </>
  );
}
