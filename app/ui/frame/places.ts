/** The places of a partnership, in the order of the rail. A place is listed once its pages exist. */
import { CalendarCheck, ChartColumn, ClipboardList, Columns3, FileText, House, Settings, Users, Wallet } from 'lucide-react';

export const places = [
  { name: 'home', path: '', Icon: House },
  { name: 'documents', path: '/documents', Icon: FileText },
  { name: 'plan', path: '/plan', Icon: Columns3 },
  { name: 'activities', path: '/activities', Icon: CalendarCheck },
  { name: 'indicators', path: '/indicators', Icon: ChartColumn },
  { name: 'budget', path: '/budget', Icon: Wallet },
  { name: 'reports', path: '/reports', Icon: ClipboardList },
  { name: 'members', path: '/members', Icon: Users },
  { name: 'settings', path: '/settings', Icon: Settings },
] as const;

/** How many of them a phone's bar shows; the others are behind "More". Five words in a row are what 360 px hold in every language. */
export const PLACES_IN_BAR = 4;

export type Place = (typeof places)[number];

/** The place that an address below `/p/:partnership` belongs to. */
export function placeOf(pathname: string): Place | undefined {
  const below = pathname.match(/^\/p\/[^/]+(\/[^/]+)?/)?.[1] ?? '';
  return places.find((place) => place.path === below);
}
