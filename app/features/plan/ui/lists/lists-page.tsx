/** The lists of codes that a deliverable's type and level are chosen from, with what a coordinator changes about them. */
import { useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Select } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Table, Td, Th } from '~/ui/table';
import { TextInput } from '~/ui/text-input';
import { codesWith, type PortalCodes, type PortalList, portalLimits, portalLists } from '../../portal-lists';
import { RowDeed } from '../row-deed';
import { usePlanWords } from '../words';

interface Props {
  list: PortalList;
  codes: PortalCodes;
  leftOut: readonly string[];
  /** What names of their own are written in. */
  language: string;
  mayEdit: boolean;
}

export function CodeTable({ list, codes, leftOut, language, mayEdit }: Props) {
  const t = useT('plan');
  const words = usePlanWords();
  const columns = [t('lists.code'), t('lists.name')];
  return (
    <>
      <Table caption={t(`lists.${list}`)} columns={mayEdit ? [...columns, { head: t('lists.leftOut'), hidden: true }] : columns}>
        {codes[list].map(({ code, label }) => (
          <tr key={code}>
            <Th className="max-sm:px-2 sm:whitespace-nowrap">{code}</Th>
            <Td className="max-sm:px-2">
              <span lang={label ? language : undefined}>{words.code(codes, list, code)}</span>{' '}
              <Badge tone={label ? 'accent' : undefined}>{label ? t('days.own') : t('lists.preset')}</Badge>
            </Td>
            {mayEdit ? (
              <Td className="py-1 text-end max-sm:px-2">
                <RowDeed fields={{ list, code }} intent="remove" label={t('lists.removeNamed', { name: code })} />
              </Td>
            ) : null}
          </tr>
        ))}
      </Table>
      {leftOut.length > 0 ? (
        <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
          {t('lists.leftOut')}:
          {leftOut.map((code) => (
            <span key={code} className="inline-flex min-h-7 items-center">
              {words.code(PRESETS, list, code)}
              {mayEdit ? <RowDeed fields={{ list, code }} intent="bring-back" label={t('lists.bringBackNamed', { name: code })} /> : null}
            </span>
          ))}
        </p>
      ) : null}
    </>
  );
}

const PRESETS = codesWith([]);

export function CodeForm({ answer }: { answer: FormAnswer | null }) {
  const t = useT('plan');
  return (
    <Form answer={answer} className="max-w-xl">
      <FormErrors />
      <Select
        name="list"
        label={t('lists.list')}
        options={portalLists.map((value) => ({ value, label: t(`lists.${value}`) }))}
        required
        className="max-w-xs"
      />
      <TextInput
        name="code"
        label={t('lists.code')}
        hint={t('lists.code.hint')}
        maxLength={portalLimits.code}
        autoComplete="off"
        required
        className="max-w-xs"
      />
      <TextInput name="label" label={t('lists.name')} hint={t('lists.add.lead')} maxLength={portalLimits.label} required />
      <FormActions>
        <SubmitButton name="intent" value="save">
          {t('lists.add')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

/** What the page says of a deed: `type R` is called by its name. */
export const codeKey = (list: PortalList, code: string) => `${list} ${code}`;
