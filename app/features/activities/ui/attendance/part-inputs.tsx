/** People by target group or by country of origin: to type into, with how many are not stated, or to read. */
import { Plus } from 'lucide';
import { useEffect, useRef, useState } from 'react';
import { useFormat, useLocale, useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { classes } from '~/ui/classes';
import { describedBy, FieldError } from '~/ui/field';
import { type FormAnswer, useField } from '~/ui/form';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import { ASKED, type Axis, axes, type Part, type Parts, partField, STATELESS, sumOf } from '../../attendance/parts';

export interface Countries {
  /** In the order of the reader's language. */
  countries: readonly { code: string; name: string }[];
}

interface InputsProps extends Countries {
  axis: Axis;
  /** As they were counted before. */
  parts: readonly Part[];
  /** Target groups to count by, and the language that they are written in. */
  groups: readonly string[];
  language: string;
  answer: FormAnswer | null;
  /** What is typed adds up to: all people, and those of this axis. */
  sums: { total: number; stated: number };
}

export function PartInputs({ axis, parts, groups, language, countries, answer, sums }: InputsProps) {
  const t = useT('activities');
  const isWrong = Object.keys(answer?.errors ?? {}).some((field) => field.startsWith(`${axis}.`));
  // What a group was called when it was counted stays countable.
  const names = [...groups, ...parts.flatMap(({ name }) => (axis === 'group' && !groups.includes(name) ? name : []))];
  return (
    <details open={parts.length > 0 || isWrong || sums.stated > 0} className="mb-5 rounded-card border border-line px-3 py-2">
      <summary className="cursor-pointer font-medium">{t(`axes.${axis}`)}</summary>
      <fieldset className="mt-2 min-w-0">
        <legend className="sr-only">{t(`axes.${axis}`)}</legend>
        <input type="hidden" name={ASKED} value={axis} />
        <p className="mb-1 text-sm text-ink-soft">{t(`axes.${axis}Hint`)}</p>
        <p className="mb-3 text-sm text-ink-soft">{t('axes.private')}</p>
        {axis === 'group' ? (
          names.map((name, row) => (
            <GroupRow key={name} row={row} name={name} language={language} count={parts.find((part) => part.name === name)?.count} />
          ))
        ) : (
          <CountryRows parts={parts} answer={answer} countries={countries} />
        )}
        <NotStated {...sums} />
      </fieldset>
    </details>
  );
}

function NotStated({ total, stated }: InputsProps['sums']) {
  const t = useT('activities');
  const format = useFormat();
  return (
    <p className="mt-2 flex justify-between gap-3 border-t border-line-strong pt-2 text-sm">
      {stated > total ? (
        <span className="text-danger">{t('problem.moreThanCame')}</span>
      ) : (
        <>
          <span>{t('sex.NS')}</span>
          <output className="tabular-nums">{format.number(total - stated)}</output>
        </>
      )}
    </p>
  );
}

function GroupRow({ row, name, language, count }: { row: number; name: string; language: string; count?: number }) {
  const field = useField(partField('group', 'count', row));
  return (
    <div className="mb-2">
      <input type="hidden" name={partField('group', 'name', row)} value={name} />
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={field.id} lang={language} className="min-w-0 text-sm wrap-anywhere">
          {name}
        </label>
        <CountInput axis="group" row={row} count={count} />
      </div>
      <FieldError field={field} />
    </div>
  );
}

/** So many at least: they have to do where there are no scripts. */
const ROWS = 6;
const EMPTY_ROWS = 2;
/** Rows that were asked for in this browser: a form that comes back has as many, and finds what was typed in them. */
let asked = 0;

const rowsOf = (parts: readonly Part[], answer: FormAnswer | null) => {
  const typed = Object.entries(answer?.values ?? {}).flatMap(([name, value]) => {
    const [, row] = name.match(/^country\.(?:name|count)\.(\d+)$/) ?? [];
    return row && value ? [Number(row) + 1] : [];
  });
  return Math.max(ROWS, parts.length + EMPTY_ROWS, asked, ...typed);
};

function CountryRows({ parts, answer, countries }: { parts: readonly Part[]; answer: FormAnswer | null } & Countries) {
  const t = useT('activities');
  const [rows, setRows] = useState(() => rowsOf(parts, answer));
  const [hasScripts, setHasScripts] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const more = useRef(false);
  useEffect(() => setHasScripts(true), []);
  useEffect(() => {
    if (more.current) box.current?.querySelector<HTMLSelectElement>(`[name="${partField('country', 'name', rows - 1)}"]`)?.focus();
    more.current = false;
  }, [rows]);
  return (
    <div ref={box}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number.
        <CountryRow key={row} row={row} part={parts[row]} countries={countries} />
      ))}
      {hasScripts ? (
        <Button
          look="plain"
          onClick={() => {
            more.current = true;
            asked = rows + 1;
            setRows(asked);
          }}
        >
          <Icon of={Plus} className="size-4" />
          {t('axes.addCountry')}
        </Button>
      ) : null}
    </div>
  );
}

