/** Hours are typed by the clock of the place: the form of a new activity follows the place that is chosen in it. Pure. */
import { capitalZone } from '~/features/accounts/time-zones';

interface Clocks {
  /** Of the place that was chosen; empty: of none. */
  country: string;
  /** The zone that stands in the form. */
  chosen: string;
  /** The one that the form itself put there last. */
  given: string;
  /** Of who plans. */
  usual: string;
}

/** The zone to put into the form; null where somebody has chosen another one by hand. */
export function clockAt({ country, chosen, given, usual }: Clocks): string | null {
  return chosen === given ? (capitalZone(country) ?? usual) : null;
}

/** All zones that the form may come to need. */
export const clocksOf = (places: readonly { country: string }[]): string[] => places.flatMap(({ country }) => capitalZone(country) ?? []);
