/** Counts that wait on this device for a network, and how they come to wait. */
import { useRevalidator } from '@remix-run/react';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { dropForm, keepForm, sendForms, type WaitingForm, waitingForms } from '~/live/waiting-forms';
import { Button } from '~/ui/button';
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
  /** Keeps a form that is sent while there is no network. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  drop: (id: string) => void;
}

type Activity = Pick<AttendancePage, 'userId' | 'title' | 'isRestricted'>;

/** @param path where counts of this activity are sent; @param onKept another count can be begun */
export function useWaiting({ userId, title, isRestricted }: Activity, path: string, onKept: () => void): Waiting {
  const [forms, setForms] = useState<readonly WaitingForm[]>([]);
  const [isOffline, setOffline] = useState(false);
  const [isHeld, setHeld] = useState(false);
  const { revalidate } = useRevalidator();
  const look = useCallback(() => setForms(waitingForms(userId)), [userId]);
  useEffect(() => {
    let gone = false;
    const send = async () => {
      const arrived = await sendForms(userId);
      if (gone) return;
      look();
      if (arrived > 0) revalidate();
    };
    look();
    const told = () => {
      setOffline(!navigator.onLine);
      if (!navigator.onLine) return;
      setHeld(false);
      void send();
    };
    told();
    for (const event of EVENTS) addEventListener(event, told);
    return () => {
      gone = true;
      for (const event of EVENTS) removeEventListener(event, told);
    };
  }, [userId, look, revalidate]);
  return {
    forms,
    isOffline,
    isHeld,
    onSubmit: (event) => {
      if (navigator.onLine) return;
      // A phone that is lost or lent would tell who came together where nobody may know.
      if (isRestricted) {
        event.preventDefault();
        setHeld(true);
        return;
      }
      const pressed = (event.nativeEvent as SubmitEvent).submitter;
      const data = new FormData(event.currentTarget, pressed instanceof HTMLButtonElement ? pressed : undefined);
      const fields = [...data].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
      const kept = keepForm(userId, { id: String(data.get('sheet')), path, fields, title, problem: '' });
      // Else the form is sent, fails, and keeps what was typed as any form does.
      if (!kept) return;
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
