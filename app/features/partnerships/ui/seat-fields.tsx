/** The fields of a seat: for which organisation, and as what. Translators and reviewers are ticked per language. */
import { useT } from '~/i18n/react';
import { CheckboxGroup, Select } from '~/ui/choice';
import { type Grant, isLanguageRole, roles, writeGrant } from '../partnerships';
import { ROLE_HINTS, useWords } from './words';

interface SeatFieldsProps {
  organisations: { id: string; name: string }[];
  /** Languages of the partnership: those that can be translated and reviewed. */
  languages: string[];
  organisationId?: string;
  grants?: Grant[];
}

export function SeatFields({ organisations, languages, organisationId, grants = [] }: SeatFieldsProps) {
  const t = useT('partnerships');
  const words = useWords();
  // A language that the partnership has given up stays listed while somebody holds it.
  const offered = [...new Set([...languages, ...grants.flatMap(({ language }) => language || [])])];
  const options = roles.flatMap((role) =>
    isLanguageRole(role)
      ? offered.map((language) => ({
          value: writeGrant({ role, language }),
          label: words.grant({ role, language }),
          // Said once, with the first language.
          hint: language === offered[0] ? t(ROLE_HINTS[role]) : undefined,
        }))
      : [{ value: role, label: words.role(role), hint: t(ROLE_HINTS[role]) }],
  );
  return (
    <>
      <Select
        name="organisationId"
        label={t('member.organisation')}
        options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={organisationId}
        empty={organisationId ? undefined : t('choose')}
        required
      />
      {/* Languages are short: two beside each other where there is room; a role with its sentence takes the whole row. */}
      <div className="sm:[&_fieldset>div]:grid-cols-2 sm:[&_label:has(.block)]:col-span-2">
        <CheckboxGroup
          name="grants"
          label={t('member.roles')}
          hint={t('member.roles.hint')}
          options={options}
          defaultValue={grants.map(writeGrant)}
          required
        />
      </div>
    </>
  );
}
