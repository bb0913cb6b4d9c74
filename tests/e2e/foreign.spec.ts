/**
 * What is not yours looks exactly like what does not exist: every address of the site that names something, asked by a
 * signed-in stranger with the id of something real and with an invented one.
 */
import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { newId } from '../../app/kit/ids';
import { documentRoom } from '../../app/live/wire';
import { expect, test } from './fixtures';
import { type Koinon, root } from './koinon';
import { automaticCopy, makeNotice, makeReport, type Seated, seat } from './seats';

/** The addresses as the files name them: `p.$partnership.members._index.tsx` is `/p/:partnership/members`, `rooms.$.ts` is `/rooms/:room`. */
function addresses(): string[] {
  return readdirSync(`${root}/app/routes`)
    .map((file) => file.replace(/\.tsx?$/, ''))
    .filter((name) => name.includes('$') && name !== '$')
    .map((name) =>
      name
        .split('.')
        .filter((part) => part !== '_index')
        .map((part) => (part === '$' ? ':room' : part.replace(/_$/, '').replace(/^\$/, ':')))
        .join('/'),
    )
    .map((path) => `/${path}`);
}

type Ids = Record<string, string>;
/** Plans are taken along in formats of their own. */
const at = (address: string, ids: Ids) =>
  address
    .replace('/plan/files/:format', '/plan/files/csv')
    .replace('/reports/:report/:format', '/reports/:report/docx')
    .replace(/:(\w+)/g, (_, name: string) => ids[name] ?? name);

const headersOf = (koinon: Koinon, { cookie }: Seated) => ({ Cookie: `${cookie.name}=${cookie.value}`, Origin: koinon.url });

async function ask(koinon: Koinon, person: Seated, method: 'GET' | 'POST', address: string, ids: Ids) {
  // As a picture of another document is asked for.
  const picture = { document: ids.document ?? '', hash: ids.hash ?? '' };
  const answer = await fetch(koinon.url + at(address, ids), {
    method,
    redirect: 'manual',
    headers: headersOf(koinon, person),
    body: method === 'POST' ? new URLSearchParams({ intent: 'remove', id: ids.member ?? '', title: 'Taken over', ...picture }) : undefined,
  });
  // Not the words among them: "en" may stand within an id.
  const names = Object.values(ids).filter((id) => id.length > 20);
  const withoutIds = (text: string) => names.reduce((rest, id) => rest.replaceAll(id, 'ID'), text);
  const to = withoutIds(answer.headers.get('location') ?? '');
  const body = withoutIds(await answer.text());
  return { status: answer.status, to, body: body.replaceAll(/nonce="[^"]*"|"nonce":"[^"]*"/g, '') };
}

