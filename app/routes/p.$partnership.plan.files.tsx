/** The plan on its way in and out: files to take along, a file to bring in, calendars at secret addresses. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { isFeedScope, listFeeds, makeFeed, revokeFeed } from '~/features/plan/feeds.server';
import { bringPlan, type ImportAnswer, largestFile, tooLarge } from '~/features/plan/import.server';
import { can } from '~/features/plan/permissions';
import { BringIn } from '~/features/plan/ui/transfer/bring-in';
import { TransferDone } from '~/features/plan/ui/transfer/done';
import { Feeds, type FeedsAnswer } from '~/features/plan/ui/transfer/feeds';
import { TakeAlong } from '~/features/plan/ui/transfer/take-along';
import { useT } from '~/i18n/react';
import { formWithFiles } from '~/kit/multipart.server';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['plan'] };
export const meta = pageTitle('plan', 'files.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const feeds = await listFeeds(seat);
  return {
    plan: `/p/${seat.partnershipId}/plan`,
    mayWrite: can(seat, 'write'),
    feeds: feeds.map(({ createdAt, lastReadAt, ...feed }) => ({
      ...feed,
      createdAt: createdAt.toISOString(),
      lastReadAt: lastReadAt?.toISOString() ?? null,
    })),
  };
}

interface Answer {
  bring: ImportAnswer | null;
  feeds: FeedsAnswer | null;
}

const refused = (answer: Partial<Answer>) => data<Answer>({ bring: null, feeds: null, ...answer }, { status: 400 });

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const here = `/p/${partnershipId}/plan/files`;
  const form = await formWithFiles(request, largestFile);
  if (form === 'too-large') return refused({ bring: { is: 'unreadable', problem: tooLarge } });
  switch (form.get('intent')) {
    case 'bring': {
      const file = form.get('file');
      const isFile = file instanceof File && file.name !== '';
      // Who may not write is told so before anything else.
      const brought = await bringPlan(person, partnershipId, {
        bytes: isFile ? new Uint8Array(await file.arrayBuffer()) : null,
        confirmed: String(form.get('confirmed') ?? '') || null,
        leaveOut: form.get('leaveOut') === 'on',
      });
      if (brought.is === 'done')
        return redirect(`${here}?${new URLSearchParams({ done: 'brought', items: `${brought.items}`, links: `${brought.links}` })}`);
      return brought.is === 'looked-at' && brought.problemCount === 0
        ? data<Answer>({ bring: brought, feeds: null })
        : refused({ bring: brought });
    }
    case 'feed': {
      const scope = form.get('scope');
      if (!isFeedScope(scope)) return refused({ feeds: { refused: 'no-choice' } });
      const secret = await makeFeed(person, partnershipId, scope);
      if (secret === null) return refused({ feeds: { refused: 'too-many' } });
      // Shown once, so this answer is the page itself.
      const address = `${context.origin}/feeds/${secret}.ics`;
      return data<Answer>({ bring: null, feeds: { address } }, { headers: { 'Cache-Control': 'no-store' } });
    }
    case 'revoke':
      await revokeFeed(person, partnershipId, String(form.get('id') ?? ''));
      return redirect(`${here}?done=revoked`);
    default:
      throw notFound();
  }
}

export default function Files() {
  const { plan, mayWrite, feeds } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const t = useT('plan');
  return (
    <>
      <PageHeader title={t('files.title')} lead={t('files.lead')} back={{ to: plan, label: t('title') }} />
      {answer ? null : <TransferDone plan={plan} />}
      <div className="grid max-w-4xl gap-6">
        <TakeAlong path={`${plan}/files`} />
        {mayWrite ? <BringIn answer={answer?.bring ?? null} /> : null}
        <Feeds feeds={feeds} answer={answer?.feeds ?? null} />
      </div>
    </>
  );
}
