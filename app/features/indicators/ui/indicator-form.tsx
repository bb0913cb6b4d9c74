/** The form of an indicator: one of the partnership's own, or a preset that is changed. */
import { useFormat, useT } from '~/i18n/react';
import { Checkbox, Select } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { TextArea, TextInput } from '~/ui/text-input';
import { levels, limits, rules, units } from '../indicators';
import type { IndicatorPage } from '../queries.server';
import { useRuleWords } from './words';

type Stored = Pick<
  IndicatorPage,
  | 'hasSource'
  | 'isChecked'
  | 'code'
  | 'text'
  | 'level'
  | 'unit'
  | 'rule'
  | 'parentId'
  | 'baseline'
  | 'baselineDate'
  | 'target'
  | 'note'
  | 'version'
>;

interface Props {
  stored?: Stored;
  /** Of which it may be a part. */
  wholes: readonly { id: string; code: string; text: string }[];
  language: string;
  answer: FormAnswer | null;
}

export function IndicatorForm({ stored, wholes, language, answer }: Props) {
  const t = useT('indicators');
  const format = useFormat();
  const ruleWords = useRuleWords();
  const number = (amount: number | null | undefined) => (amount === null || amount === undefined ? '' : String(amount));
  return (
    <Form answer={answer}>
      <FormErrors />
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="seen" value={stored?.version ?? 0} />
      <TextArea name="text" label={t('form.text')} required rows={2} maxLength={limits.text} defaultValue={stored?.text} lang={language} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextInput
          name="code"
          label={t('form.code')}
          hint={t('form.code.hint')}
          maxLength={limits.code}
          autoComplete="off"
          defaultValue={stored?.code}
        />
        <Select
          name="parentId"
          label={t('form.parent')}
          empty={t('form.parent.none')}
          defaultValue={stored?.parentId ?? ''}
          options={wholes.map(({ id, code, text }) => ({ value: id, label: `${code} ${text}`.trim(), lang: language }))}
        />
        <Select
          name="level"
          label={t('form.level')}
          required
          defaultValue={stored?.level}
          options={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
        />
        <Select
          name="unit"
          label={t('form.unit')}
          required
          defaultValue={stored?.unit}
          options={units.map((value) => ({ value, label: t(`unit.${value}`) }))}
        />
      </div>
      <Select
        name="rule"
        label={t('form.rule')}
        hint={t('form.rule.hint')}
        required
        defaultValue={stored?.rule ?? 'none'}
        options={rules.map((value) => ({ value, label: ruleWords(value) }))}
      />
      <div className="grid items-end gap-x-4 sm:grid-cols-3">
        <TextInput
          name="baseline"
          label={t('form.baseline')}
          hint={t('form.baseline.hint')}
          inputMode="numeric"
          autoComplete="off"
          defaultValue={number(stored?.baseline)}
        />
        <TextInput
          name="baselineDate"
          label={t('form.baselineDate')}
          autoComplete="off"
          defaultValue={stored?.baselineDate ? format.date(stored.baselineDate) : ''}
        />
        <TextInput name="target" label={t('form.target')} inputMode="numeric" autoComplete="off" defaultValue={number(stored?.target)} />
      </div>
      <TextArea name="note" label={t('form.note')} maxLength={limits.note} defaultValue={stored?.note} lang={language} />
      {stored?.hasSource ? <Checkbox name="checked" label={t('form.checked')} defaultChecked={stored.isChecked} /> : null}
      <FormActions>
        <SubmitButton>{stored ? t('change.save') : t('own.save')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
