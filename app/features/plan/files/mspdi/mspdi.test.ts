/** Projects of Microsoft Project and ProjectLibre, and ours for them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addItem, addLink } from '../../live';
import type { Item } from '../../plan';
import { placePlan } from '../placing';
import type { Unreadable } from '../problems';
import { partnership, planIn, planRoomContent, saysOf, writtenOf } from '../testing-plans';
import { readMspdi } from './read';
import { writeMspdi } from './write';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (xml: string) => readMspdi(bytes(xml), partnership);

/** As Microsoft Project 2016 writes it, shortened. */
const MICROSOFT = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><SaveVersion>14</SaveVersion><Name>plan.xml</Name><MinutesPerDay>480</MinutesPerDay>
<Tasks>
<Task><UID>0</UID><ID>0</ID><Name>Whole project</Name><OutlineLevel>0</OutlineLevel><Summary>1</Summary></Task>
<Task><UID>10</UID><ID>1</ID><Name>Management</Name><OutlineNumber>1</OutlineNumber><OutlineLevel>1</OutlineLevel><Start>2027-02-01T08:00:00</Start><Finish>2027-06-30T17:00:00</Finish><Duration>PT864H0M0S</Duration><Summary>1</Summary><Milestone>0</Milestone><PercentComplete>40</PercentComplete></Task>
<Task><UID>11</UID><ID>2</ID><Name>Kick-off &amp; co</Name><OutlineLevel>2</OutlineLevel><Manual>1</Manual><Start>2027-02-01T08:00:00</Start><Finish>2027-02-05T17:00:00</Finish><PercentComplete>100</PercentComplete><Notes>First line
&lt;b&gt;Second&lt;/b&gt;</Notes></Task>
<Task><UID>12</UID><ID>3</ID><Name>Survey</Name><OutlineLevel>2</OutlineLevel><Start>2027-02-10T08:00:00</Start><Finish>2027-03-31T17:00:00</Finish><PercentComplete>10</PercentComplete><PredecessorLink><PredecessorUID>11</PredecessorUID><Type>1</Type><CrossProject>0</CrossProject><LinkLag>9600</LinkLag><LagFormat>7</LagFormat></PredecessorLink><Summary>1</Summary></Task>
<Task><UID>13</UID><ID>4</ID><Name>Interviews</Name><OutlineLevel>3</OutlineLevel><Start>2027-02-10T08:00:00</Start><Finish>2027-02-28T17:00:00</Finish></Task>
<Task><UID>14</UID><ID>5</ID><IsNull>1</IsNull></Task>
<Task><UID>15</UID><ID>6</ID><Name>Agreed</Name><OutlineLevel>2</OutlineLevel><Milestone>1</Milestone><Start>2027-03-31T17:00:00</Start><Finish>2027-03-31T17:00:00</Finish><Duration>PT0H0M0S</Duration><PredecessorLink><PredecessorUID>12</PredecessorUID><Type>0</Type><LinkLag>-4800</LinkLag></PredecessorLink><PredecessorLink><PredecessorUID>13</PredecessorUID><Type>3</Type><LinkLag>100800</LinkLag><LagFormat>8</LagFormat></PredecessorLink></Task>
<Task><UID>16</UID><ID>7</ID><Name>Loose end</Name><OutlineLevel>1</OutlineLevel></Task>
</Tasks>
<Resources><Resource><UID>0</UID><ID>0</ID></Resource><Resource><UID>1</UID><Name>ATH</Name></Resource><Resource><UID>2</UID><Name>Γιώργος Π.</Name></Resource><Resource><UID>3</UID><Name>Nobody Ltd</Name></Resource></Resources>
<Assignments><Assignment><UID>1</UID><TaskUID>11</TaskUID><ResourceUID>1</ResourceUID></Assignment><Assignment><TaskUID>11</TaskUID><ResourceUID>2</ResourceUID></Assignment><Assignment><TaskUID>12</TaskUID><ResourceUID>3</ResourceUID></Assignment><Assignment><TaskUID>12</TaskUID><ResourceUID>-65535</ResourceUID></Assignment></Assignments>
</Project>`;

test('summary tasks are work packages, those below tasks, points milestones; links, lags, notes and who does it come along', async () => {
  const { plan, unmatched, problems } = await read(MICROSOFT);
  expect(problems).toEqual([]);
  expect(unmatched).toEqual([{ kind: 'organisation', name: 'Nobody Ltd', times: 1 }]);
  const doc = new Y.Doc();
  placePlan(doc, plan);
  const { items, links } = saysOf(doc);
  expect(items.map(({ code, title, status, progress, start, end }) => [code, title, status, progress, start, end])).toEqual([
    ['WP1', 'Management', 'doing', 0, { date: '2027-02-01' }, { date: '2027-06-30' }],
    ['T1.1', 'Kick-off & co', 'done', 100, { date: '2027-02-01' }, { date: '2027-02-05' }],
    ['T1.2', 'Survey', 'doing', 10, { date: '2027-02-10' }, { date: '2027-03-31' }],
    ['T1.2.1', 'Interviews', 'todo', 0, { date: '2027-02-10' }, { date: '2027-02-28' }],
    ['MS1', 'Agreed', 'todo', 0, null, { date: '2027-03-31' }],
    [null, 'Loose end', 'todo', 0, null, null],
  ]);
  expect(items[1]).toMatchObject({ scheduling: 'manual', lead: 'orgathens', people: ['personb'] });
  expect(items[1]?.description).toMatchObject([{ children: [{ text: 'First line' }] }, { children: [{ text: '<b>Second</b>' }] }]);
  expect(links).toEqual([
    { from: 1, to: 2, type: 'FS', lag: 2 },
    { from: 2, to: 4, type: 'FF', lag: -1 },
    // Seven days that run through the weekend.
    { from: 3, to: 4, type: 'SS', lag: 5 },
  ]);
});

test('ProjectLibre: another prefix, fields in another order, much missing', async () => {
  const { plan } = await read(`<p:Project xmlns:p="http://schemas.microsoft.com/project"><p:Tasks>
    <p:Task><p:OutlineLevel>1</p:OutlineLevel><p:Name>Package</p:Name><p:UID>1</p:UID></p:Task>
    <p:Task><p:PredecessorLink><p:PredecessorUID>3</p:PredecessorUID></p:PredecessorLink><p:Name>Second</p:Name><p:UID>2</p:UID><p:OutlineLevel>2</p:OutlineLevel></p:Task>
    <p:Task><p:Name>First</p:Name><p:UID>3</p:UID><p:OutlineLevel>2</p:OutlineLevel><p:Finish>broken</p:Finish></p:Task>
  </p:Tasks></p:Project>`);
  expect(plan.items.map(({ kind, title, end }) => [kind, title, end])).toEqual([
    ['workPackage', 'Package', null],
    ['task', 'Second', null],
    ['task', 'First', null],
  ]);
  expect(plan.links).toMatchObject([{ type: 'FS', lag: 0, from: plan.items[2]?.id, to: plan.items[1]?.id }]);
});

test('what is wrong is named by the number of its task', async () => {
  const { problems } = await read(`<Project><Tasks>
    <Task><UID>1</UID><ID>1</ID><Name>${'x'.repeat(501)}</Name></Task>
    <Task><UID>2</UID><ID>2</ID><Name>B</Name><PredecessorLink><PredecessorUID>9</PredecessorUID></PredecessorLink><PredecessorLink><PredecessorUID>2</PredecessorUID></PredecessorLink><PredecessorLink><PredecessorUID>1</PredecessorUID><Type>7</Type></PredecessorLink></Task>
  </Tasks></Project>`);
  expect(problems.map(({ code, line, value }) => [code, line, value?.slice(0, 3)])).toEqual([
    ['too-long', 1, 'xxx'],
    ['no-such-item', 2, '9'],
    ['in-itself', 2, ''],
    ['not-a-link', 2, '7'],
  ]);
});

test('other XML is no project, and a project without tasks has nothing', async () => {
  const refusal = (xml: string) => read(xml).catch((error: Unreadable) => error.problem.code);
  expect(await refusal('<html/>')).toBe('no-project');
  expect(await refusal('<Project/>')).toBe('no-items');
  expect(await refusal('<!DOCTYPE Project><Project/>')).toBe('forbidden-xml');
});

test('ours says days off, numbers, levels, lengths in working days, and that automatic tasks begin no earlier than they do', () => {
  const doc = new Y.Doc();
  addItem(doc, { kind: 'workPackage', title: 'Package', start: { month: 1 }, end: { month: 2 } }, undefined, { id: 'wp', order: 'a0' });
  addItem(
    doc,
    { kind: 'task', title: 'A & B', parent: 'wp', start: { date: '2027-02-01' }, end: { date: '2027-02-12' }, lead: 'orgathens' },
    undefined,
    { id: 'ta', order: 'a0' },
  );
  addItem(doc, { kind: 'deliverable', title: 'D', parent: 'wp', end: { month: 2 } }, undefined, { id: 'de', order: 'a1' });
  addItem(doc, { kind: 'risk', title: 'Not carried' }, undefined, { id: 'ri', order: 'a0' });
  addLink(doc, { from: 'ta', to: 'de', type: 'FS', lag: 1 });
  const holidays = [{ date: '2027-02-08', country: '', name: 'Day < off' }];
  const xml = writeMspdi(writtenOf(doc, 'en', { holidays }));
  expect(xml).toContain('<WBS>T1.1</WBS><OutlineNumber>1.1</OutlineNumber><OutlineLevel>2</OutlineLevel>');
  // Ten days from Monday to Friday, but for the one that is off.
  expect(xml).toContain('<Start>2027-02-01T08:00:00</Start><Finish>2027-02-12T17:00:00</Finish><Duration>PT72H0M0S</Duration>');
  expect(xml).toContain('<ConstraintType>4</ConstraintType><ConstraintDate>2027-02-01T08:00:00</ConstraintDate>');
  expect(xml).toContain('<PredecessorUID>2</PredecessorUID><Type>1</Type><CrossProject>0</CrossProject><LinkLag>4800</LinkLag>');
  expect(xml).toContain(
    '<WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking>',
  );
  expect(xml).toContain('<FromDate>2027-02-08T00:00:00</FromDate>');
  expect(xml).toContain('<Name>Day &lt; off</Name>');
  expect(xml).toContain('<Name>ATH</Name>');
  expect(xml).not.toContain('Not carried');
});

test('a month that was planned stays one, unless somebody moved the task in the other program', async () => {
  const doc = new Y.Doc();
  addItem(doc, { kind: 'task', title: 'A', start: { month: 1 }, end: { month: 2 } }, undefined, { id: 'ta', order: 'a0' });
  const xml = writeMspdi(writtenOf(doc));
  expect((await read(xml)).plan.items[0]).toMatchObject({ start: { month: 1 }, end: { month: 2 } });
  const moved = xml.replace('<Start>2027-02-01T', '<Start>2027-02-03T');
  expect((await read(moved)).plan.items[0]).toMatchObject({ start: { date: '2027-02-03' }, end: { date: '2027-03-31' } });
});

test('our own comes back with its structure, days, links, people and who leads', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(planRoomContent, async (doc) => {
      const said = saysOf(doc);
      const carried = said.items.filter(({ kind }) => kind !== 'risk');
      fc.pre(carried.length > 0);
      const again = new Y.Doc();
      placePlan(again, (await read(writeMspdi(writtenOf(doc)))).plan);
      const parts = ({ code, kind, lead, partners, people, status, scheduling, start, end }: Item & { code: string | null }) => ({
        code,
        kind,
        lead,
        // Over there everybody who is named does the work: who leads is no partner beside.
        partners: partners.filter((one) => one !== lead),
        people,
        status,
        scheduling: start || end ? scheduling : 'auto',
        start,
        end,
      });
      const back = saysOf(again);
      const isKept = ({ start, end, kind }: Item) => kind !== 'risk' && (start !== null || end !== null);
      expect(back.items.map((item) => parts(item as never).code)).toEqual(carried.map(({ code }) => code));
      const days = (items: readonly unknown[]) => items.filter((item) => isKept(item as Item)).map((item) => parts(item as never));
      expect(days(back.items).map(({ scheduling: _, ...rest }) => rest)).toEqual(days(carried).map(({ scheduling: _, ...rest }) => rest));
      const codes = (plan: ReturnType<typeof planIn>) =>
        plan.links
          .filter(({ from, to }) => plan.items.get(from)?.kind !== 'risk' && plan.items.get(to)?.kind !== 'risk')
          .map(({ from, to, type, lag }) =>
            [
              plan.ordered.filter(({ kind }) => kind !== 'risk').findIndex(({ id }) => id === from),
              plan.ordered.filter(({ kind }) => kind !== 'risk').findIndex(({ id }) => id === to),
              type,
              lag,
            ].join(' '),
          )
          .sort();
      expect(codes(planIn(again))).toEqual(codes(planIn(doc)));
    }),
    { numRuns: 25 },
  );
});
