import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import { expect, test } from 'vitest';
import { signInAs } from '~/features/accounts/session.server';
import { listenTo } from '~/features/partnerships/audience.server';
import { type BuiltMember, buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { loader as partnership } from '~/routes/p.$partnership._index';
import { loader as activities } from '~/routes/p.$partnership.activities._index';
import { loader as budget } from '~/routes/p.$partnership.budget._index';
import { loader as expenses } from '~/routes/p.$partnership.budget.expenses._index';
import { loader as documents } from '~/routes/p.$partnership.documents._index';
import { loader as indicators } from '~/routes/p.$partnership.indicators._index';
import type { RecordingEvents } from '../../../tests/setup/recording-events';
import { removeLine, saveEffort, saveLine, setRules } from './commands.server';
import { addEvidence, decideExpense, removeEvidence, saveExpense } from './expenses.server';
import type { LineForm } from './forms.server';
import { getExpense } from './queries.server';

const cookieOf = ({ person }: BuiltMember) => signInAs(person.userId, new Request('http://koinon.test'), 'http://koinon.test');
const pdf = new TextEncoder().encode('%PDF-1.4 invoice');

async function begun() {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const editorOf = async (name: string) => {
    const { id } = await buildOrganisation({ partnershipId, name });
    return buildMember({ partnershipId, organisationId: id, roles: 'editor' });
  };
  const [ed, eva] = [await editorOf('Alzira'), await editorOf('Berlin')];
  const { organisationId } = ed.seat;
  const line: LineForm = {
    ...{ id: newId(), organisationId, workPackageId: '', category: 'B', description: 'Interpreters of the shelter', cents: 777_31n },
    seen: 0,
  };
  return { anna, partnershipId, ed, eva, line, expense: { ...line, id: newId(), day: '2026-03-10' } };
}

test('the open page of a partner hears of nothing that is done with the costs of another organisation', async () => {
  const { anna, partnershipId, ed, eva, line, expense } = await begun();
  const item = { kind: 'workPackage', title: 'Listen', titleFolded: 'listen', status: 'todo', hash: '', content: '{}' };
  await db().planItem.create({ data: { ...item, partnershipId, id: 'wp1', code: 'WP1' } });
  const { told } = services().events as RecordingEvents;
  const audiences = async (who: BuiltMember) => {
    const access = await listenTo(await cookieOf(who), partnershipId);
    return access.ok ? access.listener.audiences : [];
  };
  const pages = { ed: await audiences(ed), anna: await audiences(anna), eva: await audiences(eva) };
  /** What each of the three pages is told while something is done. */
  const heard = async (done: Promise<unknown>) => {
    told.splice(0);
    const outcome = await done;
    if (outcome) expect(outcome).toEqual({ ok: true });
    const tellings = (own: string[]) =>
      told.filter(({ audiences }) => audiences.some((one) => own.includes(one))).map(({ change }) => change);
    return { ed: tellings(pages.ed), anna: tellings(pages.anna), eva: tellings(pages.eva) };
  };
  const decide = (who: BuiltMember, deed: 'submit' | 'take-back' | 'approve' | 'return' | 'remove', seen: number, evidence = '') =>
    decideExpense(who.person, partnershipId, deed, { id: expense.id, seen, reason: 'Mend it', evidence });
  const page = async () => (await getExpense(ed.person, partnershipId, expense.id)).expense;
  const cells = [{ workPackageId: 'wp1', hundredths: 137, seen: 0 }];
  const { organisationId } = ed.seat;
  const deeds = [
    () => saveLine(ed.person, partnershipId, line),
    () => saveLine(ed.person, partnershipId, { ...line, cents: 5n, seen: 1 }),
    () => removeLine(ed.person, partnershipId, { id: line.id, seen: 2 }),
    () => saveExpense(ed.person, partnershipId, expense),
    () => saveExpense(ed.person, partnershipId, { ...expense, cents: 5n, seen: 1 }),
    () => addEvidence(ed.person, partnershipId, expense.id, { name: 'a.pdf', bytes: pdf }),
    async () => removeEvidence(ed.person, partnershipId, expense.id, (await page()).evidence),
    () => decide(ed, 'submit', 2),
    () => decide(ed, 'take-back', 3),
    () => decide(ed, 'submit', 4),
    () => decide(anna, 'approve', 5),
    () => decide(anna, 'return', 6),
    () => decide(ed, 'remove', 7),
    () => saveEffort(ed.person, partnershipId, { organisationId, month: '2026-03', cells }),
  ];
  const change = [{ about: 'budget' }];
  for (const deed of deeds) expect(await heard(deed()), String(deed)).toEqual({ ed: change, anna: change, eva: [] });
  // What everybody has anyway: the plan of the agreement, and how costs are reckoned. Not whose, and no number.
  const open = [
    () => saveEffort(anna.person, partnershipId, { organisationId, month: null, cells }),
    () => setRules(anna.person, partnershipId, { indirectBasisPoints: 500, exempt: [] }),
  ];
  for (const deed of open) expect(await heard(deed()), String(deed)).toEqual({ ed: change, anna: change, eva: change });
  const news = await db().change.findMany({ where: { partnershipId, organisationId: null, subjectType: 'budget' } });
  expect(news.map(({ action, subjectId, subjectTitle }) => ({ action, subjectId, subjectTitle }))).toEqual(
    ['effort.planned', 'budget.rules-changed'].map((action) => ({ action, subjectId: partnershipId, subjectTitle: '' })),
  );
});

test('no search finds the costs of another organisation', async () => {
  const { partnershipId, ed, eva, line, expense } = await begun();
  await saveLine(ed.person, partnershipId, line);
  await saveExpense(ed.person, partnershipId, expense);
  const found = async (who: BuiltMember, loader: (args: LoaderFunctionArgs) => Promise<unknown>, q: string) => {
    const url = `http://koinon.test/p/${partnershipId}?${new URLSearchParams({ q, of: ed.seat.organisationId })}`;
    const request = new Request(url, { headers: { cookie: await cookieOf(who) } });
    const answer = await loader({ request, params: { partnership: partnershipId }, context: {} as AppLoadContext });
    return JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
  };
  const loaders = { partnership, activities, documents, indicators, budget, expenses };
  for (const [name, loader] of Object.entries(loaders))
    for (const q of ['Interpreters', '777']) {
      const answer = await found(eva, loader, q);
      for (const secret of ['of the shelter', '77731', line.id, expense.id]) expect(answer, `${name} ${q}`).not.toContain(secret);
    }
  // The pages that have them tell them to those who may see them.
  expect(await found(ed, budget, 'Interpreters')).toContain('of the shelter');
  expect(await found(ed, expenses, 'Interpreters')).toContain('of the shelter');
  // Elsewhere nobody finds them, their own organisation neither.
  for (const loader of [activities, documents, indicators]) expect(await found(ed, loader, 'Interpreters')).not.toContain('of the shelter');
});
