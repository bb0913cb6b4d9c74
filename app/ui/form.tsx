/**
 * `<Form answer={useFormAnswer()}>` holds fields; it posts to the page's action, with or without JavaScript.
 *
 * The action redirects after success, else it answers `json(answer, { status: 400 })` with a `FormAnswer`: one sentence per wrong
 * field, in the reader's language, and what was typed. Fields find their error and their typed value by `name`:
 *
 *     <Form method="post" answer={useFormAnswer<typeof action>()}>
 *       <FormErrors />
 *       <TextInput name="title" label={t('title')} required />
 *       <SubmitButton>{t('save')}</SubmitButton>
 *     </Form>
 *
 * The browser's own messages are off (`noValidate`): they speak the browser's language, ours the reader's.
 * With several forms on a page, give the answer only to the form that was sent.
 */
import { Form as RemixForm, type FormProps as RemixFormProps, useFormAction, useLocation, useNavigation } from '@remix-run/react';
import { createContext, type FormEvent, Fragment, type ReactNode, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { useBrowserLayoutEffect } from './browser-layout-effect';
import { Button, type ButtonProps } from './button';
import { useIsSending } from './form-answer';
import { useReader } from './frame/reader';
import { Notice } from './notice';
import { takeFocus } from './take-focus';
import { noteSent, SENT_BY, takeUnsent } from './unsent';

export interface FormAnswer {
  /** Field name to sentence. The name `''` holds what is wrong with the form as a whole. */
  errors?: Record<string, string | undefined>;
  /** What was typed, by field name; never a password. */
  values?: Record<string, string | string[] | undefined>;
}

interface FormState extends FormAnswer {
  id: string;
  pending: boolean;
  /** What is in the fields was sent before and did not arrive (unsent.ts). */
  back: boolean;
}

const FormContext = createContext<FormState>({ id: 'form', pending: false, back: false });

export interface FormProps extends Omit<RemixFormProps, 'children'> {
  answer?: FormAnswer | null;
  children: ReactNode;
}

export function Form(props: FormProps) {
  const { answer, children, ...rest } = props;
  const id = useId();
  const navigation = useNavigation();
  const own = useFormAction(rest.action);
  // Two forms may post to one action: the one that was sent carries its own mark.
  const pending = useIsSending(navigation.state !== 'idle' && navigation.formAction === own && navigation.formData?.get(SENT_BY) === id);
  const { ref, back, keep } = useUnsent('answer' in props);
  const state = useMemo(
    () => ({ id, pending, back: back !== null, errors: answer?.errors, values: answer?.values ?? back ?? undefined }),
    [id, pending, back, answer],
  );
  return (
    <RemixForm
      method="post"
      noValidate
      {...rest}
      ref={ref}
      onSubmit={(event) => {
        rest.onSubmit?.(event);
        if (!event.defaultPrevented) keep(event);
      }}
    >
      <FormContext.Provider value={state}>
        <input type="hidden" name={SENT_BY} value={id} />
        {/* Fields take what was typed when they are made. */}
        <Fragment key={back ? 'back' : 'first'}>{children}</Fragment>
      </FormContext.Provider>
    </RemixForm>
  );
}

/** For a form with something to type: keeps what is sent until it has arrived, and brings back what did not. */
function useUnsent(typed: boolean) {
  const ref = useRef<HTMLFormElement>(null);
  const { pathname } = useLocation();
  const reader = useReader().person?.email;
  const [back, setBack] = useState<Record<string, string[]> | null>(null);
  useEffect(() => {
    const unsent = typed && reader && ref.current && takeUnsent(ref.current, pathname, reader);
    if (unsent) setBack(unsent);
  }, [typed, reader, pathname]);
  const keep = ({ currentTarget }: FormEvent<HTMLFormElement>) => {
    // What is kept until it has arrived by whoever handles the form does not come back into it, too.
    if (currentTarget.dataset.kept !== undefined) return;
    if (typed && reader) noteSent(currentTarget, pathname, reader);
  };
  return { ref, back, keep };
}

/** What the nearest form was answered about one field, and the ids that tie label, hint and error together. */
export function useField(name: string, error?: string) {
  const form = useContext(FormContext);
  const id = `${form.id}-${name}`;
  return {
    id,
    hintId: `${id}-hint`,
    errorId: `${id}-error`,
    error: error ?? form.errors?.[name],
    typed: form.values?.[name],
    // An unticked box sends nothing, so in a refused attempt "not typed" means "unticked".
    answered: form.values !== undefined,
  };
}

/** Says at the top what to mend, with links to the fields; takes the focus after a failed attempt. Shows nothing otherwise. */
export function FormErrors() {
  const { id, errors, back, pending } = useContext(FormContext);
  const t = useT('ui');
  const ref = useRef<HTMLDivElement>(null);
  const wrong = Object.entries(errors ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const said = wrong.map(([, sentence]) => sentence).join('\n');
  // Once for an attempt, also one that is wrong in the same way again; not when the page is read again while somebody mends it.
  // With what is shown, not after it: a quick reader would lose the focus again.
  useBrowserLayoutEffect(() => {
    if (said && !pending) takeFocus(ref.current);
  }, [said, pending]);
  if (wrong.length === 0 && back && !errors) return <NotArrived />;
  if (wrong.length === 0) return null;
  return (
    <div
      ref={ref}
      role="alert"
      tabIndex={-1}
      // Without JavaScript the browser itself brings the reader here.
      // biome-ignore lint/a11y/noAutofocus: after a refused form, what to mend is what the reader came back for.
      autoFocus
      className="mb-5 rounded-card border border-danger bg-danger-soft px-4 py-3 text-sm text-ink"
    >
      <p className="font-semibold">{t('form.mend', { count: wrong.length })}</p>
      <ul className="mt-1 list-disc ps-5">
        {wrong.map(([name, sentence]) => (
          <li key={name}>
            {name === '' ? (
              sentence
            ) : (
              <a href={`#${id}-${name}`} className="inline-flex min-h-6 items-center">
                {sentence}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Above a form that did not arrive and is filled as it was. */
function NotArrived() {
  const t = useT('ui');
  return (
    <Notice tone="warn" live className="mb-5">
      {t('form.back')}
    </Notice>
  );
}

/** Sends the form around it and shows that it is on the way. */
export function SubmitButton({ look = 'primary', pending, ...rest }: ButtonProps) {
  const form = useContext(FormContext);
  return <Button {...rest} type="submit" look={look} pending={pending ?? form.pending} />;
}

/** The row of buttons that ends a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap items-center gap-3">{children}</div>;
}
