/** Counts that wait on this device for a network, and how they come to wait. */
import { useLocation, useRevalidator } from '@remix-run/react';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { SENT } from '~/live/use-waiting-forms';
import { dropForm, keepForm, type WaitingForm, waitingForms } from '~/live/waiting-forms';
import { Button } from '~/ui/button';
import type { FormAnswer } from '~/ui/form';
import { Link } from '~/ui/link';
import { Notice } from '~/ui/notice';
import { typedSums } from '../../attendance/parts';
import type { AttendancePage } from '../../attendance/queries.server';
import { buttonName } from '../button-name';

const EVENTS = ['online', 'offline'] as const;

export interface Waiting {
  forms: readonly WaitingForm[];
  isOffline: boolean;
  /** It was sent without a network, and nothing of this activity is kept: it is still in the form. */
  isHeld: boolean;
  /** Keeps what is sent until it has arrived. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  drop: (id: string) => void;
}

type Activity = Pick<AttendancePage, 'userId' | 'title' | 'isRestricted'>;

interface Counted {
  /** Where counts of this activity are sent. */
  path: string;
  /** The sheets that are there, with the version of each. */
  sheets: readonly { id: string; version: number }[];
  /** What a form was answered that is to be mended: it is on the screen. */
  refused: FormAnswer | null;
  /** It waits on the device: another count can be begun. */
  onKept: (id: string) => void;
  /** It has arrived, or was taken back. */
  onGone: (id: string) => void;
}

export function useWaiting({ userId, title, isRestricted }: Activity, { path, sheets, refused, onKept, onGone }: Counted): Waiting {
  const [forms, setForms] = useState<readonly WaitingForm[]>([]);
  const [isOffline, setOffline] = useState(false);
  const [isHeld, setHeld] = useState(false);
  const { revalidate } = useRevalidator();
  const { key } = useLocation();
  /** On its way, with the version that it was made from; kept meanwhile, for a network may lead nowhere. */
  const sent = useRef<{ id: string; seen: string; key: string; waited: boolean; before: FormAnswer | null } | null>(null);
  const look = useCallback(() => setForms(waitingForms(userId).filter(({ id }) => id !== sent.current?.id)), [userId]);
  useEffect(() => {
    const told = () => {
      setOffline(!navigator.onLine);
      if (navigator.onLine) setHeld(false);
    };
    const onSent = (event: Event) => {
      // Sent from here it came to nothing: what was kept of it was sent since.
      const form = waitingForms(userId).find(({ id }) => id === sent.current?.id);
      if (form?.problem !== '') sent.current = null;
      look();
      if ((event as CustomEvent<number>).detail > 0) revalidate();
    };
    look();
    told();
    for (const event of EVENTS) addEventListener(event, told);
    addEventListener(SENT, onSent);
    return () => {
      for (const event of EVENTS) removeEventListener(event, told);
      removeEventListener(SENT, onSent);
    };
  }, [userId, look, revalidate]);
  const gone = useRef(onGone);
  gone.current = onGone;
  useEffect(() => {
    const { current } = sent;
    if (!current) return;
    const isRefused = refused !== current.before && [refused?.values?.sheet].flat()[0] === current.id;
    // What is taken leads on; a colleague's version alone says nothing of this one.
    const isElsewhere = key !== current.key && !isRefused;
    const hasArrived = isElsewhere && sheets.some(({ id, version }) => id === current.id && String(version) !== current.seen);
    if (!hasArrived && !isRefused) return;
    sent.current = null;
    const form = waitingForms(userId).find(({ id }) => id === current.id);
    // One that waited before is opened for a moment, to be mended.
    if (!hasArrived && current.waited && form) keepForm(userId, { ...form, problem: Object.values(refused?.errors ?? {}).join(' ') });
    else dropForm(userId, current.id);
    look();
    if (hasArrived) gone.current(current.id);
  }, [userId, sheets, refused, key, look]);
  return {
    forms,
    isOffline,
    isHeld,
    onSubmit: (event) => {
      // A phone that is lost or lent would tell who came together where nobody may know.
      if (isRestricted) {
        if (navigator.onLine) return;
        event.preventDefault();
        setHeld(true);
        return;
      }
      const pressed = (event.nativeEvent as SubmitEvent).submitter;
      const data = new FormData(event.currentTarget, pressed instanceof HTMLButtonElement ? pressed : undefined);
      const fields = [...data].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
      const id = String(data.get('sheet'));
      const waited = waitingForms(userId).some((form) => form.id === id);
      const kept = keepForm(userId, { id, path, fields, title, problem: '' });
      event.currentTarget.toggleAttribute('data-kept', kept);
      if (navigator.onLine && kept) sent.current = { id, seen: String(data.get('seen')), key, waited, before: refused };
      // Where nothing could be kept the form is sent, fails, and keeps what was typed as any form does.
      if (navigator.onLine || !kept) return;
      event.preventDefault();
      look();
      onKept(id);
    },
    drop: (id) => {
      dropForm(userId, id);
      look();
      onGone(id);
    },
  };
}

