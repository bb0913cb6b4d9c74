/** Making an invitation, and the link that comes of it. */
import { languages as interfaceLanguages, languageNames } from '~/i18n/languages';
import { useLocale, useT } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import { Select } from '~/ui/choice';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { Notice } from '~/ui/notice';
import { TextInput } from '~/ui/text-input';
import { limits } from '../partnerships';
import type { Refused } from '../problems';
import { useAnswer } from './answers';
import { SeatFields } from './seat-fields';

interface InvitationFormProps {
  organisations: { id: string; name: string }[];
  languages: string[];
  canSendMail: boolean;
  refused?: Refused;
}

export function InvitationForm({ organisations, languages, canSendMail, refused }: InvitationFormProps) {
  const t = useT('partnerships');
  const { language } = useLocale();
  return (
    <Form answer={useAnswer(refused)} className="max-w-xl">
      <FormErrors />
      <TextInput name="name" label={t('invite.name')} maxLength={limits.name} autoComplete="off" />
      <TextInput
        name="email"
        type="email"
        label={t('invite.email')}
        hint={t(canSendMail ? 'invite.email.hint' : 'invite.noMail')}
        autoComplete="off"
      />
      <Select
        name="language"
        label={t('invite.language')}
        options={interfaceLanguages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        defaultValue={language}
        required
        className="max-w-xs"
      />
      <SeatFields organisations={organisations} languages={languages} />
      <FormActions>
        <SubmitButton>{t('invite.submit')}</SubmitButton>
        <Link to="../members">{t('cancel')}</Link>
      </FormActions>
    </Form>
  );
}

export function InvitationReady({ link, mailedTo }: { link: string; mailedTo: string }) {
  const t = useT('partnerships');
  return (
    <div className="max-w-2xl">
      <Notice tone="good" title={t('invited.once')} live>
        {mailedTo ? t('invited.mailed', { email: mailedTo }) : null}
      </Notice>
      <label className="mt-5 block text-sm font-medium">
        {t('invited.link')}
        <textarea
          readOnly
          rows={2}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
          className="mt-1.5 block w-full resize-none rounded-control border border-line-strong bg-sunken px-3 py-2 font-mono text-sm wrap-anywhere"
        />
      </label>
      <FormActions>
        <ButtonLink to="." reloadDocument look="primary">
          {t('invited.another')}
        </ButtonLink>
        <Link to="../members">{t('invited.back')}</Link>
      </FormActions>
    </div>
  );
}
