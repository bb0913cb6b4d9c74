import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ListChecks } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { HeldTexts } from '~/features/documents/ui/held-texts';
import { getHome } from '~/features/partnerships/home.server';
import { workingLanguageOf } from '~/features/partnerships/partnerships';
import { countriesOf, listMembers, requireSeat } from '~/features/partnerships/queries.server';
import { ChangesCard, HomeRow, NextCard, WaitingCard } from '~/features/partnerships/ui/home';
import { LiveChanges } from '~/features/partnerships/ui/live-changes';
import { WhoCard } from '~/features/partnerships/ui/who-card';
import { useWords } from '~/features/partnerships/ui/words';
import { WaitingMore, WaitingWords } from '~/features/plan/ui/waiting-words';
import { type PlanWaiting, planWaiting } from '~/features/plan/waiting.server';
import { useT } from '~/i18n/react';
import { projectMonth, today } from '~/kit/dates';
import { Badge } from '~/ui/badge';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { titled } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships', 'plan'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => titled(data?.partnership.acronym);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const [{ facts, waiting, next, changes }, members, planItems] = await Promise.all([
    getHome(seat),
    listMembers(seat),
    planWaiting(seat, today(person.timeZone)),
  ]);
  const { acronym, title, languages, startDate, endDate, isExample, closedAt, organisations } = facts;
  const now = startDate ? projectMonth(startDate, today(person.timeZone)) : null;
  const month = now !== null && endDate && today(person.timeZone) > endDate ? null : now;
  return {
    partnership: {
      id: seat.partnershipId,
      language: workingLanguageOf(languages),
      acronym,
      title,
      isExample,
      closed: closedAt !== null,
      month,
      countries: countriesOf(organisations),
    },
    waiting,
    planItems,
    next,
    changes,
    members,
  };
}

export default function Home() {
  const { partnership, waiting, planItems, next, changes, members } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  const words = useWords();
  return (
    <>
      <PageHeader
        title={partnership.acronym}
        lang={partnership.language}
        lead={<span lang={partnership.language}>{partnership.title}</span>}
        meta={
          <>
            {partnership.isExample ? <Badge>{t('example')}</Badge> : null}
            {partnership.closed ? <Badge tone="warn">{t('closed')}</Badge> : null}
            {partnership.month ? <Badge tone="accent">{t('home.now', { month: partnership.month })}</Badge> : null}
            <span>{words.countries(partnership.countries)}</span>
          </>
        }
      />
      <LiveChanges partnershipId={partnership.id} shown={[partnership, waiting, planItems, next, changes, members]} />
      <HeldTexts className="mb-6" />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-1 gap-6">
          <WaitingCard
            waiting={waiting}
            more={planItems.count > 0 ? <PlanRows {...planItems} language={partnership.language} /> : undefined}
          />
          <ChangesCard {...changes} />
        </div>
        <div className="grid grid-cols-1 gap-6">
          <NextCard next={next} language={partnership.language} />
          <WhoCard members={members} action={<Link to="members">{t('home.allMembers')}</Link>} />
        </div>
      </div>
    </>
  );
}

/** Each leads to its item within the plan. */
function PlanRows({ rows, count, language }: PlanWaiting & { language: string }) {
  return (
    <>
      {rows.map((row) => (
        <HomeRow key={row.id} to={`plan?item=${row.id}`} icon={<Icon of={ListChecks} />}>
          <WaitingWords row={row} language={language} />
        </HomeRow>
      ))}
      {count > rows.length ? (
        <HomeRow to="plan">
          <WaitingMore count={count - rows.length} />
        </HomeRow>
      ) : null}
    </>
  );
}