/** Somebody else's partnership with a member, a notice, and a document that has an automatic copy and a picture, as their ids. */
async function foreignThings(koinon: Koinon, owner: Seated): Promise<Ids> {
  const sent = { method: 'POST', redirect: 'manual', headers: headersOf(koinon, owner) } as const;
  const body = new URLSearchParams({ title: 'Private', template: 'blank', language: 'en' });
  const made = await fetch(`${koinon.url}/p/${owner.partnershipId}/documents/new`, { ...sent, body });
  const [, document = ''] = made.headers.get('location')?.match(/documents\/([^/]+)/) ?? [];
  expect(document).not.toBe('');
  const file = new FormData();
  const photo = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#0f5e66' } })
    .jpeg()
    .toBuffer();
  file.set('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
  const kept = await fetch(`${koinon.url}/files/${document}`, { ...sent, body: file });
  expect(kept.status).toBe(201);
  const hash = ((await kept.json()) as { src: string }).src.split('/').at(-1) ?? '';
  const planned = await fetch(`${koinon.url}/p/${owner.partnershipId}/activities/new?type=consultation`, {
    ...sent,
    body: new URLSearchParams({
      title: 'Private',
      organisationId: owner.organisationId,
      startDate: '12/5/2027',
      zone: 'Asia/Nicosia',
      format: 'online',
    }),
  });
  const activity = planned.headers.get('location')?.split('/').at(-1) ?? '';
  expect(planned.status).toBe(302);
  const measured = await fetch(`${koinon.url}/p/${owner.partnershipId}/indicators/new`, {
    ...sent,
    body: new URLSearchParams({ intent: 'save', text: 'Private', level: 'output', unit: 'places', rule: 'none' }),
  });
  const indicator = measured.headers.get('location')?.split('/').at(-1) ?? '';
  expect(measured.status).toBe(302);
  const expense = newId();
  const spent = await fetch(`${koinon.url}/p/${owner.partnershipId}/budget/expenses`, {
    ...sent,
    body: new URLSearchParams({
      ...{ id: expense, organisationId: owner.organisationId, category: 'B', description: 'Private', cents: '12', day: '12/5/2027' },
    }),
  });
  expect(spent.status).toBe(302);
  const evidence = new FormData();
  evidence.set('intent', 'file');
  evidence.set('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
  const address = `${koinon.url}/p/${owner.partnershipId}/budget/expenses/${expense}`;
  expect((await fetch(`${address}?index`, { ...sent, body: evidence })).status).toBe(302);
  const page = await (await fetch(address, { headers: sent.headers })).text();
  const evidenceId = page.match(/evidence\/(\w+)/)?.[1] ?? '';
  expect(evidenceId).not.toBe('');
  const signed = new FormData();
  signed.set('intent', 'paper');
  signed.set('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'list.jpg');
  const attendance = `${koinon.url}/p/${owner.partnershipId}/activities/${activity}/attendance`;
  expect((await fetch(attendance, { ...sent, body: signed })).status).toBe(302);
  const paper = (await (await fetch(attendance, { headers: sent.headers })).text()).match(/papers\/(\w+)/)?.[1] ?? '';
  expect(paper).not.toBe('');
  const copy = automaticCopy(koinon, owner, document, 'What was there an hour ago.');
  const notice = makeNotice(koinon, owner);
  const report = makeReport(koinon, owner);
  return {
    partnership: owner.partnershipId,
    document,
    member: owner.memberId,
    copy,
    hash,
    notice,
    activity,
    indicator,
    expense,
    file: evidenceId,
    report,
    paper,
    room: documentRoom(document, 'en'),
  };
}

test('a stranger cannot tell what exists, at any address, reading or writing', async ({ koinon }) => {
  test.slow();
  const stranger = seat(koinon, { name: 'Stella Beispiel' });
  const owner = seat(koinon, { name: 'Olga Beispiel' });
  // A link's secret opens for whoever holds it, so there is no foreign one.
  const same = { language: 'en', format: 'html', token: 'A'.repeat(43) };
  const real = { ...same, ...(await foreignThings(koinon, owner)) };
  const none = newId();
  const invented = {
    ...same,
    ...{
      partnership: newId(),
      document: none,
      member: newId(),
      copy: newId(),
      notice: newId(),
      activity: newId(),
      indicator: newId(),
      expense: newId(),
      file: newId(),
      report: newId(),
      paper: newId(),
      hash: 'a'.repeat(64),
      room: documentRoom(none, 'en'),
    },
  };
  // A stranger's own partnership with the things of another one inside: the id alone must open nothing.
  const mixed = [
    { ...real, partnership: stranger.partnershipId },
    { ...invented, partnership: stranger.partnershipId },
  ] as const;
  const all = addresses();
  expect(all.length).toBeGreaterThan(20);
  for (const address of all)
    for (const method of ['GET', 'POST'] as const) {
      const told = `${method} ${address}`;
      expect(await ask(koinon, stranger, method, address, real), told).toEqual(await ask(koinon, stranger, method, address, invented));
      if (/:(document|member|notice)/.test(address))
        expect(await ask(koinon, stranger, method, address, mixed[0]), told).toEqual(
          await ask(koinon, stranger, method, address, mixed[1]),
        );
    }
  const statuses = await Promise.all(all.filter((a) => a.startsWith('/p/')).map((address) => ask(koinon, stranger, 'GET', address, real)));
  expect([...new Set(statuses.map(({ status }) => status))]).toEqual([404]);
  // It was all there to be found, and is still: its owner finds it, but for the address that only takes pictures in.
  for (const address of all.filter((a) => /:(partnership|hash|room)/.test(a)))
    expect((await ask(koinon, owner, 'GET', address, real)).status, address).toBeLessThan(400);
});

test('control characters in an address lead nowhere, as any unknown address does', async ({ koinon }) => {
  const person = seat(koinon);
  for (const address of addresses()) {
    const nul = Object.fromEntries([...address.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, '%00']));
    const answer = await ask(koinon, person, 'GET', address, nul);
    expect([302, 404], address).toContain(answer.status);
  }
  const search = await fetch(`${koinon.url}/p/${person.partnershipId}/documents?q=%00`, {
    headers: { Cookie: `${person.cookie.name}=${person.cookie.value}` },
  });
  expect(search.status).toBe(200);
});
