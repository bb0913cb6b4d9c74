/** Deadlines: an instant, and the zone by whose clock it was set. 17:00 in Brussels is 18:00 in Nicosia, on the same instant. */
import { fold } from './fold';
import { formatter } from './formatter';

/** Is this a zone that the runtime knows (`Europe/Brussels`)? */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Zones offered in menus: Brussels, by whose clock calls close, then the partners' countries and their neighbours. */
export const zones: readonly string[] = [
  'Europe/Brussels',
  'Asia/Nicosia',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Rome',
  'Europe/Warsaw',
  'Europe/Madrid',
  'Atlantic/Canary',
  'Europe/Istanbul',
  'Europe/Amsterdam',
  'Europe/Bucharest',
  'Europe/Dublin',
  'Europe/Helsinki',
  'Europe/Kyiv',
  'Europe/Lisbon',
  'Europe/Ljubljana',
  'Europe/London',
  'Europe/Paris',
  'Europe/Stockholm',
  'Europe/Vienna',
  'UTC',
];

// Folded words before and after an hour, as seven languages write them.
const BEFORE = /^(?:at|um|gegen|ωρα|στισ|ore|alle(?: ore)?|(?:o )?godz(?:\.|inie|ina)?|a las|las|saat|h)\s*(?=\d|[οo][οoσs]\b)/u;
const AFTER = /\s*(?:h|hrs?|hours|uhr|ore|ωρα|horas)\.?$/u;
/** Before noon and after it, in front (Turkish ÖÖ and ÖS) or behind (am, p. m., μ.μ.). */
const MORNING = /^oo\s*|\s*(?:a\.?\s?m\.?|π\.?\s?μ\.?)$/u;
const AFTERNOON = /^os\s*|\s*(?:p\.?\s?m\.?|μ\.?\s?μ\.?)$/u;

/** Reads an hour of the day: `17:00`, `17.30 Uhr`, `9`, `17h`, `5 pm`, `saat 17:00`, `godz. 17`. Null when it is none. @returns `HH:MM` */
export function parseTime(text: string): string | null {
  const plain = fold(text.normalize('NFKC')).replace(BEFORE, '');
  const [morning, afternoon] = [MORNING.test(plain), AFTERNOON.test(plain)];
  const clock = plain.replace(MORNING, '').replace(AFTERNOON, '').replace(AFTER, '');
  const found = /^(\d{1,2})(?:[:.h](\d{2})(?:[:.]00)?)?$/u.exec(clock);
  if (!found) return null;
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? '0');
  if ((afternoon || morning) && (hour < 1 || hour > 12)) return null;
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour === 12) hour = 0;
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/**
 * The instant at which the clocks of `zone` show `date` and `time`. Where they show it twice (autumn) the first counts;
 * null where they skip it (spring).
 * @param date ISO date @param time `HH:MM`
 */
export function instantOf(date: string, time: string, zone: string): Date | null {
  const wall = Date.parse(`${date}T${time}:00Z`);
  // The zone's offset a day before and a day after holds both sides of any change of clocks between; the larger gives the earlier instant.
  const offsets = [offsetAt(wall - DAY, zone), offsetAt(wall + DAY, zone)].sort((a, b) => b - a);
  const instant = offsets.map((offset) => wall - offset).find((candidate) => candidate + offsetAt(candidate, zone) === wall);
  return instant === undefined ? null : new Date(instant);
}

const DAY = 24 * 3600_000;

/** Milliseconds by which the zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = formatter(Intl.DateTimeFormat, 'en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(instant / 1000) * 1000
  );
}

/** What the clocks of a zone show at an instant. @returns ISO date and `HH:MM` */
export function wallClock(at: Date, zone: string): { date: string; time: string } {
  const shown = new Date(at.getTime() + offsetAt(at.getTime(), zone)).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}
