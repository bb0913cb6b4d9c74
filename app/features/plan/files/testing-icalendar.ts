/** What RFC 5545 (with RFC 7986) demands of a calendar, for tests: every rule that is broken, by line. Knows what we write, and refuses the rest. */

interface Line {
  number: number;
  name: string;
  parameters: Map<string, string>;
  value: string;
}

type Rule = { value: (line: Line) => boolean; parameters?: readonly string[] };

const text = (list = false): Rule['value'] => {
  const sign = list ? String.raw`[^\\;\p{Cc}]` : String.raw`[^\\;,\p{Cc}]`;
  const pattern = new RegExp(String.raw`^(?:${sign}|\t|\\[\\;,nN])*$`, 'u');
  return ({ value }) => pattern.test(value);
};
const isDay = (value: string) => /^\d{8}$/.test(value) && isReal(value);
const isInstant = (value: string) => /^\d{8}T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)Z$/.test(value) && isReal(value.slice(0, 8));
const isReal = (day: string) => {
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
};
const dayOrInstant: Rule = {
  value: ({ parameters, value }) => (parameters.get('VALUE') === 'DATE' ? isDay(value) : !parameters.has('VALUE') && isInstant(value)),
  parameters: ['VALUE'],
};
const instant: Rule = { value: ({ value }) => isInstant(value) };
const duration = (value: string) => /^P(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/.test(value) && value !== 'P';
const oneOf = (...values: string[]): Rule => ({ value: ({ value }) => values.includes(value) });
const anyUri: Rule = { value: ({ value }) => URL.canParse(value) && !/[\s<>"]/.test(value) };
const offset: Rule = { value: ({ value }) => /^[+-]\d{4}(\d{2})?$/.test(value) };

interface Component {
  required: readonly string[];
  properties: Readonly<Record<string, Rule>>;
  within: string;
}

const COMPONENTS: Readonly<Record<string, Component>> = {
  VCALENDAR: {
    within: '',
    required: ['PRODID', 'VERSION'],
    properties: {
      PRODID: { value: text() },
      VERSION: oneOf('2.0'),
      CALSCALE: oneOf('GREGORIAN'),
      NAME: { value: text(), parameters: ['LANGUAGE'] },
      'REFRESH-INTERVAL': {
        value: ({ parameters, value }) => parameters.get('VALUE') === 'DURATION' && duration(value),
        parameters: ['VALUE'],
      },
    },
  },
  VEVENT: {
    within: 'VCALENDAR',
    required: ['UID', 'DTSTAMP', 'DTSTART'],
    properties: {
      UID: { value: (line) => line.value.length > 0 && text()(line) },
      DTSTAMP: instant,
      'LAST-MODIFIED': instant,
      SEQUENCE: { value: ({ value }) => /^\d+$/.test(value) },
      DTSTART: dayOrInstant,
      DTEND: dayOrInstant,
      SUMMARY: { value: text(), parameters: ['LANGUAGE'] },
      DESCRIPTION: { value: text(), parameters: ['LANGUAGE'] },
      CATEGORIES: { value: text(true), parameters: ['LANGUAGE'] },
      STATUS: oneOf('TENTATIVE', 'CONFIRMED', 'CANCELLED'),
      TRANSP: oneOf('OPAQUE', 'TRANSPARENT'),
      URL: anyUri,
    },
  },
  VTIMEZONE: { within: 'VCALENDAR', required: ['TZID'], properties: { TZID: { value: text() } } },
  STANDARD: {
    within: 'VTIMEZONE',
    required: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'],
    properties: { DTSTART: { value: ({ value }) => /^\d{8}T\d{6}$/.test(value) }, TZOFFSETFROM: offset, TZOFFSETTO: offset },
  },
};

/** @returns what is wrong; empty for a calendar that may go out */
export function brokenRules(calendar: string): string[] {
  const wrong: string[] = [];
  if (!calendar.endsWith('\r\n')) wrong.push('the last line has no end');
  if (/\r(?!\n)|(?<!\r)\n/.test(calendar)) wrong.push('a line end that is not CR LF');
  const physical = calendar.split('\r\n').slice(0, -1);
  for (const [index, line] of physical.entries()) {
    if (Buffer.byteLength(line) > 75) wrong.push(`line ${index + 1}: more than 75 octets`);
    if (line === '' || (index === 0 && line.startsWith(' '))) wrong.push(`line ${index + 1}: empty`);
    if (/(?!\t)\p{Cc}|\p{Surrogate}|\ufffd/u.test(line)) wrong.push(`line ${index + 1}: a sign that may not be there`);
  }
  const lines = calendar
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1);
  return [...wrong, ...brokenComponents(lines.map((line, index) => ({ line, number: index + 1 })))];
}

interface Open {
  name: string;
  lines: Line[];
  children: number;
}

function brokenComponents(lines: readonly { line: string; number: number }[]): string[] {
  const wrong: string[] = [];
  const open: Open[] = [];
  const uids = new Set<string>();
  let calendars = 0;
  for (const { line, number } of lines) {
    const read = readLine(line, number);
    if (!read) wrong.push(`line ${number}: no name, or parameters that cannot be read`);
    else if (read.name === 'BEGIN') {
      if (COMPONENTS[read.value]?.within !== (open.at(-1)?.name ?? '')) wrong.push(`line ${number}: ${read.value} may not begin here`);
      if (read.value === 'VCALENDAR') calendars += 1;
      const around = open.at(-1);
      if (around) around.children += 1;
      open.push({ name: read.value, lines: [], children: 0 });
    } else if (read.name === 'END') {
      const component = open.pop();
      if (component?.name !== read.value) wrong.push(`line ${number}: ${read.value} ends and was not open`);
      else wrong.push(...brokenComponent(component, uids).map((why) => `line ${number}: ${why}`));
    } else if (open.length === 0) wrong.push(`line ${number}: outside of every component`);
    else open.at(-1)?.lines.push(read);
  }
  if (open.length > 0 || calendars !== 1) wrong.push('not one whole calendar');
  return wrong;
}

function readLine(line: string, number: number): Line | null {
  const found = /^([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z0-9-]*=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*))*):(.*)$/u.exec(line);
  if (!found) return null;
  const [, name = '', parameters = '', value = ''] = found;
  const pairs = parameters
    .split(';')
    .slice(1)
    .map((pair) => pair.split('=') as [string, string]);
  return new Set(pairs.map(([key]) => key)).size < pairs.length ? null : { number, name, parameters: new Map(pairs), value };
}

