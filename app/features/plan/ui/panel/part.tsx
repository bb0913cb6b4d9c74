/** The frames that the parts of the panel share: a section with its heading, a row with its label, choices and dates. */
import { X } from 'lucide';
import { type ReactNode, useId, useState } from 'react';
import { useDateProblemText } from '~/features/partnerships/date-words';
import { useFormat, useT } from '~/i18n/react';
import { IconButton } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import type { When } from '../../plan';
import { dayOf } from '../../schedule';
import { parseWhen, type WhenProblem } from '../../when';
import type { Plan } from '../../whole';
import { useDraft } from '../use-draft';
import { usePlanWords } from '../words';

export function Part({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <section>
      <div className="mb-2 flex items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

/** One fact: its name, and the value or the field. The label belongs to the field inside it. */
export function Row({ label, children, plain }: { label: string; children: ReactNode; plain?: boolean }) {
  const Label = plain ? 'div' : 'label';
  return (
    <Label className="grid grid-cols-[7.5rem_minmax(0,1fr)] items-start gap-3 text-sm">
      <span className="pt-2 text-ink-soft">{label}</span>
      <div className="min-w-0">{children}</div>
    </Label>
  );
}

export const Value = ({ children, lang }: { children: ReactNode; lang?: string }) => (
  <p lang={lang} className="min-h-9 py-2 leading-5 wrap-anywhere">
    {children || '–'}
  </p>
);

export interface Choice {
  value: string;
  label: string;
  lang?: string;
}

/** One of several; text for readers. `onChange` null: nothing may be chosen. */
export function ChoiceRow({
  label,
  value,
  options,
  empty,
  onChange,
}: {
  label: string;
  value: string | null;
  options: readonly Choice[];
  empty?: string;
  onChange: ((value: string) => void) | null;
}) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Row label={label} plain={!onChange}>
      {onChange ? (
        <select value={value ?? ''} onChange={({ target }) => onChange(target.value)} className={controlClasses}>
          {empty === undefined && chosen ? null : <option value="">{empty ?? '–'}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <Value lang={chosen?.lang}>{chosen?.label ?? empty}</Value>
      )}
    </Row>
  );
}

/** Some of several: those that are chosen, each with a way out, and a list to add one. */
export function ListRow({
  label,
  chosen,
  options,
  add,
  onAdd,
  onRemove,
}: {
  label: string;
  chosen: readonly Choice[];
  options: readonly Choice[];
  add: string;
  onAdd: ((value: string) => void) | null;
  onRemove: (value: string) => void;
}) {
  const t = useT('plan');
  const left = options.filter(({ value }) => !chosen.some((one) => one.value === value));
  return (
    <Row label={label} plain>
      {chosen.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5 py-1">
          {chosen.map((one) => (
            <li
              key={one.value}
              className="inline-flex min-h-8 max-w-full items-center gap-1 rounded-full bg-sunken ps-2.5 text-sm last:me-0"
            >
              <span lang={one.lang} className="truncate">
                {one.label}
              </span>
              {onAdd ? (
                <IconButton label={t('panel.takeOut', { name: one.label })} onClick={() => onRemove(one.value)}>
                  <Icon of={X} className="size-3.5" />
                </IconButton>
              ) : (
                <span className="w-2.5" />
              )}
            </li>
          ))}
        </ul>
      ) : onAdd ? null : (
        <Value>{''}</Value>
      )}
      {onAdd && left.length > 0 ? (
        <select
          aria-label={`${label}: ${add}`}
          value=""
          onChange={({ target }) => target.value && onAdd(target.value)}
          className={controlClasses}
        >
          <option value="">{add}</option>
          {left.map((one) => (
            <option key={one.value} value={one.value} lang={one.lang}>
              {one.label}
            </option>
          ))}
        </select>
      ) : null}
    </Row>
  );
}

/** A date or a project month, typed; beside it what that is in the other measure. */
export function WhenRow({
  plan,
  label,
  when,
  end,
  onChange,
}: {
  plan: Plan;
  label: string;
  when: When | null;
  /** Which day of a project month is meant. */
  end: 'start' | 'end';
  onChange: ((when: When | null) => void) | null;
}) {
  const t = useT('plan');
  const words = usePlanWords();
  const format = useFormat();
  const say = useWhenProblemText();
  const id = useId();
  const [problem, setProblem] = useState<WhenProblem | null>(null);
  const draft = useDraft(words.when(when), (typed) => {
    const parsed = parseWhen(typed);
    setProblem(parsed.ok ? null : parsed.problem);
    if (parsed.ok) onChange?.(parsed.when);
    return parsed.ok;
  });
  const day = dayOf(when, end, plan.facts.startDate);
  const month = day === null ? null : plan.monthOf(day);
  const other =
    when === null || day === null ? null : 'month' in when ? format.date(day) : month === null ? null : t('month', { number: month });
  return (
    <Row label={label} plain={!onChange}>
      {onChange ? (
        <input
          type="text"
          {...fieldOf(draft)}
          placeholder={t('panel.whenHint')}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-other ${problem ? `${id}-problem` : ''}`}
          className={controlClasses}
        />
      ) : (
        <Value>{words.when(when)}</Value>
      )}
      <p id={`${id}-other`} className={classes('text-xs text-ink-soft', other && 'mt-0.5')}>
        {other}
      </p>
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-sm font-medium text-danger">
          {say(problem)}
        </p>
      ) : null}
    </Row>
  );
}

/** What of a draft belongs on the field itself. */
export function fieldOf({ value, onFocus, onChange, onBlur, onKeyDown }: ReturnType<typeof useDraft>) {
  return { value, onFocus, onChange, onBlur, onKeyDown };
}

/** Why something typed is neither a date nor a project month, in the reader's language. */
export function useWhenProblemText(): (problem: WhenProblem) => string {
  const t = useT('plan');
  const dateText = useDateProblemText();
  return (problem) =>
    problem.reason === 'no-such-project-month'
      ? t('problem.projectMonth', { most: problem.most })
      : problem.reason === 'not-a-date'
        ? t('problem.notWhen')
        : dateText(problem);
}
