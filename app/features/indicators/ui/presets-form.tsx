/** Ready-made indicators, to tick. */
import { useT } from '~/i18n/react';
import { CheckboxGroup } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { catalogues, presets, SOURCES } from '../catalogues';

/** @param known those that the partnership has: `amif.o21` */
export function PresetsForm({ known, answer }: { known: readonly string[]; answer: FormAnswer | null }) {
  const t = useT('indicators');
  return (
    <Form answer={answer}>
      <FormErrors />
      <input type="hidden" name="intent" value="presets" />
      {catalogues.map((catalogue) => (
        <CheckboxGroup
          key={catalogue}
          name="preset"
          label={t(`catalogue.${catalogue}`)}
          required
          hint={
            SOURCES[catalogue] ? (
              <>
                {t('toCheckWhat')}{' '}
                <a href={SOURCES[catalogue]} rel="noreferrer noopener" target="_blank">
                  {t('source')}
                </a>
              </>
            ) : undefined
          }
          options={presets[catalogue].map(({ key, code, partOf }) => {
            const value = `${catalogue}.${key}`;
            const has = known.includes(value);
            return {
              value,
              label: `${code} ${t(`preset.${key}`)}`.trim(),
              hint: [partOf ? t('partOf') : '', has ? t('presets.has') : ''].filter(Boolean).join('. ') || undefined,
              disabled: has,
            };
          })}
        />
      ))}
      <FormActions>
        <SubmitButton>{t('presets.add')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
