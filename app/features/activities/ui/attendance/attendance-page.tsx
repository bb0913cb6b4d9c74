/** How many came to an activity: what was counted day by day, and a form to count, for a phone in the room. */
import { Form as PlainForm, useSearchParams } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { newId } from '~/kit/ids';
import { forgetThisPage, keepThisPage } from '~/live/offline';
import type { WaitingForm } from '~/live/waiting-forms';
import { Badge, type BadgeTone } from '~/ui/badge';
import { Button, ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import { Form, type FormAnswer, FormErrors } from '~/ui/form';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { TextInput } from '~/ui/text-input';
import { activityPath, attendancePath } from '../../activities';
import { limits, type SheetState } from '../../attendance/counts';
import { ASKED, axes } from '../../attendance/parts';
import type { AttendancePage as Page, SheetOf } from '../../attendance/queries.server';
import { buttonName } from '../button-name';
import { CountTable } from './count-table';
import { DaysCard } from './days-card';
import { PapersCard } from './papers-card';
import { type Countries, PartLists } from './part-inputs';
import { SheetForm } from './sheet-form';
import { ToldCard } from './told-card';
import { useWaiting, WaitingSheets } from './waiting-sheets';
import { useCountWords } from './words';

const TONES: Record<SheetState, BadgeTone> = { draft: 'plain', submitted: 'accent', approved: 'good', returned: 'warn' };

const KEEP_AFTER_MS = 1000;

interface PageProps extends Countries {
  page: Page;
  /** The sheet that is changed, if one is. */
  changing: SheetOf | null;
  answer: FormAnswer | null;
  updates: number;
  /** Changes when a signed list was put in; empty: none was. */
  paperSent: string;
}

export function AttendancePage({ page, changing, answer, updates, paperSent, countries }: PageProps) {
  const t = useT('activities');
  const words = useCountWords();
  const { numbers, sheets, language } = page;
  const send = `${attendancePath(page.partnershipId, page.activityId)}/send`;
  // Several forms of the page post to one action: each gets its own answer.
  const intent = answer?.values?.intent;
  const isCount = intent === 'submit' || intent === 'draft';
  const refused = isCount || intent === 'return' || intent === 'paper' ? undefined : answer?.errors?.[''];
  const begun = useNewSheet(page);
  const opened = useOpened(changing);
  const refusedCount = isCount ? answer : null;
  const [again, setAgain] = useState<WaitingForm | null>(null);
  // What was answered about a count that waits on the device, or is gone, is no answer to the next one.
  const [spent, setSpent] = useState<FormAnswer | null>(null);
  const close = (id: string) => {
    setSpent(refusedCount);
    setAgain((before) => (before?.id === id ? null : before));
  };
  const waiting = useWaiting(page, {
    ...{ path: send, sheets, refused: refusedCount },
    onKept(id) {
      close(id);
      if (id !== again?.id) begun.next();
    },
    onGone: close,
  });
  useKeptPage(page);
  const isAgain = again !== null && refusedCount?.values?.sheet === again.id;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title={t('attendance.title')}
        lead={t('attendance.lead')}
        back={{ to: activityPath(page.partnershipId, page.activityId), label: page.title, lang: language }}
        meta={<span className="font-medium text-ink">{words.numbers(numbers)}</span>}
      />
      <p role="status" className="sr-only">
        {updates > 0 ? t('page.updated') : ''}
      </p>
      <div className="grid grid-cols-1 gap-6">
        <WaitingSheets
          {...{ waiting, language }}
          path={send}
          asOf={page.asOf}
          isRestricted={page.isRestricted}
          mayCount={page.mayCount}
          onChange={setAgain}
        />
        {again && page.mayCount ? (
          <SheetForm
            key={`again-${again.id}`}
            page={page}
            ground={groundOf(again)}
            sheet={sheets.find(({ id, own }) => own && id === again.id) ?? null}
            newSheet={again.id}
            countries={countries}
            answer={isAgain ? refusedCount : answerOf(again)}
            isHeld={false}
            onSubmit={waiting.onSubmit}
          />
        ) : null}
        {refused ? (
          <Notice tone="warn" live title={refused}>
            {null}
          </Notice>
        ) : null}
        {page.isLocked ? (
          <Notice tone="info" title={t('locked')}>
            {t('locked.counts')}
          </Notice>
        ) : null}
        {page.mayCount && (again === null || again.id !== opened?.id) ? (
          <SheetForm
            key={opened?.id ?? begun.turn}
            page={page}
            sheet={opened}
            newSheet={begun.id}
            countries={countries}
            answer={isAgain || refusedCount === spent ? null : refusedCount}
            isHeld={waiting.isHeld}
            onSubmit={waiting.onSubmit}
          />
        ) : null}
        <Card title={t('attendance.sheets')} flush>
          {sheets.length > 0 ? (
            <ul className="divide-y divide-line">
              {sheets.map((sheet) => (
                <Sheet key={sheet.id} page={page} sheet={sheet} language={language} answer={answer} />
              ))}
            </ul>
          ) : (
            <p className="px-4 pt-2 pb-5 text-ink-soft sm:px-5">{t('attendance.none')}</p>
          )}
        </Card>
        {page.mayCount && page.startDate !== page.endDate ? <DaysCard page={page} /> : null}
        {page.papers ? (
          <PapersCard activity={page} papers={page.papers} answer={intent === 'paper' ? answer : null} sent={paperSent} />
        ) : null}
        <ToldCard page={page} />
      </div>
    </div>
  );
}

/** What waits on the device, as if its form had been answered. */
const answerOf = ({ fields, problem }: WaitingForm): FormAnswer => ({
  values: Object.fromEntries(fields),
  errors: problem ? { '': problem } : {},
});

