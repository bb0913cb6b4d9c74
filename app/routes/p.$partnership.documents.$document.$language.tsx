/** A document in one language: to be read at once, and written in as soon as the editor is here. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { requireSession } from '~/features/accounts/session.server';
import { documentPath, documentsPath } from '~/features/documents/documents';
import { documentPage } from '~/features/documents/page.server';
import { DocumentEditor } from '~/features/documents/ui/document-editor';
import { DocumentHeader } from '~/features/documents/ui/document-header';
import { HeldTexts } from '~/features/documents/ui/held-texts';
import { LiveDocument } from '~/features/documents/ui/live-document';
import { ReadingNotice } from '~/features/documents/ui/reading-notice';
import { ReadingView } from '~/features/documents/ui/reading-view';
import { useT } from '~/i18n/react';
import { drawnOnce, useDrawn } from '~/kit/drawn';
import { Button } from '~/ui/button';
import type { FrameHandle } from '~/ui/frame/handle';
import { Notice } from '~/ui/notice';
import { Preload } from '~/ui/preload';
import { titled } from '~/ui/title';

export const handle: FrameHandle = {
  i18n: ['documents'],
  width: 'full',
  where: (data) => {
    const { document } = data as { document: { title: string; sourceLanguage: string } };
    return { label: document.title, lang: document.sourceLanguage };
  },
};
export const meta: MetaFunction<typeof loader> = ({ data }) => titled(data?.document.title);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const page = await documentPage(person, { ...params });
  return { ...page, html: drawnOnce(context, 'text', page.html) };
}

export default function Document() {
  const page = useLoaderData<typeof loader>();
  const { document, language, may, trashed } = page;
  const { headings, long, blank } = page;
  const text = { html: useDrawn('text', page.html), language, headings, long, blank };
  const t = useT('documents');
  const [couldWrite] = useState(may.write);
  return (
    <>
      <DocumentHeader document={document} language={language} may={may} />
      {trashed ? (
        <div className="mx-auto w-full max-w-[76rem] px-4 pt-4 md:px-8">
          <Notice
            tone="warn"
            title={t('trash.inTrash')}
            action={
              <Form method="post" action={`${documentsPath(document.partnershipId)}/${document.id}/settings`}>
                <Button type="submit" name="intent" value="restore">
                  {t('trash.restore')}
                </Button>
              </Form>
            }
          >
            {t('trash.inTrashHint')}
          </Notice>
          <HeldTexts room={page.room} className="mt-2 print:hidden" />
        </div>
      ) : null}
      {page.reading ? <ReadingNotice {...page.reading} live={couldWrite} /> : null}
      {trashed ? (
        <ReadingView {...text} />
      ) : (
        <LiveDocument
          room={page.room}
          generation={page.generation}
          userId={page.me.id}
          mode={may.write ? 'write' : 'read'}
          title={document.title}
          language={document.sourceLanguage}
          mark={page.mark}
          path={documentPath(document.partnershipId, document.id, language)}
        >
          {(room, tell) => (
            <div data-room={page.room}>
              <DocumentEditor room={room} documentId={document.id} me={page.me.id} lang={language} onFile={tell}>
                <ReadingView {...text} waiting={may.write} tools />
              </DocumentEditor>
              <Preload files={page.editorFiles} />
            </div>
          )}
        </LiveDocument>
      )}
    </>
  );
}
