/**
 * `<Suspense><RichField fragment mode label lang /></Suspense>`: a rich text that many write at once in a fragment of any room, with the editor of
 * documents: the description of a work package, say. It comes with the editor's file, when it is needed; its texts are of the catalogue `documents`.
 */
import { type ComponentType, lazy } from 'react';
import type { RichFieldProps } from './ui/editor/rich-field';

export const RichField = lazy<ComponentType<RichFieldProps>>(() =>
  import('./ui/editor/editor').then(
    ({ RichField: field }) => ({ default: field }),
    // Without the file there is no text, but there is a page.
    () => ({ default: ({ missing }) => missing }),
  ),
);
