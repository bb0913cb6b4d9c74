/** People by sex or gender and by age: to type into, with what they add up to, or to read. */
import { type ReactNode, useId, useRef, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { useField } from '~/ui/form';
import { controlClasses } from '~/ui/text-input';
import { agesOf, type BandSet, type Cell, cellField, isBandSet, type Sex, sexes, sumsBy, totalOf } from '../../attendance/counts';
import { useCountWords } from './words';

interface TableProps {
  bands: BandSet;
  cells: readonly Cell[];
}

/** The same frame for both: columns for sexes, rows for ages, sums at both ends. Fits 360 px. */
function Frame({ bands, cells, children }: TableProps & { children: (sex: Sex, age: string) => ReactNode }) {
  const t = useT('activities');
  const format = useFormat();
  const words = useCountWords();
  const ages = agesOf(bands);
  const [bySex, byAge] = [sumsBy<Sex>(cells, 'sex', sexes), sumsBy(cells, 'age', ages)];
  const sum = (count: number | undefined) => format.number(count ?? 0);
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <caption className="mb-2 text-start font-medium">{t('attendance.by')}</caption>
      <thead>
        <tr>
          <td className="w-1/4" />
          {sexes.map((sex) => (
            <th key={sex} scope="col" className="px-1 py-1 font-medium" title={words.sex(sex)}>
              <span aria-hidden className="sm:hidden">
                {words.sexShort(sex)}
              </span>
              <span className="max-sm:sr-only">{words.sex(sex)}</span>
            </th>
          ))}
          <th scope="col" className="w-1/7 px-1 py-1 text-end font-medium text-ink-soft">
            <span aria-hidden>Σ</span>
            <span className="sr-only">{t('attendance.sum')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {ages.map((age) => (
          <tr key={age}>
            <th scope="row" className="py-1 pe-1 text-start font-medium wrap-anywhere">
              {words.age(age)}
            </th>
            {sexes.map((sex) => (
              <td key={sex} className="px-0.5 py-1 text-center tabular-nums">
                {children(sex, age)}
              </td>
            ))}
            <td className="px-1 py-1 text-end text-ink-soft tabular-nums">{sum(byAge[age])}</td>
          </tr>
        ))}
      </tbody>
      <tfoot className="border-t border-line-strong">
        <tr>
          <th scope="row" className="py-2 pe-1 text-start font-medium">
            {t('attendance.sum')}
          </th>
          {sexes.map((sex) => (
            <td key={sex} className="px-1 py-2 text-center text-ink-soft tabular-nums">
              {sum(bySex[sex])}
            </td>
          ))}
          <td className="px-1 py-2 text-end text-base font-semibold tabular-nums">
            <output>{sum(totalOf(cells))}</output>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

export function CountTable(props: TableProps) {
  const format = useFormat();
  return (
    <Frame {...props}>{(sex, age) => format.number(props.cells.find((cell) => cell.sex === sex && cell.age === age)?.count ?? 0)}</Frame>
  );
}

/**
 * Says by which ages it is: a coordinator may choose others while somebody counts, or while the count waits for a network.
 * @param cells as they were counted before
 */
export function CountInputs({ bands: first, cells }: TableProps) {
  const before = [useField('bands').typed].flat()[0];
  const bands = isBandSet(before) ? before : first;
  const box = useRef<HTMLFieldSetElement>(null);
  const [typed, setTyped] = useState<readonly Cell[] | null>(null);
  const read = () => {
    const now = sexes.flatMap((sex) =>
      agesOf(bands).map((age): Cell => {
        const field = box.current?.querySelector<HTMLInputElement>(`[name="${cellField(sex, age)}"]`);
        const count = Number(field?.value.replace(/\D/g, '') ?? 0);
        return { sex, age, count: Number.isFinite(count) ? count : 0 };
      }),
    );
    setTyped(now);
  };
  return (
    <fieldset ref={box} onInput={read} className="mb-5 min-w-0">
      <input type="hidden" name="bands" value={bands} data-fresh />
      <Frame bands={bands} cells={typed ?? cells}>
        {(sex, age) => <CountInput sex={sex} age={age} count={cells.find((cell) => cell.sex === sex && cell.age === age)?.count} />}
      </Frame>
    </fieldset>
  );
}

function CountInput({ sex, age, count }: { sex: Sex; age: string; count?: number }) {
  const name = cellField(sex, age);
  const field = useField(name);
  const words = useCountWords();
  const id = useId();
  const typed = Array.isArray(field.typed) ? field.typed[0] : field.typed;
  return (
    <>
      <input
        id={field.id}
        name={name}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={7}
        aria-label={`${words.sex(sex)}, ${words.age(age)}`}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.error ? id : undefined}
        defaultValue={typed ?? (count ? String(count) : '')}
        className={classes(controlClasses, 'px-0.5! text-center tabular-nums')}
      />
      {field.error ? (
        <span id={id} className="sr-only">
          {field.error}
        </span>
      ) : null}
    </>
  );
}
