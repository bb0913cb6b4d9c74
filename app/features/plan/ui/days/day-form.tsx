/** Adds a day off, in one country of the partnership or everywhere. */
import { useFormat, useT } from '~/i18n/react';
import { Select } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { TextInput } from '~/ui/text-input';
import { calendarLimits } from '../../calendar';

interface Props {
  countries: readonly string[];
  /** What the form says for "everywhere". */
  everywhere: string;
  answer: FormAnswer | null;
}

export function DayForm({ countries, everywhere, answer }: Props) {
  const t = useT('plan');
  const format = useFormat();
  const options = countries.map((value) => ({ value, label: format.country(value) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Form answer={answer} className="max-w-xl">
      <FormErrors />
      <TextInput name="date" label={t('days.date')} hint={t('days.date.hint')} autoComplete="off" required className="max-w-xs" />
      <TextInput name="name" label={t('days.name')} maxLength={calendarLimits.name} required />
      <Select
        name="country"
        label={t('days.where')}
        options={[{ value: everywhere, label: t('days.everywhere') }, ...options]}
        required
        className="max-w-xs"
      />
      <FormActions>
        <SubmitButton name="intent" value="add">
          {t('days.add')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
