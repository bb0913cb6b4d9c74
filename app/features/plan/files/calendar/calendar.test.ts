/** Calendars by the rules of RFC 5545, judged by our own strict reading of it and by a calendar program's. */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addItem } from '../../live';
import { brokenRules } from '../testing-icalendar';
import { planIn, planRoomContent, someText } from '../testing-plans';
import { eventsOf, feedScopes } from './events';
import { type Calendar, type CalendarEvent, folded, writeCalendar } from './write';

const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'koinon-plan-a',
  title: 'T1.1 Kick-off',
  when: { start: '2027-02-01', end: '2027-02-05' },
  isCancelled: false,
  category: 'Task',
  description: 'Lead: ATH\nWP1 Management',
  url: 'https://koinon.example/p/x/plan?item=a',
  ...more,
});
const calendar = (events: readonly CalendarEvent[], more: Partial<Calendar> = {}): string =>
  writeCalendar({ name: 'INCLUDE', language: 'en', changedAt: new Date('2026-11-26T12:00:00Z'), revision: 3, events, ...more });
const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));

test('an event of days ends with the day after its last one, and says all that a calendar program asks for', () => {
  const text = calendar([event()]);
  expect(brokenRules(text)).toEqual([]);
  const lines = text.split('\r\n');
  for (const line of [
    'DTSTART;VALUE=DATE:20270201',
    'DTEND;VALUE=DATE:20270206',
    'DTSTAMP:20261126T120000Z',
    'LAST-MODIFIED:20261126T120000Z',
    'SEQUENCE:3',
    'DESCRIPTION;LANGUAGE=en:Lead: ATH\\nWP1 Management',
    'STATUS:CONFIRMED',
    'URL:https://koinon.example/p/x/plan?item=a',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
  ])
    expect(lines).toContain(line);
  const [found] = eventsIn(text);
  expect([found?.startDate.toString(), found?.endDate.toString(), found?.startDate.isDate]).toEqual(['2027-02-01', '2027-02-06', true]);
});

test('what has an hour at which it ends says it', () => {
  const text = calendar([event({ when: { from: new Date('2027-05-12T14:00:00Z'), to: new Date('2027-05-12T16:30:00Z') } })]);
  expect(brokenRules(text)).toEqual([]);
  expect(text).toContain('DTSTART:20270512T140000Z\r\nDTEND:20270512T163000Z\r\n');
});

test('a deadline is an instant, what is cancelled says so, and a calendar without events is still one', () => {
  const text = calendar([event({ when: { at: new Date('2027-03-31T15:00:00Z') }, isCancelled: true })]);
  expect(brokenRules(text)).toEqual([]);
  expect(text).toContain('DTSTART:20270331T150000Z\r\n');
  expect(text).toContain('STATUS:CANCELLED\r\n');
  expect(brokenRules(calendar([]))).toEqual([]);
  expect(eventsIn(calendar([]))).toEqual([]);
});

test('whatever a title says, lines are whole, texts come back, and no rule is broken', () => {
  fc.assert(
    fc.property(fc.array(someText, { minLength: 1, maxLength: 4 }), fc.integer({ min: 60, max: 120 }), (texts, length) => {
      const title = `${texts.join('; ')}${'ä😀'.repeat(length)}`;
      const text = calendar([event({ title, description: texts.join('\n') })], { name: texts[0] ?? '' });
      expect(brokenRules(text)).toEqual([]);
      const plain = (said: string) => said.replace(/\r\n|\r|\n/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, '');
      expect(eventsIn(text)[0]?.summary).toBe(plain(title));
    }),
  );
});

test('lines are folded at 75 octets, the space that goes before counted, and never within a sign', () => {
  const lines = folded(`X:${'€'.repeat(100)}`).split('\r\n');
  expect(lines.map((line) => Buffer.byteLength(line)).every((length) => length <= 75)).toBe(true);
  expect(lines.join('').replace(/ /g, '')).toBe(`X:${'€'.repeat(100)}`);
  expect(folded('x'.repeat(75))).toBe('x'.repeat(75));
});