function brokenComponent({ name, lines, children }: Open, uids: Set<string>): string[] {
  const rules = COMPONENTS[name];
  if (!rules) return [`${name} is unknown`];
  const wrong = rules.required.filter((one) => !lines.some((line) => line.name === one)).map((one) => `${name} has no ${one}`);
  if ((name === 'VCALENDAR' || name === 'VTIMEZONE') && children === 0) wrong.push(`${name} has nothing in it`);
  const seen = new Set<string>();
  for (const line of lines) {
    const rule = rules.properties[line.name];
    if (seen.has(line.name)) wrong.push(`${line.name} is there twice`);
    seen.add(line.name);
    if (!rule) {
      if (!line.name.startsWith('X-')) wrong.push(`${line.name} may not be in ${name}`);
      continue;
    }
    if (!rule.value(line)) wrong.push(`${line.name} is no such value: ${line.value}`);
    for (const [key, value] of line.parameters) {
      if (!rule.parameters?.includes(key)) wrong.push(`${line.name} has no ${key}`);
      if (key === 'LANGUAGE' && !/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(value)) wrong.push(`${value} is no language`);
    }
  }
  if (name === 'VEVENT') wrong.push(...brokenEvent(lines, uids));
  return wrong;
}

function brokenEvent(lines: readonly Line[], uids: Set<string>): string[] {
  const wrong: string[] = [];
  const of = (name: string) => lines.find((line) => line.name === name);
  const [uid, start, end] = [of('UID')?.value ?? '', of('DTSTART'), of('DTEND')];
  if (uids.has(uid)) wrong.push(`two events are ${uid}`);
  uids.add(uid);
  if (start && end && start.parameters.get('VALUE') !== end.parameters.get('VALUE'))
    wrong.push('it begins with a day and ends with an hour');
  if (start && end && end.value <= start.value) wrong.push('it ends before it has begun');
  return wrong;
}
