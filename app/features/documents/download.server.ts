/** Documents as files that need nothing of us: HTML with its style and pictures inside, or Markdown with addresses of pictures. */
import { type Asker, notFound } from '~/features/partnerships/queries.server';
import { direction } from '~/kit/direction';
import { fileName } from './documents';
import { unsafePicture } from './files.server';
import { escapeHtml, renderHtml } from './html';
import { markdownTitle, renderMarkdown } from './markdown';
import { documentFor, textNow } from './queries.server';
import { pictureOf } from './rendering/links';
import { STYLE } from './rendering/standalone-style';
import { type RichNode, walk } from './rich-text';

export interface Download {
  bytes: string;
  mime: string;
  name: string;
}

/** @throws the 404 answer for documents, languages and formats that are not there */
export async function downloadFor(
  person: Asker,
  asked: { partnership?: string; document?: string; language?: string; format?: string; origin: string },
): Promise<Download> {
  const { document } = await documentFor(person, asked.document, asked.partnership);
  const language = asked.language ?? '';
  const text = await textNow(document, language);
  const { title } = document;
  switch (asked.format) {
    case 'html':
      return {
        bytes: await standaloneHtml(text, { title, language, documentId: document.id, origin: asked.origin }),
        mime: 'text/html; charset=utf-8',
        name: fileName(title, 'html'),
      };
    case 'markdown':
      return {
        bytes: markdownTitle(title) + renderMarkdown(text, { origin: asked.origin }),
        mime: 'text/markdown; charset=utf-8',
        name: fileName(title, 'md'),
      };
    default:
      throw notFound();
  }
}

interface Page {
  title: string;
  language: string;
  documentId: string;
  /** Address of this site. */
  origin: string;
}

/** A whole page without scripts; the document's own pictures are inside it. */
async function standaloneHtml(text: RichNode, { title, language, documentId, origin }: Page): Promise<string> {
  const pictures = await picturesIn(text, documentId);
  const body = renderHtml(text, { for: 'download', origin, picture: (src) => pictures.get(src) ?? null });
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`;
}

async function picturesIn(text: RichNode, documentId: string): Promise<Map<string, string>> {
  const wanted = new Map<string, string>();
  walk(text, (node) => {
    const picture = node.type === 'image' ? pictureOf(node.attrs?.src) : null;
    // Pictures of another document are shown to who may read that one, not to the reader of this file.
    if (picture?.documentId === documentId) wanted.set(picture.src, picture.hash);
  });
  const found = new Map<string, string>();
  for (const [src, hash] of wanted) {
    const picture = await unsafePicture(documentId, hash).catch(() => null);
    if (picture) found.set(src, `data:${picture.mime};base64,${Buffer.from(picture.bytes).toString('base64')}`);
  }
  return found;
}