function CountryRow({ row, part, countries }: { row: number; part?: Part } & Countries) {
  const t = useT('activities');
  const field = useField(partField('country', 'name', row));
  const count = useField(partField('country', 'count', row));
  const typed = Array.isArray(field.typed) ? field.typed[0] : field.typed;
  return (
    <div className="mb-2">
      <div className="flex items-center gap-3">
        <select
          {...describedBy(field, null)}
          id={field.id}
          name={partField('country', 'name', row)}
          aria-label={t('axes.countryOf', { row: row + 1 })}
          defaultValue={typed ?? part?.name ?? ''}
          className={classes(controlClasses, 'min-w-0 flex-1')}
        >
          <option value="">{t('axes.choose')}</option>
          <option value={STATELESS}>{t('axes.stateless')}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
        <CountInput axis="country" row={row} count={part?.count} label={t('axes.countOf', { row: row + 1 })} />
      </div>
      <FieldError field={field} />
      <FieldError field={count} />
    </div>
  );
}

function CountInput({ axis, row, count, label }: { axis: Axis; row: number; count?: number; label?: string }) {
  const name = partField(axis, 'count', row);
  const field = useField(name);
  const typed = Array.isArray(field.typed) ? field.typed[0] : field.typed;
  return (
    <input
      {...describedBy(field, null)}
      id={field.id}
      name={name}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      maxLength={7}
      aria-label={label}
      defaultValue={typed ?? (count ? String(count) : '')}
      className={classes(controlClasses, 'w-20! shrink-0 text-center tabular-nums')}
    />
  );
}

/** What was counted, for those who may read it. */
export function PartLists({ parts, total, language }: { parts: Parts; total: number; language: string }) {
  const t = useT('activities');
  const format = useFormat();
  const reader = useLocale().language;
  const counted = axes.filter((axis) => parts[axis].length > 0);
  if (counted.length === 0) return null;
  const word = (axis: Axis, name: string) => (axis === 'group' ? name : name === STATELESS ? t('axes.stateless') : format.country(name));
  return (
    <div className="mt-3 mb-2 grid gap-6 text-sm sm:grid-cols-2">
      {counted.map((axis) => {
        const notStated = total - sumOf(parts[axis]);
        return (
          <div key={axis}>
            <p className="font-medium">{t(`axes.${axis}`)}</p>
            <dl>
              {parts[axis].map(({ name, count }) => (
                <PartLine key={name} term={word(axis, name)} lang={axis === 'group' ? language : reader} count={count} />
              ))}
              {notStated > 0 ? <PartLine term={t('sex.NS')} count={notStated} /> : null}
              <PartLine term={t('attendance.sum')} count={total} strong />
            </dl>
          </div>
        );
      })}
      <p className="text-ink-soft sm:col-span-2">{t('axes.private')}</p>
    </div>
  );
}

function PartLine({ term, count, lang, strong }: { term: string; count: number; lang?: string; strong?: boolean }) {
  const format = useFormat();
  return (
    <div className={classes('flex justify-between gap-4 py-1', strong ? 'font-semibold' : 'border-b border-line')}>
      <dt lang={lang} className="wrap-anywhere">
        {term}
      </dt>
      <dd className="tabular-nums">{format.number(count)}</dd>
    </div>
  );
}
