/** Details of a document: title, place, who sees it, trash. Also takes what the menus and the list send. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { changeDetails, duplicateDocument, restoreDocument, shareDocument, trashDocument } from '~/features/documents/commands.server';
import { documentPath, documentsPath } from '~/features/documents/documents';
import { answerOf } from '~/features/documents/form-answer.server';
import { readDetails } from '~/features/documents/forms.server';
import { can } from '~/features/documents/permissions';
import { audienceOf, choicesFor, documentFor } from '~/features/documents/queries.server';
import { Details, Sharing, Trashing } from '~/features/documents/ui/settings';
import { notFound } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { tFor } from '~/i18n/translate';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['documents'] };
export const meta = pageTitle('documents', 'settings.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { document, seat } = await documentFor(await requireSession(request), params.document, params.partnership);
  if (!can(seat, 'write', document)) throw notFound();
  const { id, partnershipId, title, placeId, sourceLanguage } = document;
  const may = { share: can(seat, 'share', document), trash: can(seat, 'trash', document) };
  const { places } = await choicesFor(seat);
  return { id, partnershipId, title, placeId, sourceLanguage, places, may, audience: await audienceOf(document) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { document } = await documentFor(person, params.document, params.partnership);
  const { id, partnershipId, sourceLanguage } = document;
  const form = await request.formData();
  const here = documentPath(partnershipId, id, sourceLanguage);
  switch (form.get('intent')) {
    case 'details': {
      const parsed = readDetails(form);
      const refused = parsed.ok ? await changeDetails(person, id, parsed.data) : parsed;
      return refused ? data(await answerOf(person.language, form, refused.errors), 400) : redirect(here);
    }
    case 'share':
      await shareDocument(person, id);
      return redirect(here);
    case 'duplicate': {
      const t = await tFor(person.language, 'documents');
      const copy = await duplicateDocument(person, id, (title) => t('copyOf', { title }));
      return redirect(documentPath(partnershipId, copy.id, copy.language));
    }
    case 'trash':
      await trashDocument(person, id);
      return redirect(documentsPath(partnershipId));
    case 'restore':
      await restoreDocument(person, id);
      return redirect(here);
    default:
      throw new Response(null, { status: 400 });
  }
}

export default function Settings() {
  const t = useT('documents');
  const { id, partnershipId, title, sourceLanguage, placeId, places, may, audience } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  return (
    <div className="mx-auto grid max-w-2xl gap-6">
      <PageHeader
        title={t('settings.title')}
        back={{ to: documentPath(partnershipId, id, sourceLanguage), label: title, lang: sourceLanguage }}
      />
      <Details title={title} placeId={placeId} places={places} answer={answer} />
      <Sharing audience={audience} may={may.share} />
      {may.trash ? <Trashing /> : null}
    </div>
  );
}
