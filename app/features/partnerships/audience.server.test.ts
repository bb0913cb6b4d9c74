import { beforeEach, describe, expect, test } from 'vitest';
import { buildSession } from '~/features/accounts/testing';
import { afterCommit, db, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import type { RecordingEvents } from '../../../tests/setup/recording-events';
import { audiencesOf, listenTo, onlyTo, recheckListener, visibleTo } from './audience.server';
import { recordChange } from './changes.server';
import { buildMember, buildOrganisation, buildPartnership } from './testing';

const events = () => services().events as RecordingEvents;
beforeEach(() => void events().told.splice(0));

async function listening(partnershipId: string, roles: string, organisationId?: string) {
  const session = await buildSession();
  const { person, seat } = await buildMember({ partnershipId, roles, organisationId, person: session.person });
  const access = await listenTo(session.cookie, partnershipId);
  if (!access.ok) throw new Error(`refused: ${access.status}`);
  return { person, seat, cookie: session.cookie, ...access };
}

describe('who hears of a change', () => {
  test('is who may see it in the list', async () => {
    const { id: partnershipId } = await buildPartnership();
    const [town, club] = [await buildOrganisation({ partnershipId }), await buildOrganisation({ partnershipId })];
    const members = await Promise.all(
      ['coordinator', 'editor', 'translator:el,reviewer:el', 'observer'].flatMap((roles) =>
        [town, club].map(({ id }) => listening(partnershipId, roles, id)),
      ),
    );
    for (const organisationId of [null, town.id, club.id]) {
      const change = {
        partnershipId,
        organisationId,
        actorId: null,
        action: 'document.created',
        subjectType: 'document',
        subjectId: newId(),
      };
      await transact((tx) => recordChange(tx, change));
      const told = audiencesOf(change);
      for (const { seat, listener } of members) {
        const sees = await db().change.count({ where: { subjectId: change.subjectId, partnershipId, ...visibleTo(seat) } });
        expect(
          listener.audiences.some((audience) => told.includes(audience)),
          `${JSON.stringify(seat.grants)} ${organisationId}`,
        ).toBe(sees === 1);
      }
    }
  });

  test('that is one member’s own is this member, in this partnership', async () => {
    const { id: partnershipId } = await buildPartnership();
    const [one, other] = [await listening(partnershipId, 'coordinator'), await listening(partnershipId, 'coordinator')];
    const own = onlyTo(partnershipId, one.person.userId);
    expect([one, other].map(({ listener }) => listener.audiences.includes(own))).toEqual([true, false]);
    expect(one.listener.audiences).not.toContain(onlyTo((await buildPartnership()).id, one.person.userId));
  });

  test('nobody of another partnership', async () => {
    const here = await buildPartnership();
    const there = await listening((await buildPartnership()).id, 'coordinator');
    const told = audiencesOf({ partnershipId: here.id, organisationId: there.seat.organisationId });
    expect(there.listener.audiences.filter((audience) => told.includes(audience))).toEqual([]);
    expect(await listenTo(there.cookie, here.id)).toEqual({ ok: false, status: 404 });
    expect(await listenTo(there.cookie, 'none')).toEqual({ ok: false, status: 404 });
    expect(await listenTo(undefined, here.id)).toEqual({ ok: false, status: 401 });
  });

  test('nobody whose seat or session is gone, and others where the role is another', async () => {
    const { id: partnershipId } = await buildPartnership();
    const member = await listening(partnershipId, 'editor');
    expect(await recheckListener(member.listener)).toEqual(member.listener);
    await db().memberRole.updateMany({ where: { memberId: member.seat.memberId }, data: { role: 'coordinator' } });
    expect((await recheckListener(member.listener))?.audiences).toHaveLength(member.listener.audiences.length + 1);
    expect(await recheckListener({ ...member.listener, userId: 'somebody-else' })).toBeNull();
    await db().member.delete({ where: { id: member.seat.memberId } });
    expect(await recheckListener(member.listener)).toBeNull();
    expect(await recheckListener({ ...member.listener, sessionId: 'none' })).toBeNull();
  });
});

describe('when it is told', () => {
  const change = (partnershipId: string) => ({
    partnershipId,
    actorId: null,
    action: 'place.added',
    subjectType: 'place',
    subjectId: newId(),
  });

  test('is when it is committed, once', async () => {
    const { id } = await buildPartnership();
    await transact(async (tx) => {
      await recordChange(tx, change(id));
      expect(events().told).toEqual([]);
    });
    expect(events().told).toEqual([{ audiences: [`${id}/all`], change: { about: 'place' } }]);
  });

  test('is never when it is not', async () => {
    const { id } = await buildPartnership();
    const failing = transact(async (tx) => {
      await recordChange(tx, change(id));
      throw new Error('not so');
    });
    await expect(failing).rejects.toThrow('not so');
    expect(events().told).toEqual([]);
  });

  test('is at once where there is no transaction', () => {
    let done = false;
    afterCommit(db(), () => {
      done = true;
    });
    expect(done).toBe(true);
  });
});
