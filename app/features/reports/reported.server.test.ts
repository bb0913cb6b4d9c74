/** What the activities of a locked period name stays, where it is kept with the facts of the partnership. */
import { expect, test } from 'vitest';
import { buildActivity } from '~/features/activities/testing';
import { removePlace } from '~/features/partnerships/commands.server';
import { factsVersion, storedAsFacts } from '~/features/partnerships/facts';
import { saveFacts } from '~/features/partnerships/facts.server';
import { getFacts } from '~/features/partnerships/queries.server';
import { buildMember } from '~/features/partnerships/testing';
import { lockedDays } from '~/features/plan/period-rows.server';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';

/** A coordinator; target groups and places, of which an activity of May 2026 names the first ones; the first half of 2026 is a period. */
async function begun() {
  const { seat, person } = await buildMember();
  const { partnershipId } = seat;
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-01-01' } });
  const groups = ['Women', 'Youth', 'Elders'].map((name, position) => ({ id: newId(), partnershipId, position, name, rank: 'principal' }));
  const places = ['Alzira', 'Nicosia'].map((name) => ({ id: newId(), partnershipId, name, country: 'ES', kind: 'municipality' }));
  await db().targetGroup.createMany({ data: groups });
  await db().place.createMany({ data: places });
  const [group, place] = [groups[0]?.id ?? '', places[0]?.id ?? ''];
  const activity = await buildActivity(seat, { startDate: '12/5/2026', placeId: place, targetGroups: [group] });
  await db().reportingPeriod.create({ data: { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 6 } });
  const lock = (lockedAt: Date | null) => db().reportingPeriod.updateMany({ where: { partnershipId }, data: { lockedAt } });
  const say = async (...principal: string[]) => {
    const stored = await getFacts(seat);
    return saveFacts(person, partnershipId, { ...storedAsFacts(stored), principal }, factsVersion(stored), lockedDays);
  };
  const named = async () => {
    const row = await db().activity.findUniqueOrThrow({
      where: { id: activity },
      select: { place: { select: { name: true } }, targetGroups: { select: { targetGroup: { select: { name: true } } } } },
    });
    return [row.place?.name ?? null, ...row.targetGroups.map(({ targetGroup }) => targetGroup.name)];
  };
  return { person, partnershipId, places, lock, say, named };
}

test('a target group that is renamed keeps its activities; one that is reported on is not taken out', async () => {
  const { lock, say, named } = await begun();
  expect(await say('Women and girls', 'Youth', 'Elders')).toEqual({ ok: true });
  expect(await named()).toEqual(['Alzira', 'Women and girls']);
  await lock(new Date());
  const refused = (name: string) => ({ ok: false, field: 'principal', problem: { reason: 'group-reported', name } });
  expect(await say('Youth', 'Elders')).toEqual(refused('Women and girls'));
  // Two went and one came: it may be the one or the other.
  expect(await say('Girls', 'Elders')).toEqual(refused('Women and girls'));
  expect(await named()).toEqual(['Alzira', 'Women and girls']);
  // Others are not named, and it may be called otherwise.
  expect(await say('Women and girls', 'Youth')).toEqual({ ok: true });
  expect(await say('Girls', 'Youth', 'Children')).toEqual({ ok: true });
  expect(await named()).toEqual(['Alzira', 'Girls']);
  await lock(null);
  expect(await say('Youth', 'Children')).toEqual({ ok: true });
  expect(await named()).toEqual(['Alzira']);
});

test('a place that is reported on is not removed', async () => {
  const { person, partnershipId, places, lock, named } = await begun();
  const remove = (at: number) => removePlace(person, partnershipId, places[at]?.id ?? '', lockedDays);
  await lock(new Date());
  expect(await remove(0)).toEqual({ ok: false, field: 'form', problem: { reason: 'place-reported' } });
  expect(await named()).toEqual(['Alzira', 'Women']);
  expect(await remove(1)).toEqual({ ok: true });
  await lock(null);
  expect(await remove(0)).toEqual({ ok: true });
  expect(await named()).toEqual([null, 'Women']);
});
