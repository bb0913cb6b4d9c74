/** The documents of a partnership. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FileText, Plus } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { limits, templateNames } from '~/features/documents/documents';
import { readListQuery } from '~/features/documents/forms.server';
import { canCreate } from '~/features/documents/permissions';
import { listDocuments } from '~/features/documents/queries.server';
import { DocumentRow } from '~/features/documents/ui/document-row';
import { HeldTexts } from '~/features/documents/ui/held-texts';
import { ListTools, listAddress } from '~/features/documents/ui/list-tools';
import { requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { useChanges } from '~/live/use-changes';
import { ButtonLink } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['documents'] };
export const meta = pageTitle('documents', 'list.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const url = new URL(request.url);
  const asked = readListQuery(url);
  const mayCreate = templateNames.some((template) => canCreate(seat, template));
  const found = await listDocuments(seat, asked);
  const last = Math.max(1, Math.ceil(found.total / limits.listed));
  // A page that was kept as an address while the list grew shorter.
  if (asked.page > last) {
    url.searchParams.set('page', String(last));
    throw redirect(`${url.pathname}${url.search}`);
  }
  return { ...asked, ...found, mayCreate, partnershipId: seat.partnershipId };
}

export default function Documents() {
  const t = useT('documents');
  const { documents, total, filter, query, page, mayCreate, partnershipId } = useLoaderData<typeof loader>();
  useChanges(partnershipId, ['document']);
  const create = mayCreate ? (
    <ButtonLink to="new" look="primary" icon={<Icon of={Plus} className="size-4" />}>
      {t('new.title')}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader title={t('list.title')} action={create} />
      <HeldTexts className="mb-4" />
      <ListTools key={`${filter} ${query}`} filter={filter} query={query} />
      {documents.length > 0 ? (
        <>
          <p role="status" className={query ? 'mb-2 text-sm text-ink-soft' : 'sr-only'}>
            {t('list.found', { count: total })}
          </p>
          <Card flush>
            <ul className="divide-y divide-line">
              {documents.map((document) => (
                <DocumentRow key={document.id} document={document} partnershipId={partnershipId} />
              ))}
            </ul>
          </Card>
          {total > limits.listed ? (
            <nav aria-label={t('list.pages')} className="mt-4 flex gap-4 text-sm">
              {page > 1 ? <Link to={listAddress(filter, query, page - 1)}>{t('list.newer')}</Link> : null}
              {page * limits.listed < total ? <Link to={listAddress(filter, query, page + 1)}>{t('list.older')}</Link> : null}
            </nav>
          ) : null}
        </>
      ) : (
        <Card>
          {query ? (
            <EmptyState title={t('list.nothingFound', { query })} action={<Link to={listAddress(filter, '')}>{t('list.showAll')}</Link>}>
              {t('list.nothingFoundHint')}
            </EmptyState>
          ) : filter === 'all' ? (
            <EmptyState icon={<Icon of={FileText} />} title={t('list.empty')} action={create} example={t('list.emptyExample')}>
              {t('list.emptyHint')}
            </EmptyState>
          ) : (
            <EmptyState icon={<Icon of={FileText} />} title={t('list.emptyView')}>
              {t(`list.${filter}Hint`)}
            </EmptyState>
          )}
        </Card>
      )}
    </>
  );
}
