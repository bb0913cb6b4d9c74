/** Person-months: a table of organisations by work packages, and the forms that fill it. */
import { Form as PlainForm } from '@remix-run/react';
import { Fragment, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Select } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { HiddenField } from '~/ui/hidden-field';
import { Table, Td, Th } from '~/ui/table';
import { TextInput } from '~/ui/text-input';
import type { EffortPage } from '../queries.server';
import { useBudgetWords } from './words';

interface Props {
  effort: EffortPage;
}

export function EffortMatrix({ effort }: Props) {
  const t = useT('budget');
  const { rows, packages, total, language } = effort;
  const words = useBudgetWords();
  const columns = [
    t('column.organisation'),
    ...packages.map((one) => ({
      head: (
        <abbr title={words.workPackage(one)} className="no-underline" lang={language}>
          {one.code || one.title}
        </abbr>
      ),
      number: true,
    })),
    { head: t('column.total'), number: true },
  ];
  return (
    <Table caption={t('effort.table')} captionVisible dense columns={columns}>
      {rows.map((row) => (
        <tr key={row.id}>
          <Th>
            <span lang={language}>{row.name}</span>
          </Th>
          {packages.map(({ id }, at) => (
            <Td key={id} number>
              <Cell planned={row.planned[at] ?? 0} worked={row.worked?.[at] ?? null} />
            </Td>
          ))}
          <Td number className="font-semibold">
            <Cell planned={row.plannedTotal} worked={row.workedTotal} />
          </Td>
        </tr>
      ))}
      <tr className="bg-sunken">
        <Th>{t('whole')}</Th>
        {packages.map(({ id }, at) => (
          <Td key={id} number className="font-semibold">
            <Cell planned={total.planned[at] ?? 0} worked={total.worked?.[at] ?? null} />
          </Td>
        ))}
        <Td number className="font-semibold">
          <Cell planned={total.plannedTotal} worked={total.workedTotal} />
        </Td>
      </tr>
    </Table>
  );
}

/** Hundredths of person-months. @param worked null: not told */
function Cell({ planned, worked }: { planned: number; worked: number | null }) {
  const t = useT('budget');
  const words = useBudgetWords();
  if (worked === null) return planned === 0 ? '–' : words.months(planned);
  if (planned === 0 && worked === 0) return '–';
  return (
    <>
      {t('effort.workedOf', { worked: words.months(worked), planned: words.months(planned) })}
      {worked > planned ? (
        <span className="mt-1 block">
          <Badge tone="warn">{t('effort.over')}</Badge>
        </span>
      ) : null}
    </>
  );
}

interface FormProps extends Props {
  answer: FormAnswer | null;
  /** For each form what the reader has sent last: then it has what is stored again, and the other one keeps what is typed in it. */
  sent: { worked: string; plan: string };
}

/** What an organisation worked in a month: first the month is chosen, then its numbers are written. */
export function WorkedForm({ effort, answer, sent }: FormProps) {
  const t = useT('budget');
  const format = useFormat();
  const { shown, months, month, isLocked, choices, language } = effort;
  if (!shown) return null;
  const nameOf = (one: string) => format.month(`${one}-01`);
  return (
    <Card title={t('effort.own', { name: shown.name })} className="mb-6">
      <p className="mb-4 max-w-2xl text-sm text-ink-soft">{t('effort.ownWhat')}</p>
      <PlainForm method="get" className="flex flex-wrap items-end gap-x-3">
        {sent.plan ? <input type="hidden" name="plan" value={sent.plan} /> : null}
        {choices.length < 2 ? null : (
          <Select
            key={shown.id}
            name="of"
            label={t('of')}
            required
            defaultValue={shown.id}
            options={choices.map(({ id, name }) => ({ value: id, label: name, lang: language }))}
          />
        )}
        <Select
          name="month"
          label={t('effort.month')}
          required
          defaultValue={month ?? months[0]}
          options={months.map((value) => ({ value, label: nameOf(value) }))}
        />
        <Button type="submit" look="quiet" className="mb-5">
          {t('of.show')}
        </Button>
      </PlainForm>
      {month === null ? null : (
        <>
          <h3 className="mb-3 font-semibold">{nameOf(month)}</h3>
          {isLocked ? (
            <p>{t('problem.periodLocked')}</p>
          ) : (
            <Cells
              key={`${shown.id} ${month} ${sent.worked}`}
              effort={effort}
              answer={answer}
              month={month}
              stored={new Map(effort.typed.map(({ workPackageId, hundredths }) => [workPackageId, hundredths]))}
            />
          )}
        </>
      )}
    </Card>
  );
}

/** What the agreement plans for the organisation that is looked at. */
export function PlannedForm({ effort, answer, sent }: FormProps) {
  const t = useT('budget');
  const { shown, rows, packages } = effort;
  const row = rows.find(({ id }) => id === shown?.id);
  if (!shown || !row) return null;
  return (
    <Card title={t('effort.planFor', { name: shown.name })}>
      <p className="mb-4 max-w-2xl text-sm text-ink-soft">{t('effort.changeWhat')}</p>
      <Cells
        key={`${shown.id} ${sent.plan}`}
        effort={effort}
        answer={answer}
        month={null}
        stored={new Map(packages.map(({ id }, at) => [id, row.planned[at] ?? 0]))}
      />
    </Card>
  );
}

interface CellsProps extends Props {
  answer: FormAnswer | null;
  month: string | null;
  stored: ReadonlyMap<string, number>;
}

function Cells({ effort, answer, month, stored }: CellsProps) {
  const t = useT('budget');
  const words = useBudgetWords();
  const { packages, shown, language } = effort;
  // What it showed when it was opened: a page that hears of a change is read again beneath it.
  const [first] = useState(stored);
  return (
    <Form answer={answer}>
      <FormErrors />
      <input type="hidden" name="intent" value={month === null ? 'plan' : 'worked'} />
      <input type="hidden" name="organisationId" value={shown?.id} />
      {month === null ? null : <input type="hidden" name="month" value={month} />}
      <div className="grid items-end gap-x-4 sm:grid-cols-2 lg:grid-cols-4" lang={language}>
        {packages.map((one) => (
          <Fragment key={one.id}>
            {/* What stood in the cell before it was typed into, in hundredths. */}
            <HiddenField name={`seen-${one.id}`} value={first.get(one.id) ?? 0} />
            <TextInput
              name={`pm-${one.id}`}
              label={words.workPackage(one)}
              required
              inputMode="decimal"
              autoComplete="off"
              defaultValue={first.get(one.id) ? words.months(first.get(one.id) ?? 0) : '0'}
            />
          </Fragment>
        ))}
      </div>
      <FormActions>
        <SubmitButton>{t('effort.save')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
