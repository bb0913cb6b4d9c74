import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Pencil } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { can, isCoordinator } from '~/features/partnerships/permissions';
import { getFacts, listMembers, requireSeat } from '~/features/partnerships/queries.server';
import { DeadlineTable } from '~/features/partnerships/ui/deadlines';
import { FactsView } from '~/features/partnerships/ui/facts-view';
import { OrganisationTable } from '~/features/partnerships/ui/organisations';
import { PlaceTable } from '~/features/partnerships/ui/places';
import { ReadOnlyNotice, Section } from '~/features/partnerships/ui/sections';
import { useT } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'settings.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const [facts, members] = await Promise.all([getFacts(seat), listMembers(seat)]);
  const coordinators = members.filter(isCoordinator).map(({ name }) => name);
  return { facts, mayEdit: can(seat, 'edit'), closed: seat.closed, coordinators };
}

export default function Settings() {
  const { facts, mayEdit, closed, coordinators } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  const [language = 'en'] = facts.languages;
  const all = (to: string) => <Link to={to}>{t(mayEdit ? 'settings.all' : 'settings.see')}</Link>;
  const sourcesOf = (field: string) => facts.sources.filter((source) => source.field === field);
  const change = (
    <ButtonLink to="facts" icon={<Icon of={Pencil} className="size-4" />}>
      {t('settings.facts')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t('settings.title')} />
      {mayEdit ? null : <ReadOnlyNotice closed={closed} coordinators={coordinators} />}
      <div className="grid grid-cols-1 gap-8">
        <FactsView facts={facts} action={mayEdit ? change : null} />
        <Section title={t('organisations.title')} action={all('organisations')} language={language} sources={sourcesOf('organisations')}>
          <OrganisationTable organisations={facts.organisations} mayEdit={false} />
        </Section>
        <Section
          title={t('places.title')}
          action={all('places')}
          language={language}
          sources={sourcesOf('places')}
          empty={facts.places.length === 0 ? t('places.empty') : undefined}
        >
          <PlaceTable places={facts.places} organisations={facts.organisations} mayEdit={false} />
        </Section>
        <Section
          title={t('deadlines.title')}
          action={all('deadlines')}
          empty={facts.deadlines.length === 0 ? t('deadlines.empty') : undefined}
        >
          <DeadlineTable deadlines={facts.deadlines} language={language} mayEdit={false} />
        </Section>
      </div>
    </>
  );
}
