/** Activities that were held, made as a form makes them. */
import { expect, type Page } from './fixtures';
import type { Koinon } from './koinon';
import type { Seated } from './seats';

/** A workshop of today that the person's organisation holds. @returns its path */
export async function held(page: Page, koinon: Koinon, person: Seated, more: Record<string, string> = {}): Promise<string> {
  const headers = { Origin: koinon.url };
  const answer = await page.request.post(`${koinon.url}/p/${person.partnershipId}/activities/new?type=workshop`, {
    form: {
      title: 'Rainbow workshop',
      organisationId: person.organisationId,
      startDate: new Date().toLocaleDateString('sv', { timeZone: 'Asia/Nicosia' }),
      zone: 'Asia/Nicosia',
      format: 'inPerson',
      ...more,
    },
    headers,
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(302);
  const path = answer.headers().location ?? '';
  await page.request.post(`${koinon.url}${path}`, { form: { intent: 'state', state: 'held' }, headers, maxRedirects: 0 });
  return path;
}
