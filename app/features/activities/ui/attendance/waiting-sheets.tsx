/** Counts that wait on this device for a network, and how they come to wait. */
import { useRevalidator } from '@remix-run/react';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { useT } from '~/i18n/react';
import { dropForm, keepForm, sendForms, type WaitingForm, waitingForms } from '~/live/waiting-forms';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';

export interface Waiting {
  forms: readonly WaitingForm[];
  /** Keeps a form that is sent while there is no network. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  drop: (id: string) => void;
}

/** @param path where counts of this activity are sent; @param title of the activity */
export function useWaiting(userId: string, path: string, title: string): Waiting {
  const [forms, setForms] = useState<readonly WaitingForm[]>([]);
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
    if (navigator.onLine) void send();
    addEventListener('online', send);
    return () => {
      gone = true;
      removeEventListener('online', send);
    };
  }, [userId, look, revalidate]);
  return {
    forms,
    onSubmit: (event) => {
      if (navigator.onLine) return;
      const pressed = (event.nativeEvent as SubmitEvent).submitter;
      const data = new FormData(event.currentTarget, pressed instanceof HTMLButtonElement ? pressed : undefined);
      const fields = [...data].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
      const kept = keepForm(userId, { id: String(data.get('sheet')), path, fields, title, problem: '' });
      // Else the form is sent, fails, and keeps what was typed as any form does.
      if (kept) event.preventDefault();
      look();
    },
    drop: (id) => {
      dropForm(userId, id);
      look();
    },
  };
}

export function WaitingSheets({ waiting, language }: { waiting: Waiting; language: string }) {
  const t = useT('activities');
  const { forms, drop } = waiting;
  if (forms.length === 0) return null;
  return (
    <Notice tone="warn" live title={t('waiting.title', { count: forms.length })}>
      <p>{t('waiting.text')}</p>
      <ul className="mt-2">
        {forms.map(({ id, title, problem }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3">
            <span lang={language} className="wrap-anywhere">
              {title}
            </span>
            {problem ? (
              <>
                <span className="text-danger">{problem}</span>
                <Button look="plain" onClick={() => drop(id)}>
                  {t('attendance.remove')}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
