/** The short form that opens a partnership; everything else has time. */
import { useLocale, useT } from '~/i18n/react';
import { Select } from '~/ui/choice';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { TextInput } from '~/ui/text-input';
import { limits } from '../partnerships';
import type { Refused } from '../problems';
import { useAnswer } from './answers';
import { useChoices } from './words';

export function OpeningForm({ refused }: { refused?: Refused }) {
  const t = useT('partnerships');
  const { language } = useLocale();
  const choices = useChoices();
  return (
    <Form answer={useAnswer(refused)} className="max-w-xl">
      <FormErrors />
      <TextInput
        name="acronym"
        label={t('facts.acronym')}
        hint={t('open.acronym.hint')}
        maxLength={limits.acronym}
        required
        className="max-w-xs"
      />
      <TextInput name="title" label={t('facts.title')} maxLength={limits.title} required />
      <Select
        name="workingLanguage"
        label={t('facts.workingLanguage')}
        hint={t('open.language.hint')}
        options={choices.languages}
        defaultValue={language}
        required
        className="max-w-xs"
      />
      <h2 className="mt-8 mb-4 border-b border-line pb-2 text-base font-semibold">{t('open.yourOrganisation')}</h2>
      <TextInput name="name" label={t('organisation.name')} maxLength={limits.name} required />
      <Select
        name="country"
        label={t('organisation.country')}
        options={choices.countries}
        empty={t('choose')}
        required
        className="max-w-xs"
      />
      <Select name="type" label={t('organisation.type')} options={choices.types} empty={t('choose')} required />
      <FormActions>
        <SubmitButton>{t('open.submit')}</SubmitButton>
        <Link to="/">{t('cancel')}</Link>
      </FormActions>
    </Form>
  );
}