test('every plan makes calendars that keep the rules', () => {
  fc.assert(
    fc.property(planRoomContent, fc.constantFrom(...feedScopes), (doc, scope) => {
      const events = eventsOf(planIn(doc), scope).map(({ item, ...found }) => event({ ...found, category: item.kind }));
      const text = calendar(events);
      expect(brokenRules(text)).toEqual([]);
      expect(eventsIn(text)).toHaveLength(events.length);
    }),
    { numRuns: 40 },
  );
});

test('who reads which dates: what I do, what my organisation leads or takes part in, what everybody has to know', () => {
  const doc = new Y.Doc();
  const end = { month: 2 };
  addItem(doc, { kind: 'workPackage', title: 'Package', start: { month: 1 }, end }, undefined, { id: 'wp', order: 'a0' });
  addItem(doc, { kind: 'task', title: 'Mine', parent: 'wp', end, people: ['persona'] }, undefined, { id: 'mine', order: 'a0' });
  addItem(doc, { kind: 'task', title: 'Ours', parent: 'wp', end, lead: 'orglisbon', status: 'cancelled' }, undefined, {
    id: 'ours',
    order: 'a1',
  });
  addItem(doc, { kind: 'deliverable', title: 'With us', parent: 'wp', end, partners: ['orglisbon'] }, undefined, {
    id: 'with',
    order: 'a2',
  });
  addItem(doc, { kind: 'milestone', title: 'Theirs', parent: 'wp', end, lead: 'orgathens' }, undefined, { id: 'theirs', order: 'a3' });
  addItem(doc, { kind: 'task', title: 'Without days', parent: 'wp', people: ['persona'] }, undefined, { id: 'none', order: 'a4' });
  addItem(doc, { kind: 'risk', title: 'Risk', people: ['persona'] }, undefined, { id: 'risk', order: 'a5' });
  const titles = (scope: (typeof feedScopes)[number]) => eventsOf(planIn(doc), scope).map(({ title }) => title);
  expect(titles('mine')).toEqual(['T1.1 Mine']);
  expect(titles('organisation')).toEqual(['T1.2 Ours', 'D1.1 With us']);
  expect(titles('partnership')).toEqual(['WP1 Package', 'D1.1 With us', 'MS1 Theirs']);
  expect(eventsOf(planIn(doc), 'organisation').map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
});

test('the strict reading finds what is broken', () => {
  const good = calendar([event()]);
  const breaks: [string, (text: string) => string][] = [
    ['a line end that is not CR LF', (text) => text.replace('\r\n', '\n')],
    ['more than 75 octets', (text) => text.replace('SUMMARY:', `SUMMARY:${'x'.repeat(80)}`)],
    ['VEVENT has no UID', (text) => text.replace(/UID:.*\r\n/, '')],
    ['VEVENT has no DTSTAMP', (text) => text.replace(/DTSTAMP:.*\r\n/, '')],
    ['VCALENDAR has no PRODID', (text) => text.replace(/PRODID:.*\r\n/, '')],
    ['it ends before it has begun', (text) => text.replace('20270206', '20270201')],
    ['DTSTART is no such value', (text) => text.replace('20270201', '20270231')],
    ['SUMMARY is no such value', (text) => text.replace('SUMMARY:T', 'SUMMARY:T;')],
    ['COLOUR may not be in VEVENT', (text) => text.replace('STATUS:', 'COLOUR:red\r\nSTATUS:')],
    ['STATUS is no such value', (text) => text.replace('CONFIRMED', 'MAYBE')],
    ['SEQUENCE is there twice', (text) => text.replace('SEQUENCE:3', 'SEQUENCE:3\r\nSEQUENCE:4')],
    ['a sign that may not be there', (text) => text.replace('SUMMARY:T', 'SUMMARY:T\u0007')],
    ['not one whole calendar', (text) => text.replace('END:VCALENDAR\r\n', '')],
    ['two events are', (text) => text.replace(/(BEGIN:VEVENT.*END:VEVENT\r\n)/s, '$1$1')],
    ['VCALENDAR has nothing in it', (text) => text.replace(/BEGIN:VEVENT.*END:VEVENT\r\n/s, '')],
  ];
  for (const [rule, broken] of breaks) expect(brokenRules(broken(good)).join('\n')).toContain(rule);
});
