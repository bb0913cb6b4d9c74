// @vitest-environment happy-dom
import type { FormHTMLAttributes } from 'react';
import { renderToString } from 'react-dom/server';
import { beforeAll, expect, test, vi } from 'vitest';
import { load } from '~/i18n/translate';
import { type FactsData, FactsForm } from './facts-form';

// Forms and links of Remix want a router around them; without JavaScript they are these.
vi.mock('@remix-run/react', () => ({
  Form: ({ children, method, noValidate }: FormHTMLAttributes<HTMLFormElement>) => (
    <form method={method} noValidate={noValidate}>
      {children}
    </form>
  ),
  Link: 'a',
  useActionData: () => undefined,
  useFormAction: () => '/',
  useLocation: () => ({ pathname: '/' }),
  useNavigation: () => ({ state: 'idle' }),
}));
beforeAll(() => Promise.all([load('en', ['ui']), load('en', ['partnerships'])]));

const facts = {
  ...{ acronym: '@test', title: 'Test', aliases: '', call: '', priority: '', projectCode: '', fundingDisclaimer: '' },
  ...{ startDate: '2024-04-01', startDateTyped: null, startDateOpen: false, endDate: null, endDateTyped: '31/04/2027', endDateOpen: true },
  ...{ totalBudgetCents: null, grantCents: null, rateBasisPoints: null, languages: ['en'], objectives: [], principal: [], secondary: [] },
  ...{ organisations: [], sources: [], updatedAt: new Date(0) },
} as unknown as FactsData;

/** The page that the server draws, as a browser without JavaScript would send it again. */
function sent(typed?: Record<string, string>): { end: string | null; endOpen: string | null; offered: boolean } {
  const refused = typed && { problems: { form: { reason: 'required' as const } }, typed };
  document.body.innerHTML = renderToString(<FactsForm facts={facts} refused={refused} />);
  const form = new FormData(document.querySelector('form') as HTMLFormElement);
  const [end, endOpen] = [form.get('end') as string | null, form.get('endOpen') as string | null];
  return { end, endOpen, offered: document.querySelector('[name=endOpen]') !== null };
}

test('the tick of "date open" stands for the text beside it, without JavaScript', () => {
  expect(sent()).toEqual({ end: '31/04/2027', endOpen: '31/04/2027', offered: true });
  // Refused for something else: the tick need not be given again.
  expect(sent({ end: '31/06/2027', endOpen: '31/06/2027' })).toEqual({ end: '31/06/2027', endOpen: '31/06/2027', offered: true });
  // Given for another text: it must be.
  expect(sent({ end: 'sooon', endOpen: '31/04/2027' })).toEqual({ end: 'sooon', endOpen: null, offered: true });
  expect(sent({ end: '31/06/2027' })).toEqual({ end: '31/06/2027', endOpen: null, offered: true });
  // An empty field keeps what was ticked.
  expect(sent({ end: '', endOpen: '31/04/2027' })).toEqual({ end: '', endOpen: '31/04/2027', offered: true });
  expect(sent({ end: '' })).toEqual({ end: '', endOpen: null, offered: true });
});
