import { expect, test } from 'vitest';
import { buildPerson } from '~/features/accounts/testing';
import { requireSeat, seatFor } from './queries.server';
import { buildMember, buildPartnership } from './testing';

test('a seat tells roles in order of weight, organisation and whether the partnership is closed', async () => {
  const { person, seat } = await buildMember({ roles: 'translator:pl,translator:el,editor' });
  expect(seat).toEqual(await seatFor(person.userId, seat.partnershipId));
  expect(seat.grants).toEqual([
    { role: 'editor', language: '' },
    { role: 'translator', language: 'el' },
    { role: 'translator', language: 'pl' },
  ]);
  expect(seat.closed).toBe(false);
  const closed = await buildPartnership({ closedAt: new Date() });
  expect((await buildMember({ partnershipId: closed.id })).seat.closed).toBe(true);
});

test('a foreign partnership and one that does not exist are both 404', async () => {
  const { seat } = await buildMember();
  const stranger = await buildPerson();
  for (const id of [seat.partnershipId, 'nosuchpartnership', undefined]) {
    const answer = await requireSeat(stranger, id).catch((thrown: unknown) => thrown);
    expect(answer).toBeInstanceOf(Response);
    expect((answer as Response).status).toBe(404);
    expect(await (answer as Response).text()).toBe('');
  }
});
