/**
 * Takes a picture for a document: multipart, field `file`; or, from another document, the fields `document` and `hash` of an ordinary form.
 * Answers with its address, or with a sentence about what is wrong.
 */
import {
  type ActionFunctionArgs,
  unstable_createMemoryUploadHandler as inMemory,
  MaxPartSizeExceededError,
  unstable_parseMultipartFormData as parseMultipart,
} from '@remix-run/node';
import { z } from 'zod';
import { requireSession } from '~/features/accounts/session.server';
import { limits } from '~/features/documents/documents';
import { addPicture, type PictureElsewhere, takePictureOver } from '~/features/documents/files.server';
import { notFound } from '~/features/partnerships/queries.server';
import { type T, tFor } from '~/i18n/translate';

export const loader = () => {
  throw notFound();
};

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const t = await tFor(person.language, 'documents');
  const megabytes = limits.fileBytes / 1024 / 1024;
  const document = params.document ?? '';
  const elsewhere = await sentPlace(request);
  if (elsewhere) return answer(await takePictureOver(person, document, elsewhere), t, megabytes);
  const file = await sentFile(request);
  if (file === 'too-large') return sentence(t('picture.too-large', { megabytes }), 413);
  if (!file) return sentence(t('picture.missing'), 400);
  return answer(await addPicture(person, document, new Uint8Array(await file.arrayBuffer())), t, megabytes);
}

type Kept = Awaited<ReturnType<typeof addPicture>>;

function answer(kept: Kept, t: T<'documents'>, megabytes: number): Response {
  if (typeof kept === 'string') return sentence(t(`picture.${kept}`, { megabytes }), 422);
  return Response.json(kept, { status: 201 });
}

function sentence(error: string, status: number): Response {
  return Response.json({ error }, { status });
}

const place = z.object({ document: z.string().max(40), hash: z.string().max(64) });

/** Where a picture of another document is; null when the request brings none of that kind. */
async function sentPlace(request: Request): Promise<PictureElsewhere | null> {
  if (!request.headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded')) return null;
  return place.safeParse(Object.fromEntries(await request.formData())).data ?? null;
}

async function sentFile(request: Request): Promise<File | 'too-large' | null> {
  if (!request.headers.get('Content-Type')?.startsWith('multipart/form-data')) return null;
  try {
    const form = await parseMultipart(request, inMemory({ maxPartSize: limits.fileBytes, filter: ({ name }) => name === 'file' }));
    const file = form.get('file');
    return file instanceof File ? file : null;
  } catch (error) {
    if (error instanceof MaxPartSizeExceededError) return 'too-large';
    // A body that is no multipart at all is the sender's mistake, not ours.
    if (error instanceof Error && /boundary|multipart|header/i.test(error.message)) return null;
    throw error;
  }
}
