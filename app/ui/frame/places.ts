/** The places of a partnership, in the order of the rail. A place is listed once its pages exist. */
import { CalendarCheck, ChartColumn, ClipboardList, Columns3, FileText, House, Settings, Users, Wallet } from 'lucide';

export const places = [
  { name: 'home', path: '', icon: House },
  { name: 'documents', path: '/documents', icon: FileText },
  { name: 'plan', path: '/plan', icon: Columns3 },
  { name: 'activities', path: '/activities', icon: CalendarCheck },
  { name: 'indicators', path: '/indicators', icon: ChartColumn },
  { name: 'budget', path: '/budget', icon: Wallet },
  { name: 'reports', path: '/reports', icon: ClipboardList },
  { name: 'members', path: '/members', icon: Users },
  { name: 'settings', path: '/settings', icon: Settings },
] as const;

/** How many of them a phone's bar shows; the others are behind "More". Five words in a row are what 360 px hold in every language. */
export const PLACES_IN_BAR = 4;

export type Place = (typeof places)[number];

/** The place that an address below `/p/:partnership` belongs to. */
export function placeOf(pathname: string): Place | undefined {
  const below = pathname.match(/^\/p\/[^/]+(\/[^/]+)?/)?.[1] ?? '';
  return places.find((place) => place.path === below);
}
