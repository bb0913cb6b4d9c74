/**
 * What a route tells the frame around it, in its `handle`:
 *
 *     export const handle: FrameHandle = {
 *       i18n: ['documents'],
 *       where: (data) => ({ label: (data as Data).title, lang: (data as Data).lang }),
 *       width: 'full',
 *     };
 */
import { useMatches } from '@remix-run/react';
import type { Namespace } from '~/i18n/catalogues';

export interface Where {
  label: string;
  /** BCP 47 of the label, when it is not the interface's. */
  lang?: string;
}

export interface FrameHandle {
  /** The catalogues that the page needs; loaded before the browser takes the page over. */
  i18n?: readonly Namespace[];
  /** The last step of "where am I" in the top bar, from the route's own loader data. */
  where?: (data: unknown) => Where | null;
  /** `page` (default): a column with margins. `full`: the route lays out the whole width itself. */
  width?: 'page' | 'full';
}

export function useFrameHandles(): { where: Where[]; full: boolean } {
  const matches = useMatches();
  const handles = matches.map(({ handle, data }) => ({ handle: handle as FrameHandle | undefined, data }));
  return {
    where: handles.flatMap(({ handle, data }) => (data === undefined ? [] : (handle?.where?.(data) ?? []))),
    full: handles.some(({ handle }) => handle?.width === 'full'),
  };
}
