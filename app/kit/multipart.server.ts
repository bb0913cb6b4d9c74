/** Forms with files. */
import {
  unstable_createMemoryUploadHandler as inMemory,
  MaxPartSizeExceededError,
  unstable_parseMultipartFormData as parseMultipart,
} from '@remix-run/node';

/**
 * Reads a form that may hold files.
 * @param largest bytes of one file
 * @param texts is given the fields of text that came before a file that is too large
 * @throws the 400 answer for a body that is no form at all: that is the sender's mistake, not ours
 */
export async function formWithFiles(request: Request, largest: number, texts = new FormData()): Promise<FormData | 'too-large'> {
  const keep = inMemory({ maxPartSize: largest });
  if (!request.headers.get('Content-Type')?.startsWith('multipart/form-data')) return request.formData();
  try {
    return await parseMultipart(request, async (part) => {
      const value = await keep(part);
      if (typeof value === 'string') texts.append(part.name, value);
      return value;
    });
  } catch (error) {
    if (error instanceof MaxPartSizeExceededError) return 'too-large';
    if (error instanceof Error && /boundary|multipart|header/i.test(error.message)) throw new Response(null, { status: 400 });
    throw error;
  }
}
