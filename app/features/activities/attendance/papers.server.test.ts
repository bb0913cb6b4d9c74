import { utimes } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { ownData } from '~/features/accounts/own-data.server';
import { type BuiltMember, buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { addDays, today } from '~/kit/dates';
import { db } from '~/kit/db.server';
import { eraseBytes } from '~/kit/erasing.server';
import { files } from '~/kit/files.server';
import { newId } from '~/kit/ids';
import { createJobRunner } from '~/kit/jobs.server';
import { services } from '~/kit/services.server';
import { removeActivity } from '../commands.server';
import { readListQuery } from '../forms.server';
import { getActivity, listActivities } from '../queries.server';
import { buildActivity } from '../testing';
import { addPaper, paperFor, removeOldPapers, removePaper } from './papers.server';
import { attendanceOf } from './queries.server';

const status = (promise: Promise<unknown>) => promise.then(() => 200).catch((error: { status?: number }) => error.status);
const NAME = 'Signatures of the ninth.pdf';
/** Another one each time: files are known by what is in them. */
const pdf = () => new TextEncoder().encode(`%PDF-1.4 ${newId()}`);
const dayIn = (days: number) => addDays(today('UTC'), days);
const noonOf = (day: string) => new Date(`${day}T12:00:00Z`);

/** A coordinator in one organisation, and an activity of another, which a facilitator there counts. */
async function begun(overrides: Record<string, string> = {}) {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const town = await buildOrganisation({ partnershipId, name: 'Town' });
  const club = await buildOrganisation({ partnershipId, name: 'Club' });
  const member = (roles: string, organisationId: string) => buildMember({ partnershipId, organisationId, roles });
  const fay = await member('facilitator', town.id);
  const id = await buildActivity(fay.seat, { coOrganisers: club.id, ...overrides });
  const add = (given: { name?: string; bytes?: Uint8Array; deleteOn?: string } = {}, who: BuiltMember = fay) =>
    addPaper(who.person, partnershipId, id, { name: NAME, bytes: pdf(), deleteOn: '', ...given });
  const papers = async ({ person }: BuiltMember = fay) => (await attendanceOf(person, partnershipId, id)).papers;
  const rows = () => db().attendancePaper.findMany({ where: { partnershipId }, orderBy: { createdAt: 'asc' } });
  /** Puts one in. */
  const put = async (given: Parameters<typeof add>[0] = {}, who = fay) => {
    expect(await add(given, who)).toEqual({ ok: true });
    const row = (await rows()).at(-1);
    if (!row) throw new Error('It is not there.');
    return row;
  };
  return { anna, fay, partnershipId, town, club, member, id, add, put, papers, rows };
}

/** As if the bytes had been put in a while ago; what waits to be erased is erased. */
async function afterAWhile(...hashes: string[]) {
  const then = new Date(Date.now() - 3600_000);
  for (const hash of hashes) await utimes(path.join(services().settings.filesDir, hash.slice(0, 2), hash), then, then);
  await db().job.updateMany({ where: { kind: eraseBytes.name, doneAt: null }, data: { runAt: then } });
  while ((await createJobRunner({ kinds: [eraseBytes], database: db, log: () => services().log }).runDue()) > 0);
}

describe('signed lists', () => {
  test('are there for those alone who count in the organisation that put them in', async () => {
    const { anna, fay, partnershipId, town, club, member, id, add, put, papers, rows } = await begun();
    const changes = () => db().change.count({ where: { partnershipId } });
    const before = await changes();
    const paper = await put();
    // Nobody hears of it.
    expect(await changes()).toBe(before);
    expect(await db().notice.count({ where: { partnershipId } })).toBe(0);
    const read = (who: BuiltMember) => paperFor(who.person, partnershipId, id, paper.id);
    const remove = (who: BuiltMember) => removePaper(who.person, partnershipId, id, paper.id);
    for (const who of [fay, await member('editor', town.id), await member('coordinator', town.id)]) {
      expect((await papers(who))?.list).toMatchObject([{ id: paper.id, name: NAME }]);
      expect(await read(who)).toMatchObject({ mime: 'application/pdf', name: NAME });
    }
    const elsewhere = await buildOrganisation({ partnershipId });
    const ed = await member('editor', club.id);
    for (const who of [
      anna,
      ed,
      await member('coordinator', club.id),
      await member('facilitator', elsewhere.id),
      await member('observer', town.id),
      await member('translator', town.id),
      await buildMember(),
    ]) {
      expect(await status(read(who))).toBe(404);
      const pages = await Promise.all([
        attendanceOf(who.person, partnershipId, id).catch(() => null),
        getActivity(who.person, partnershipId, id).catch(() => null),
        listActivities(who.seat, readListQuery(new URLSearchParams())),
        ownData(who.person),
      ]);
      expect(JSON.stringify(pages)).not.toMatch(new RegExp(`${NAME}|${paper.id}|${paper.hash}`));
      await remove(who).catch(() => undefined);
      expect(await rows()).toHaveLength(1);
    }
    // An organiser of another organisation has its own lists, and knows of no other; the others have none.
    expect(await papers(ed)).toMatchObject({ list: [], mayAdd: true });
    expect(await papers(anna)).toBeNull();
    expect(await papers(await member('observer', town.id))).toBeNull();
    for (const [who, may] of [
      [ed, true],
      [anna, false],
      [await member('observer', town.id), false],
      [await member('editor', elsewhere.id), false],
    ] as const)
      expect(await status(add({}, who))).toBe(may ? 200 : 404);
    expect((await papers())?.list).toHaveLength(1);
  });

  test('its own data tells who put one in that they did, and nothing of it', async () => {
    const { fay, put } = await begun();
    await put();
    expect((await ownData(fay.person)).attendancePapers).toEqual([{ createdAt: expect.any(Date) }]);
  });

  test('are a PDF or a picture without hidden data, each once', async () => {
    const { fay, partnershipId, id, add, put, papers } = await begun();
    const photo = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#0f5e66' } })
      .withExif({ IFD3: { GPSLatitude: '35/1' } })
      .jpeg()
      .toBuffer();
    const paper = await put({ name: 'C:\\lists\\photo.jpg', bytes: new Uint8Array(photo) });
    const kept = await paperFor(fay.person, partnershipId, id, paper.id);
    expect(kept).toMatchObject({ name: 'photo.jpg', mime: 'image/jpeg' });
    expect((await sharp(kept.bytes).metadata()).exif).toBeUndefined();
    // Put in once more, with another day.
    await add({ bytes: new Uint8Array(photo), deleteOn: dayIn(5) });
    expect((await papers())?.list).toMatchObject([{ deleteOn: dayIn(5) }]);
    expect(await add({ bytes: new TextEncoder().encode('<svg/>') })).toMatchObject({ ok: false, problems: { file: 'problem.file' } });
  });

  test('have a day in the future, and no later one than funders may ask for', async () => {
    const { partnershipId, add, papers } = await begun();
    const refusal = async (deleteOn: string) => {
      const done = await add({ deleteOn });
      return done.ok ? null : done.problems;
    };
    const latest = '2032-05-12';
    expect((await papers())?.retention).toEqual({ latest, usual: latest });
    expect(await refusal(today('UTC'))).toEqual({ deleteOn: 'problem.deleteInFuture' });
    expect(await refusal('2020-01-01')).toEqual({ deleteOn: 'problem.deleteInFuture' });
    expect(await refusal('2032-05-13')).toEqual({ deleteOn: 'problem.deleteTooLate' });
    expect(await refusal('some day')).toEqual({ deleteOn: 'problem.date' });
    expect(await refusal('2027-02-30')).toEqual({ deleteOn: 'problem.date' });
    for (const deleteOn of [dayIn(1), latest, '']) expect(await refusal(deleteOn)).toBeNull();
    expect((await papers())?.list.map((one) => one.deleteOn)).toEqual([dayIn(1), latest, latest]);
    await db().partnership.update({ where: { id: partnershipId }, data: { endDate: '2028-01-31' } });
    expect((await papers())?.retention?.latest).toBe('2033-01-31');
  });

  test('of a restricted activity are proposed to be kept for half a year, and it is said that names are dangerous', async () => {
    const { papers } = await begun({ restriction: 'minors' });
    expect(await papers()).toMatchObject({ isRestricted: true, retention: { latest: '2032-05-12', usual: '2027-11-12' } });
  });

  test('are asked for when the partnership is closed: then they are read and removed, and none is put in', async () => {
    const { fay, partnershipId, id, add, put, papers } = await begun();
    const paper = await put();
    await db().partnership.update({ where: { id: partnershipId }, data: { closedAt: new Date() } });
    expect(await papers()).toMatchObject({ list: [{ id: paper.id }], mayAdd: false });
    expect(await status(paperFor(fay.person, partnershipId, id, paper.id))).toBe(200);
    expect(await status(add())).toBe(404);
    expect(await removePaper(fay.person, partnershipId, id, paper.id)).toEqual({ ok: true });
    expect((await papers())?.list).toEqual([]);
  });
});

describe('deletion', () => {
  test('on its day nobody reads a list; the round takes it away, with its bytes', async () => {
    const { fay, partnershipId, id, put, papers, rows } = await begun();
    const [first, second] = [await put({ deleteOn: dayIn(3) }), await put({ deleteOn: dayIn(4) })];
    const day = noonOf(dayIn(3));
    expect(await status(paperFor(fay.person, partnershipId, id, first.id, noonOf(dayIn(2))))).toBe(200);
    expect(await status(paperFor(fay.person, partnershipId, id, first.id, day))).toBe(404);
    expect(await status(paperFor(fay.person, partnershipId, id, second.id, day))).toBe(200);
    await removeOldPapers(noonOf(dayIn(2)));
    expect(await rows()).toHaveLength(2);
    await removeOldPapers(day);
    expect(await rows()).toMatchObject([{ id: second.id }]);
    await afterAWhile(first.hash, second.hash);
    expect(await files().exists(first.hash)).toBe(false);
    expect(await files().exists(second.hash)).toBe(true);
    // A day that has passed counts also where no round was.
    await db().attendancePaper.update({ where: { id: second.id }, data: { deleteOn: today('UTC') } });
    expect(await status(paperFor(fay.person, partnershipId, id, second.id))).toBe(404);
    expect((await papers())?.list).toEqual([]);
  });

  test('by hand it goes at once, and its bytes when nothing else points at them', async () => {
    const { fay, partnershipId, id, club, member, put, papers } = await begun();
    const bytes = pdf();
    const ed = await member('editor', club.id);
    const [own, theirs] = [await put({ bytes }), await put({ bytes }, ed)];
    expect(own.hash).toBe(theirs.hash);
    await removePaper(fay.person, partnershipId, id, own.id);
    await removePaper(fay.person, partnershipId, id, own.id);
    expect((await papers())?.list).toEqual([]);
    await afterAWhile(own.hash);
    expect(await status(paperFor(ed.person, partnershipId, id, theirs.id))).toBe(200);
    await removePaper(ed.person, partnershipId, id, theirs.id);
    await afterAWhile(own.hash);
    expect(await files().exists(own.hash)).toBe(false);
  });

  test('bytes that were put in a moment ago wait, and go all the same', async () => {
    const { fay, partnershipId, id, put } = await begun();
    const paper = await put();
    await removePaper(fay.person, partnershipId, id, paper.id);
    await createJobRunner({ kinds: [eraseBytes], database: db, log: () => services().log }).runDue();
    expect(await files().exists(paper.hash)).toBe(true);
    await afterAWhile(paper.hash);
    expect(await files().exists(paper.hash)).toBe(false);
  });

  test('of a list that was refused when its bytes were there, none stays', async () => {
    const { add, put, rows } = await begun();
    for (let count = 0; count < 20; count += 1) await put();
    const bytes = pdf();
    expect(await add({ bytes })).toMatchObject({ ok: false, problems: { file: 'problem.tooMany' } });
    const hash = await files().put(bytes);
    const kept = await rows();
    await afterAWhile(hash, ...kept.map((one) => one.hash));
    expect(await files().exists(hash)).toBe(false);
    for (const one of kept) expect(await files().exists(one.hash)).toBe(true);
  });

  test('an activity that is removed takes none away before its day; one that is gone leaves none', async () => {
    const { fay, partnershipId, id, town, add, put, papers, rows } = await begun();
    const paper = await put();
    await removeActivity(fay.person, partnershipId, id, true);
    expect(await papers()).toMatchObject({ list: [{ id: paper.id }], mayAdd: false });
    expect(await status(add())).toBe(404);
    await db().activity.delete({ where: { id } });
    expect(await rows()).toMatchObject([{ activityId: null, organisationId: town.id }]);
    await removeOldPapers(new Date());
    expect(await rows()).toEqual([]);
    await afterAWhile(paper.hash);
    expect(await files().exists(paper.hash)).toBe(false);
  });
});