/** By what it was counted: its numbers of people stand in the order of these groups, whatever they are now. */
const groundOf = ({ fields }: WaitingForm) => ({
  asks: axes.filter((axis) => fields.some(([name, value]) => name === ASKED && value === axis)),
  groups: fields.flatMap(([name, value]) => (/^group\.name\.\d+$/.test(name) ? value : [])),
});

/** The sheet that is begun here: the same while the page is told of other things; when it has arrived, or waits on this device, the next turn. */
function useNewSheet({ newSheet, sheets }: Page) {
  const [{ id, turn }, setBegun] = useState({ id: newSheet, turn: 0 });
  const next = useCallback(() => setBegun((before) => ({ id: newId(), turn: before.turn + 1 })), []);
  // A page that is kept on the device is opened many times: each time it begins another sheet, or the second count would take the place of the first.
  useEffect(() => setBegun((before) => ({ ...before, id: newId() })), []);
  if (sheets.some((sheet) => sheet.id === id)) next();
  return { id, turn, next };
}

/** The sheet that was opened, as it was then, for as long as the address names it: what is typed stays when somebody else approves it or takes it out. */
function useOpened(changing: SheetOf | null): SheetOf | null {
  const [search] = useSearchParams();
  const asked = search.get('sheet');
  const kept = useRef({ asked, changing });
  if (kept.current.asked !== asked) kept.current = { asked, changing };
  return kept.current.changing;
}

/** Keeps the page on the device, for a hall without a network; of an activity that not everybody may see, nothing. */
function useKeptPage({ userId, mayCount, isRestricted }: Page): void {
  useEffect(() => {
    if (isRestricted) forgetThisPage();
    if (isRestricted || !mayCount) return;
    // Not while the page itself still opens.
    const timer = setTimeout(() => void keepThisPage(userId).catch(() => undefined), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [userId, mayCount, isRestricted]);
}

function Sheet({ page, sheet, language, answer }: { page: Page; sheet: SheetOf; language: string; answer: FormAnswer | null }) {
  const t = useT('activities');
  const format = useFormat();
  const { id, state, counted } = sheet;
  const handed = state === 'submitted' || state === 'approved';
  const named = (deed: string) => buttonName(deed, format.date(sheet.day), sheet.organisation);
  return (
    <li className="px-4 py-3 sm:px-5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <time dateTime={sheet.day} className="font-medium">
          {format.date(sheet.day)}
        </time>
        <span lang={language} className="text-sm text-ink-soft">
          {sheet.organisation}
        </span>
        <span className="text-sm text-ink-soft">{t(`counting.${sheet.method}`)}</span>
        <Badge tone={TONES[state]}>{t(`sheet.${state}`)}</Badge>
        {counted ? <span className="text-sm font-medium">{t('participants', { count: counted.total })}</span> : null}
      </p>
      {sheet.comment ? <p className="mt-1 text-sm text-warn wrap-anywhere">{sheet.comment}</p> : null}
      {counted ? (
        <details className="mt-1">
          <summary className="cursor-pointer text-sm text-ink-soft">{t('attendance.by')}</summary>
          <div className="mt-2">
            <CountTable bands={sheet.bands} cells={counted.cells} />
            <PartLists parts={counted.parts} total={counted.total} language={language} />
            {counted.note ? <p className="text-sm whitespace-pre-line wrap-anywhere">{counted.note}</p> : null}
          </div>
        </details>
      ) : (
        <p className="mt-1 text-sm text-ink-soft">{t('attendance.ownOnly', { organisation: sheet.organisation })}</p>
      )}
      <div className="mt-2 flex flex-wrap items-end gap-2">
        {page.mayCount && sheet.own && state !== 'approved' && !(handed && page.isLocked) ? (
          <>
            <ButtonLink to={`?sheet=${id}`} preventScrollReset aria-label={named(t('attendance.edit'))}>
              {t('attendance.edit')}
            </ButtonLink>
            <Deed intent="remove" sheet={sheet} name={named(t('attendance.remove'))}>
              {t('attendance.remove')}
            </Deed>
          </>
        ) : null}
        {page.mayApprove && state === 'submitted' ? (
          <Deed intent="approve" sheet={sheet} name={named(t('attendance.approve'))}>
            {t('attendance.approve')}
          </Deed>
        ) : null}
      </div>
      {page.mayApprove && handed ? (
        <details className="mt-2" open={answer?.errors?.[`comment.${id}`] !== undefined}>
          <summary className="cursor-pointer text-sm text-ink-soft">{t('attendance.giveBack')}</summary>
          <Form answer={answer?.values?.intent === 'return' && answer.values.sheet === id ? answer : null} className="mt-2">
            <FormErrors />
            <input type="hidden" name="intent" value="return" />
            <input type="hidden" name="sheet" value={id} />
            <input type="hidden" name="seen" value={sheet.version} />
            <TextInput
              name="comment"
              label={t('attendance.why')}
              required
              maxLength={limits.comment}
              autoComplete="off"
              error={answer?.errors?.[`comment.${id}`]}
            />
            <Button type="submit" aria-label={named(t('attendance.giveBack'))}>
              {t('attendance.giveBack')}
            </Button>
          </Form>
        </details>
      ) : null}
    </li>
  );
}

interface DeedProps {
  intent: 'approve' | 'remove';
  sheet: SheetOf;
  /** The words that are seen, and which sheet it is about. */
  name: string;
  children: string;
}

function Deed({ intent, sheet, name, children }: DeedProps) {
  return (
    <PlainForm method="post">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="sheet" value={sheet.id} />
      <input type="hidden" name="seen" value={sheet.version} />
      <Button type="submit" look={intent === 'remove' ? 'plain' : 'quiet'} aria-label={name}>
        {children}
      </Button>
    </PlainForm>
  );
}
