import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Handshake, Plus } from 'lucide';
import { can } from '~/features/accounts/permissions';
import { requireSession } from '~/features/accounts/session.server';
import { HeldTexts } from '~/features/documents/ui/held-texts';
import { listPartnerships } from '~/features/partnerships/queries.server';
import { PartnershipList } from '~/features/partnerships/ui/partnership-list';
import { useT } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import { Frame } from '~/ui/frame/frame';
import { Icon } from '~/ui/icon';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const meta = pageTitle('partnerships', 'list.title');
export const handle = { i18n: ['partnerships'] };

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  return { partnerships: await listPartnerships(person), mayOpen: can(person, 'open-partnership') };
}

export default function MyPartnerships() {
  const { partnerships, mayOpen } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  const open = mayOpen ? (
    <ButtonLink to="/new" look="primary" icon={<Icon of={Plus} className="size-4" />}>
      {t('list.open')}
    </ButtonLink>
  ) : null;
  return (
    <Frame>
      <PageHeader title={t('list.title')} action={partnerships.length > 0 ? open : null} />
      <HeldTexts className="mb-6" />
      {partnerships.length > 0 ? (
        <PartnershipList partnerships={partnerships} />
      ) : (
        <EmptyState icon={<Icon of={Handshake} />} title={t('list.empty.title')} action={open} example={t('list.empty.example')}>
          {t(mayOpen ? 'list.empty.mayOpen' : 'list.empty.mayNot')}
        </EmptyState>
      )}
    </Frame>
  );
}
