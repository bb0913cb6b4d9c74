/** One automatic copy: its text, and the way to put it back. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { restoreCopy } from '~/features/documents/commands.server';
import { documentPath, documentsPath } from '~/features/documents/documents';
import { renderHtml } from '~/features/documents/html';
import { copyFor, documentFor } from '~/features/documents/queries.server';
import { headingsOf, isBlank } from '~/features/documents/rich-text';
import { ReadingView } from '~/features/documents/ui/reading-view';
import { useFormat, useT } from '~/i18n/react';
import { drawnOnce, useDrawn } from '~/kit/drawn';
import { Form, SubmitButton } from '~/ui/form';
import type { FrameHandle } from '~/ui/frame/handle';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';
import { withinSentence } from '~/ui/within-sentence';

export const handle: FrameHandle = { i18n: ['documents'], width: 'full' };
export const meta = pageTitle('documents', 'copies.one');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { document, seat } = await documentFor(await requireSession(request), params.document, params.partnership);
  const copy = await copyFor(seat, document, params.copy);
  const { id, partnershipId, title, sourceLanguage } = document;
  const { language, takenAt, words, handedIn, mayRestore, text } = copy;
  const html = drawnOnce(context, 'text', renderHtml(text, { for: 'page' }));
  const read = { html, headings: headingsOf(text), blank: isBlank(text) };
  return { id, partnershipId, title, sourceLanguage, language, takenAt, words, handedIn, mayRestore, ...read };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { document } = await documentFor(person, params.document, params.partnership);
  const { id, language } = await restoreCopy(person, document.id, params.copy ?? '');
  return redirect(documentPath(document.partnershipId, id, language));
}

export default function Copy() {
  const t = useT('documents');
  const format = useFormat();
  const { id, partnershipId, title, sourceLanguage, language, takenAt, words, handedIn, mayRestore, html, headings, blank } =
    useLoaderData<typeof loader>();
  const drawn = useDrawn('text', html);
  return (
    <>
      <div className="mx-auto w-full max-w-[76rem] px-4 pt-6 md:px-8 print:hidden">
        <PageHeader
          title={withinSentence((place) => t('copies.of', { title: place }), <span lang={sourceLanguage}>{title}</span>)}
          meta={`${format.dateTime(takenAt)} · ${t('words', { count: words })}`}
          back={
            mayRestore
              ? { to: `${documentsPath(partnershipId)}/${id}/history?language=${language}`, label: t('copies.title') }
              : { to: documentPath(partnershipId, id, language), label: title, lang: sourceLanguage }
          }
        />
        <Notice
          title={handedIn ? t('copies.handedIn') : t('copies.notLive')}
          action={
            mayRestore ? (
              <Form>
                <SubmitButton look="primary">{t('copies.restore')}</SubmitButton>
              </Form>
            ) : undefined
          }
        >
          {mayRestore ? t('copies.consequence') : null}
        </Notice>
      </div>
      <ReadingView html={drawn} language={language} headings={headings} blank={blank} />
    </>
  );
}
