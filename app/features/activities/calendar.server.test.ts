import { expect, test } from 'vitest';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { calendarEvents } from './calendar.server';
import { setState } from './commands.server';
import { buildActivity } from './testing';

test('calendars have what their readers may see, by neutral titles, and never a restricted one', async () => {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const town = await buildOrganisation({ partnershipId, name: 'Town' });
  const bert = await buildMember({ partnershipId, organisationId: town.id, roles: 'editor' });
  const open = await buildActivity(anna.seat, {
    title: 'Evening for lesbian refugees',
    publicTitle: 'Community evening',
    venue: 'Library',
  });
  const days = await buildActivity(bert.seat, { title: 'Open days', startTime: '', endTime: '', endDate: '14/5/2027' });
  await buildActivity(anna.seat, { title: 'Safe evening', restriction: 'trafficking' });
  await setState(anna.person, partnershipId, open, 'cancelled');
  const read = (who: typeof anna, scope: 'mine' | 'organisation' | 'partnership') =>
    calendarEvents(who.seat, { scope, language: 'en', origin: 'https://koinon.example' });
  const titles = async (...asked: Parameters<typeof read>) => (await read(...asked)).map(({ title }) => title);
  for (const who of [anna, bert]) expect(await titles(who, 'partnership')).toEqual(['Consultation', 'Community evening']);
  expect(await titles(bert, 'organisation')).toEqual(['Consultation']);
  expect(await titles(bert, 'mine')).toEqual(['Consultation']);
  expect(await read(anna, 'organisation')).toEqual([
    {
      uid: `koinon-activity-${open}`,
      title: 'Community evening',
      when: { from: new Date('2027-05-12T14:00:00Z'), to: new Date('2027-05-12T16:00:00Z') },
      isCancelled: true,
      category: 'Consultation',
      description: expect.stringMatching(/^Consultation: Cancelled\n.+\nLibrary$/),
      url: `https://koinon.example/p/${partnershipId}/activities/${open}`,
    },
  ]);
  // Whoever has the address reads it: without a public title the type stands there, in the language of the calendar.
  expect(await calendarEvents(bert.seat, { scope: 'mine', language: 'it', origin: '' })).toMatchObject([{ title: 'Consultazione' }]);
  for (const word of ['lesbian', 'Open days']) expect(JSON.stringify(await read(anna, 'partnership'))).not.toContain(word);
  expect(await read(bert, 'mine')).toMatchObject([{ uid: `koinon-activity-${days}`, when: { start: '2027-05-12', end: '2027-05-14' } }]);
});
