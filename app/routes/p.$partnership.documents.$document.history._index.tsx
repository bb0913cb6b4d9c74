/** The automatic copies of a document, for coordinators. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { History } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { documentPath } from '~/features/documents/documents';
import { documentFor, listCopies } from '~/features/documents/queries.server';
import { useFormat, useT } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['documents'] };
export const meta = pageTitle('documents', 'copies.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { document, seat } = await documentFor(await requireSession(request), params.document, params.partnership);
  const asked = new URL(request.url).searchParams.get('language');
  const languages = document.versions.map(({ language }) => language);
  const language = languages.find((one) => one === asked) ?? document.sourceLanguage;
  const copies = await listCopies(seat, document, language);
  const { title, sourceLanguage } = document;
  const back = { to: documentPath(document.partnershipId, document.id, language), label: title, lang: sourceLanguage };
  return { copies, languages, language, back };
}

export default function Copies() {
  const t = useT('documents');
  const format = useFormat();
  const { copies, languages, language, back } = useLoaderData<typeof loader>();
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t('copies.title')} lead={t('copies.lead')} back={back} />
      {languages.length > 1 ? (
        <nav aria-label={t('languages')} className="mb-4 flex flex-wrap gap-4 text-sm">
          {languages.map((code) => (
            <Link
              key={code}
              to={`?language=${code}`}
              aria-current={code === language ? 'page' : undefined}
              className="aria-[current=page]:font-semibold"
            >
              {format.languageName(code)}
            </Link>
          ))}
        </nav>
      ) : null}
      <Card flush>
        {copies.length > 0 ? (
          <ul className="divide-y divide-line">
            {copies.map((copy) => (
              <li key={copy.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-3 sm:px-5">
                <Link to={copy.id} className="inline-flex min-h-8 items-center font-medium pointer-coarse:min-h-11">
                  {format.dateTime(copy.takenAt)}
                </Link>
                <span className="text-sm text-ink-soft">{t('words', { count: copy.words })}</span>
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState
            icon={<Icon of={History} />}
            title={t('copies.empty')}
            action={<ButtonLink to={back.to}>{t('copies.write')}</ButtonLink>}
          >
            {t('copies.emptyHint')}
          </EmptyState>
        )}
      </Card>
    </div>
  );
}
