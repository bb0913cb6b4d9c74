/** Says how people are counted in a partnership. */
import { useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { Checkbox, Select } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { TextInput } from '~/ui/text-input';
import { type BandSet, bandSetNames, smallestRange } from '../../attendance/counts';

interface PageProps {
  back: string;
  rules: { bands: BandSet; smallest: number; byGroup: boolean; byCountry: boolean };
  answer: FormAnswer | null;
  /** A moment ago. */
  saved: boolean;
}

export function RulesPage({ back, rules, answer, saved }: PageProps) {
  const t = useT('activities');
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t('attendance.rules')} lead={t('rules.lead')} back={{ to: back, label: t('title') }} />
      {saved && !answer ? (
        <Notice tone="good" live className="mb-6" title={t('rules.saved')}>
          {null}
        </Notice>
      ) : null}
      <Card>
        <Form answer={answer}>
          <FormErrors />
          <Select
            name="bands"
            label={t('attendance.bands')}
            hint={t('rules.bandsHint')}
            required
            defaultValue={rules.bands}
            options={bandSetNames.map((value) => ({ value, label: t(`bands.${value}`) }))}
          />
          <TextInput
            name="smallest"
            label={t('rules.smallest')}
            hint={t('rules.smallestHint')}
            required
            inputMode="numeric"
            autoComplete="off"
            maxLength={smallestRange.digits}
            defaultValue={String(rules.smallest)}
          />
          <Checkbox name="byGroup" label={t('rules.byGroup')} hint={t('rules.byGroupHint')} defaultChecked={rules.byGroup} />
          <Checkbox name="byCountry" label={t('rules.byCountry')} hint={t('rules.byCountryHint')} defaultChecked={rules.byCountry} />
          <FormActions>
            <SubmitButton>{t('rules.save')}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    </div>
  );
}
