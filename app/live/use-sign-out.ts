/** Signing out takes what this browser keeps of the account along. */
import { useEffect, useRef } from 'react';

/** Loaded when somebody signs out: the shared-text library comes with it, and most pages have no use for that. */
const accountData = () => import('./account-data');

/**
 * Watches the sign-out forms of the page: forgets the account on this device first, and asks before text that exists nowhere else
 * goes with it. Without JavaScript the form signs out as it is; nothing was kept then.
 * @param question asked with the number of changes
 */
export function useForgetAtSignOut(userId: string | null, question: (changes: number) => string): void {
  const words = useRef(question);
  words.current = question;
  useEffect(() => {
    if (!userId) return;
    const submit = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      if (new URL(form.action).pathname !== '/sign-out') return;
      event.preventDefault();
      void accountData()
        .then(({ unsavedOnDevice }) => unsavedOnDevice(userId))
        .catch(() => 0)
        .then(async (changes) => {
          if (changes > 0 && !window.confirm(words.current(changes))) return;
          await accountData()
            .then(({ forgetAccount }) => forgetAccount(userId))
            .catch(() => undefined);
          form.submit();
        });
    };
    document.addEventListener('submit', submit);
    return () => document.removeEventListener('submit', submit);
  }, [userId]);
}