interface SheetsProps {
  waiting: Waiting;
  /** Where counts of this activity are sent. */
  path: string;
  language: string;
  /** When the page was read: without a network it may be a copy. */
  asOf: Date;
  isRestricted: boolean;
  mayCount: boolean;
  /** One of this activity is opened, to be mended. */
  onChange: (form: WaitingForm) => void;
}

export function WaitingSheets({ waiting, path, language, asOf, isRestricted, mayCount, onChange }: SheetsProps) {
  const t = useT('activities');
  const format = useFormat();
  const { forms, isOffline, drop } = waiting;
  const notice = useRef<HTMLDivElement>(null);
  const count = forms.length;
  const before = useRef(count);
  useEffect(() => {
    // What was pressed is gone with the form: the next thing to read is that it waits.
    if (count > before.current && document.activeElement === document.body) notice.current?.focus();
    before.current = count;
  }, [count]);
  if (count === 0 && !isOffline) return null;
  return (
    <div ref={notice} tabIndex={-1} className="grid gap-3">
      {isOffline ? (
        <Notice tone="info" live title={t('waiting.offline')}>
          {isRestricted ? t('waiting.restricted') : t('waiting.asOf', { when: format.dateTime(asOf) })}
        </Notice>
      ) : null}
      {count > 0 ? (
        <Notice tone="warn" live title={t('waiting.title', { count })}>
          {forms.some(({ problem }) => !problem) ? <p>{t('waiting.text')}</p> : null}
          {forms.some(({ problem }) => problem) ? <p>{t('waiting.refused')}</p> : null}
          <ul className="mt-2">
            {forms.map((form) => (
              <li key={form.id} className="flex flex-wrap items-center gap-x-3">
                <span className="wrap-anywhere">
                  <Title form={form} path={path} language={language} />, {dayOf(form)},{' '}
                  {t('participants', { count: typedSums(form.fields).total })}
                </span>
                {form.problem ? <span className="text-danger">{form.problem}</span> : null}
                {form.path === path && mayCount ? (
                  <Button
                    look="plain"
                    aria-label={buttonName(t('attendance.edit'), form.title, dayOf(form))}
                    onClick={() => onChange(form)}
                  >
                    {t('attendance.edit')}
                  </Button>
                ) : null}
                <Button look="plain" aria-label={buttonName(t('attendance.remove'), form.title, dayOf(form))} onClick={() => drop(form.id)}>
                  {t('attendance.remove')}
                </Button>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );

  function dayOf({ fields }: WaitingForm): string {
    const [, day = ''] = fields.find(([name]) => name === 'day') ?? [];
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? format.date(day) : day;
  }
}

/** One of another activity is mended on the page of that one. */
function Title({ form: { title, path: own }, path, language }: { form: WaitingForm; path: string; language: string }) {
  const name = <span lang={language}>{title}</span>;
  return own === path ? name : <Link to={own.replace(/\/send$/, '')}>{name}</Link>;
}
