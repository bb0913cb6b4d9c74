/** The facts of a partnership as one form. What was typed stays, also when it could not be read. */
import type { ReactNode } from 'react';
import { useFormat, useLocale, useT } from '~/i18n/react';
import { parseDate } from '~/kit/dates';
import { parseMoney } from '~/kit/money';
import { Checkbox, CheckboxGroup, Select } from '~/ui/choice';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { TextArea, TextInput } from '~/ui/text-input';
import { factsVersion } from '../facts';
import type { FactsMeanwhile } from '../facts.server';
import { limits } from '../partnerships';
import type { Refused } from '../problems';
import type { getFacts } from '../queries.server';
import { typedInto, useAnswer } from './answers';
import { useFactRows } from './facts-view';
import { type RefusedMeanwhile, SavedMeanwhile } from './saved-meanwhile';
import { useChoices } from './words';

export type FactsData = Awaited<ReturnType<typeof getFacts>>;

export function FactsForm({ facts, refused }: { facts: FactsData; refused?: RefusedMeanwhile<FactsMeanwhile> }) {
  const t = useT('partnerships');
  const format = useFormat();
  const answer = useAnswer(refused);
  const choices = useChoices();
  const dates = useDateInput();
  const said = useFactRows(refused?.meanwhile?.stored ?? facts).map(({ field, ...row }) => ({ ...row, fields: [field] }));
  const [workingLanguage = 'en'] = facts.languages;
  const lines = (texts: string[]) => texts.join('\n');
  return (
    <Form answer={answer} className="max-w-3xl">
      <FormErrors />
      <SavedMeanwhile version={factsVersion(facts)} refused={refused} said={said} />
      <Part title={t('facts.part.name')}>
        <TextInput
          name="acronym"
          label={t('facts.acronym')}
          defaultValue={facts.acronym}
          maxLength={limits.acronym}
          required
          className="max-w-xs"
        />
        <TextInput name="title" label={t('facts.title')} defaultValue={facts.title} maxLength={limits.title} required />
        <TextInput name="aliases" label={t('facts.aliases')} hint={t('facts.aliases.hint')} defaultValue={facts.aliases} />
      </Part>
      <Part title={t('facts.part.programme')}>
        <TextInput name="call" label={t('facts.call')} defaultValue={facts.call} />
        <TextInput name="priority" label={t('facts.priority')} defaultValue={facts.priority} />
        <TextInput name="projectCode" label={t('facts.projectCode')} defaultValue={facts.projectCode} className="max-w-xs" />
      </Part>
      <Part title={t('facts.part.time')}>
        <DateField
          name="start"
          label={t('facts.start')}
          stored={dates(facts.startDate, facts.startDateTyped)}
          open={facts.startDateOpen}
          refused={refused}
        />
        <DateField
          name="end"
          label={t('facts.end')}
          stored={dates(facts.endDate, facts.endDateTyped)}
          open={facts.endDateOpen}
          refused={refused}
        />
      </Part>
      <Part title={t('facts.part.money')}>
        <MoneyField name="totalBudget" label={t('facts.totalBudget')} stored={facts.totalBudgetCents} refused={refused} />
        <MoneyField name="grant" label={t('facts.grant')} stored={facts.grantCents} refused={refused} />
        <TextInput
          name="rate"
          label={t('facts.rate')}
          hint={t('facts.rate.hint')}
          defaultValue={facts.rateBasisPoints === null ? '' : format.percent(facts.rateBasisPoints)}
          inputMode="decimal"
          className="max-w-[10rem]"
        />
      </Part>
      <Part title={t('facts.part.languages')}>
        <Select
          name="workingLanguage"
          label={t('facts.workingLanguage')}
          options={choices.languages}
          defaultValue={workingLanguage}
          required
          className="max-w-xs"
        />
        <div className="[&_fieldset>div]:grid-cols-2 sm:[&_fieldset>div]:grid-cols-3">
          <CheckboxGroup name="languages" label={t('facts.languages')} options={choices.languages} defaultValue={facts.languages} />
        </div>
      </Part>
      <Part title={t('facts.part.purpose')}>
        <TextArea
          name="objectives"
          label={t('facts.objectives')}
          hint={t('facts.objectives.hint')}
          rows={8}
          defaultValue={lines(facts.objectives.map(({ code, text }) => `${code} ${text}`))}
        />
        <TextArea
          name="principal"
          label={t('facts.principal')}
          hint={t('facts.onePerLine')}
          rows={3}
          defaultValue={lines(facts.principal.map(({ name }) => name))}
        />
        <TextArea
          name="secondary"
          label={t('facts.secondary')}
          hint={t('facts.onePerLine')}
          rows={3}
          defaultValue={lines(facts.secondary.map(({ name }) => name))}
        />
        <TextArea
          name="fundingDisclaimer"
          label={t('facts.disclaimer')}
          hint={t('facts.disclaimer.hint')}
          rows={4}
          defaultValue={facts.fundingDisclaimer}
        />
      </Part>
      <FormActions>
        <SubmitButton>{t('save')}</SubmitButton>
        <Link to=".." relative="path">
          {t('cancel')}
        </Link>
      </FormActions>
    </Form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-8">
      <h2 className="mb-4 border-b border-line pb-2 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** A stored date as the reader types it; one that could not be read, as it was typed. */
function useDateInput() {
  const { language } = useLocale();
  const writer = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (date: string | null, typed: string | null) => (date ? writer.format(new Date(`${date}T00:00:00Z`)) : (typed ?? ''));
}

interface FactFieldProps<Stored> {
  name: string;
  label: string;
  stored: Stored;
  refused?: Refused;
}

/**
 * The way out for a date that does not exist: kept as typed, marked open, and the rest is saved. The box goes by what is in the field,
 * not by what was wrong the last time: a tick that is given must not have to be given again. It stands for exactly this text, as that of a
 * sum: another text that is no date is said to be none. An empty field says nothing, so any tick stays with it.
 */
function DateField({ name, label, stored, open, refused }: FactFieldProps<string> & { open: boolean }) {
  const t = useT('partnerships');
  const shown = (typedInto(refused, name) ?? stored).trim();
  const ticked = typedInto(refused, `${name}Open`);
  const offered = open || ticked !== undefined || (shown !== '' && !parseDate(shown).ok);
  return (
    <div className="mb-5 max-w-md">
      <TextInput
        name={name}
        label={label}
        hint={t('facts.date.hint')}
        defaultValue={stored}
        autoComplete="off"
        className={offered ? 'mb-1' : 'mb-0'}
      />
      {offered ? (
        <Checkbox
          key={shown}
          name={`${name}Open`}
          value={shown === '' ? (ticked ?? '') : shown}
          label={t('facts.dateOpen')}
          hint={t('facts.dateOpen.hint')}
          defaultChecked={open}
          className="mb-0"
        />
      ) : null}
    </div>
  );
}

/** A doubtful sum has a box of its own, which stays beside it until the sum is saved or another one typed. */
function MoneyField({ name, label, stored, refused }: FactFieldProps<bigint | null>) {
  const t = useT('partnerships');
  const format = useFormat();
  const typed = typedInto(refused, name);
  const read = typed === undefined ? null : parseMoney(typed);
  const asked = read?.kind === 'ask' ? read.cents : null;
  return (
    <div className="mb-5 max-w-md">
      <TextInput
        name={name}
        label={label}
        hint={t('facts.money.hint', { example: format.money(143007105n) })}
        defaultValue={stored === null ? '' : format.money(stored)}
        inputMode="decimal"
        autoComplete="off"
        className={asked === null ? 'mb-0' : 'mb-1'}
      />
      {asked === null ? null : (
        <Checkbox
          key={String(asked)}
          name={`${name}Confirmed`}
          value={String(asked)}
          label={t('facts.money.confirm', { amount: format.money(asked) })}
          className="mb-0"
        />
      )}
    </div>
  );
}
