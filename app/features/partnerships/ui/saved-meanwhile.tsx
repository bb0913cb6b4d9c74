/** In a form that changes something: the version that it was made from, what somebody else saved since, and the tick that replaces it. */
import type { ReactNode } from 'react';
import { useT } from '~/i18n/react';
import { Checkbox } from '~/ui/choice';
import { useField } from '~/ui/form';
import { Notice } from '~/ui/notice';
import type { Meanwhile } from '../meanwhile';
import type { Refused } from '../problems';
import { typedInto } from './answers';

/** A form's answer that may tell what is stored now. */
export type RefusedMeanwhile<Theirs> = Refused & { meanwhile?: Theirs };

/** A fact in words. */
export interface Said<Field extends string> {
  /** A fact may say several fields. */
  fields: readonly Field[];
  label: string;
  value: ReactNode;
}

interface SavedMeanwhileProps<Field extends string> {
  /** Of what is stored as the page is made. */
  version: string;
  refused?: RefusedMeanwhile<Meanwhile<unknown, Field>>;
  /** What is stored now, in words; those that differ from the form are shown. */
  said: readonly Said<Field>[];
}

export function SavedMeanwhile<Field extends string>({ version, refused, said }: SavedMeanwhileProps<Field>) {
  const t = useT('partnerships');
  const theirs = refused?.meanwhile;
  const { typed: seen } = useField('seen');
  // With no news of others: what the reader ticked to overwrite, when something else was wrong with the form.
  const overwritable = theirs?.version ?? typedInto(refused, 'overwrite');
  const differing = said.filter(({ fields }) => fields.some((field) => theirs?.fields.includes(field)));
  return (
    <>
      {/* A form that was refused, or did not arrive, keeps the version that its reader saw: the one that is stored now may be somebody else's. */}
      <input type="hidden" name="seen" value={seen?.toString() ?? version} />
      {overwritable ? (
        <Notice tone="warn" title={t('meanwhile.title')} className="mb-6">
          {differing.length > 0 ? (
            <dl className="mt-2 grid gap-x-4 text-ink sm:grid-cols-[10rem_minmax(0,1fr)]">
              {differing.map(({ label, value }) => (
                <div key={label} className="contents">
                  <dt className="pt-2 text-ink-soft">{label}</dt>
                  <dd className="min-w-0 wrap-break-word sm:pt-2">{value || '–'}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          <Checkbox
            key={overwritable}
            name="overwrite"
            value={overwritable}
            label={t('meanwhile.overwrite')}
            hint={t('meanwhile.hint')}
            className="mt-3 mb-0 text-ink"
          />
        </Notice>
      ) : null}
    </>
  );
}
