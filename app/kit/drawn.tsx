/**
 * HTML that a loader makes and its page shows would travel twice: drawn, and once more in the data for the page's scripts, far apart, so
 * that packing does not help. A long strategy is 350 kB. So the data of a drawn page holds null in its place, and the browser takes it
 * from where it stands. Requests of data alone (a move within the application) have it as it is.
 *
 *     return { html: drawnOnce(context, 'text', html) };              // in a loader
 *     const html = useDrawn('text', data.html);                       // in its component
 *     <article data-drawn="text" dangerouslySetInnerHTML={{ __html: html }} />
 */
import { createContext, useContext, useState } from 'react';

/** What loaders keep for the page of this request, by name; null for a request of data. */
export type Drawn = Map<string, string> | null;

export const DrawnContext = createContext<Drawn>(null);

export function drawnOnce({ drawn }: { drawn: Drawn }, name: string, html: string): string | null {
  if (!drawn) return html;
  drawn.set(name, html);
  return null;
}

/** In a component that stays as long as the data: what stood in the page is read once, when React takes the page over. */
export function useDrawn(name: string, html: string | null): string {
  const drawn = useContext(DrawnContext);
  const [stood] = useState(() => (html === null && !drawn ? document.querySelector(`[data-drawn="${name}"]`)?.innerHTML : undefined));
  return html ?? drawn?.get(name) ?? stood ?? '';
}
