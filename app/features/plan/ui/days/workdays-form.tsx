/** Which days of the week are worked: as a form, or for those who may not change it as a sentence. */
import type { ReactNode } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { CheckboxGroup } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { useDayWords } from '../day-words';

/** @param children the version that the form was made from, and what somebody else saved meanwhile */
export function WorkdaysForm({
  workdays,
  answer,
  children,
}: {
  workdays: readonly boolean[];
  answer: FormAnswer | null;
  children: ReactNode;
}) {
  const t = useT('plan');
  const { weekdays } = useDayWords();
  const worked = workdays.flatMap((isWorked, day) => (isWorked ? String(day) : []));
  return (
    <Form answer={answer} className="max-w-xl">
      <FormErrors />
      {children}
      <div className="[&_fieldset>div]:grid-cols-2 sm:[&_fieldset>div]:grid-cols-4">
        <CheckboxGroup
          name="day"
          label={t('days.week.label')}
          required
          options={weekdays.map((label, day) => ({ value: String(day), label }))}
          defaultValue={worked}
        />
      </div>
      <FormActions>
        <SubmitButton name="intent" value="week" look="quiet">
          {t('days.week.save')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

/** "Monday, Tuesday and Friday" */
export function WorkdaysText({ workdays }: { workdays: readonly boolean[] }) {
  const format = useFormat();
  const { weekdays } = useDayWords();
  return <>{format.list(weekdays.filter((_, day) => workdays[day]))}</>;
}
