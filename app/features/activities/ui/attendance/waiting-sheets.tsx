/** Counts that wait on this device for a network, and how they come to wait. */
import { useRevalidator } from '@remix-run/react';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { SENT } from '~/live/use-waiting-forms';
import { dropForm, keepForm, type WaitingForm, waitingForms } from '~/live/waiting-forms';
import { Button } from '~/ui/button';
import type { FormAnswer } from '~/ui/form';
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
  onKept: () => void;
}

export function useWaiting({ userId, title, isRestricted }: Activity, { path, sheets, refused, onKept }: Counted): Waiting {
  const [forms, setForms] = useState<readonly WaitingForm[]>([]);
  const [isOffline, setOffline] = useState(false);
  const [isHeld, setHeld] = useState(false);
  const { revalidate } = useRevalidator();
  /** On its way, with the version that it was made from; kept meanwhile, for a network may lead nowhere. */
  const sent = useRef<{ id: string; seen: string; before: FormAnswer | null } | null>(null);
  const look = useCallback(() => setForms(waitingForms(userId).filter(({ id }) => id !== sent.current?.id)), [userId]);
  useEffect(() => {
    const told = () => {
      setOffline(!navigator.onLine);
      if (navigator.onLine) setHeld(false);
    };
    const onSent = (event: Event) => {
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
  }, [look, revalidate]);
  useEffect(() => {
    const { current } = sent;
    if (!current) return;
    const hasArrived = sheets.some(({ id, version }) => id === current.id && String(version) !== current.seen);
    const isRefused = refused !== current.before && [refused?.values?.sheet].flat()[0] === current.id;
    if (!hasArrived && !isRefused) return;
    sent.current = null;
    dropForm(userId, current.id);
  }, [userId, sheets, refused]);
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
      const kept = keepForm(userId, { id, path, fields, title, problem: '' });
      if (navigator.onLine && kept) sent.current = { id, seen: String(data.get('seen')), before: refused };
      // Where nothing could be kept the form is sent, fails, and keeps what was typed as any form does.
      if (navigator.onLine || !kept) return;
      event.preventDefault();
      look();
      onKept();
    },
    drop: (id) => {
      dropForm(userId, id);
      look();
    },
  };
}

interface SheetsProps {
  waiting: Waiting;
  language: string;
  /** When the page was read: without a network it may be a copy. */
  asOf: Date;
  isRestricted: boolean;
}

export function WaitingSheets({ waiting, language, asOf, isRestricted }: SheetsProps) {
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
          <p>{t('waiting.text')}</p>
          <ul className="mt-2">
            {forms.map(({ id, title, fields, problem }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-3">
                <span className="wrap-anywhere">
                  <span lang={language}>{title}</span>, {dayOf(fields)}, {t('participants', { count: typedSums(fields).total })}
                </span>
                {problem ? <span className="text-danger">{problem}</span> : null}
                <Button look="plain" aria-label={buttonName(t('attendance.remove'), title, dayOf(fields))} onClick={() => drop(id)}>
                  {t('attendance.remove')}
                </Button>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );

  function dayOf(fields: WaitingForm['fields']): string {
    const [, day = ''] = fields.find(([name]) => name === 'day') ?? [];
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? format.date(day) : day;
  }
}
