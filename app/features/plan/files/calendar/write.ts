/** Writes a calendar as RFC 5545 wants it: line ends, lines of 75 octets, escaped texts, days without an hour. */

export interface CalendarEvent {
  /** The same for as long as the thing is there. */
  uid: string;
  title: string;
  /** ISO dates, the last day belongs to it; or an instant; or from one to another. */
  when: { start: string; end: string } | { at: Date } | { from: Date; to: Date };
  isCancelled: boolean;
  category: string;
  description: string;
  url: string;
}

export interface Calendar {
  name: string;
  /** BCP 47, of the descriptions. */
  language: string;
  events: readonly CalendarEvent[];
  /** When any of it changed last, and how often. */
  changedAt: Date;
  revision: number;
}

const REFRESH = 'PT1H';

export function writeCalendar({ name, language, events, changedAt, revision }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Koinon//Work plan//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...events.flatMap((event) => eventLines(event, { language, stamp: utc(changedAt), revision })),
    // A calendar without anything in it would be none.
    ...(events.length === 0 ? EMPTY : []),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const EMPTY = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

function eventLines(event: CalendarEvent, { language, stamp, revision }: { language: string; stamp: string; revision: number }): string[] {
  const { uid, title, when, isCancelled, category, description, url } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${revision}`,
    ...timeLines(when),
    `SUMMARY:${escapeText(title)}`,
    ...(description ? [`DESCRIPTION;LANGUAGE=${language}:${escapeText(description)}`] : []),
    `CATEGORIES;LANGUAGE=${language}:${escapeText(category)}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // It is told, it takes nobody's day.
    'TRANSP:TRANSPARENT',
    `URL:${url}`,
    'END:VEVENT',
  ];
}

function timeLines(when: CalendarEvent['when']): string[] {
  if ('at' in when) return [`DTSTART:${utc(when.at)}`];
  if ('from' in when) return [`DTSTART:${utc(when.from)}`, `DTEND:${utc(when.to)}`];
  return [`DTSTART;VALUE=DATE:${compact(when.start)}`, `DTEND;VALUE=DATE:${compact(dayAfter(latest(when.start, when.end)))}`];
}

const latest = (one: string, other: string) => [one, other].sort().at(-1) ?? other;
const compact = (date: string) => date.replace(/-/g, '');
const utc = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const dayAfter = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function escapeText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\r\n|\r|\n/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

const OCTETS = 75;

/** Lines go on behind a line end and a space; no sign is taken apart. */
export function folded(line: string): string {
  let [text, length] = ['', 0];
  for (const sign of line) {
    const octets = Buffer.byteLength(sign);
    if (length + octets > OCTETS) {
      text += '\r\n ';
      length = 1;
    }
    text += sign;
    length += octets;
  }
  return text;
}
