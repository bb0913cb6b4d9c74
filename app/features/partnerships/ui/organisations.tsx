/** Organisations of a partnership: a list, and one form to add or change. */
import { Form as RemixForm } from '@remix-run/react';
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Button, buttonClasses } from '~/ui/button';
import { Select } from '~/ui/choice';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { Table, Td, Th } from '~/ui/table';
import { TextInput } from '~/ui/text-input';
import { type Cell, type Meanwhile, type OrganisationMeanwhile, organisationFields, versionOf } from '../meanwhile';
import { limits, NO_COUNTRY } from '../partnerships';
import type { FactsData } from '../queries.server';
import { useAnswer } from './answers';
import { type RefusedMeanwhile, type Said, SavedMeanwhile } from './saved-meanwhile';
import { useChoices, useWords } from './words';

export type OrganisationRow = FactsData['organisations'][number];

export function OrganisationTable({ organisations, mayEdit }: { organisations: OrganisationRow[]; mayEdit: boolean }) {
  const t = useT('partnerships');
  const format = useFormat();
  const words = useWords();
  const columns = [t('organisation.name'), t('organisation.country'), t('organisation.type'), t('organisation.role')];
  return (
    <Table caption={t('organisations.title')} columns={mayEdit ? [...columns, { head: t('edit'), hidden: true }] : columns}>
      {organisations.map((row) => (
        <tr key={row.id}>
          <Th>
            {row.name}
            {row.shortName ? <span className="block text-sm font-normal text-ink-soft">{row.shortName}</span> : null}
          </Th>
          <Td>{row.country ? format.country(row.country) : t('organisation.noCountry')}</Td>
          <Td>{words.type(row.type)}</Td>
          <Td>
            {row.role === 'coordinator' ? (
              <Badge tone="accent">{words.organisationRole(row.role)}</Badge>
            ) : (
              words.organisationRole(row.role)
            )}
          </Td>
          {mayEdit ? (
            <Td className="text-end">
              <EditLink id={row.id} name={row.name} />
            </Td>
          ) : null}
        </tr>
      ))}
    </Table>
  );
}

/** "Edit", with the name of the thing for those who hear it alone. */
export function EditLink({ id, name }: { id: string; name: string }) {
  const t = useT('partnerships');
  return (
    <Link
      to={`?edit=${id}#form`}
      aria-label={t('editNamed', { name })}
      className="inline-flex min-h-8 items-center pointer-coarse:min-h-11"
    >
      {t('edit')}
    </Link>
  );
}

interface OrganisationFormProps {
  editing?: OrganisationRow;
  refused?: RefusedMeanwhile<OrganisationMeanwhile>;
}

export function OrganisationForm({ editing, refused }: OrganisationFormProps) {
  const t = useT('partnerships');
  const format = useFormat();
  const words = useWords();
  const choices = useChoices();
  const say = ({ name, shortName, country, type, role }: OrganisationRow): Said<(typeof organisationFields)[number]>[] => [
    { fields: ['name'], label: t('organisation.name'), value: name },
    { fields: ['shortName'], label: t('organisation.shortName'), value: shortName },
    { fields: ['country'], label: t('organisation.country'), value: country ? format.country(country) : t('organisation.noCountry') },
    { fields: ['type'], label: t('organisation.type'), value: words.type(type) },
    { fields: ['role'], label: t('organisation.role'), value: words.organisationRole(role) },
  ];
  return (
    <Form answer={useAnswer(refused)} className="max-w-xl">
      <FormErrors />
      {editing ? <Changing row={editing} fields={organisationFields} refused={refused} say={say} /> : null}
      <TextInput name="name" label={t('organisation.name')} defaultValue={editing?.name} maxLength={limits.name} required />
      <TextInput name="shortName" label={t('organisation.shortName')} defaultValue={editing?.shortName} className="max-w-xs" />
      <Select
        name="country"
        label={t('organisation.country')}
        options={[...choices.countries, { value: NO_COUNTRY, label: t('organisation.noCountry') }]}
        defaultValue={editing && (editing.country || NO_COUNTRY)}
        empty={t('choose')}
        required
        className="max-w-xs"
      />
      <Select
        name="type"
        label={t('organisation.type')}
        options={choices.types}
        defaultValue={editing?.type}
        empty={t('choose')}
        required
      />
      <Select
        name="role"
        label={t('organisation.role')}
        options={choices.organisationRoles}
        defaultValue={editing?.role ?? 'partner'}
        required
        className="max-w-xs"
      />
      <SaveOrCancel editing={editing !== undefined} add={t('organisations.add')} />
    </Form>
  );
}

interface ChangingProps<Row, Field extends string> {
  row: Row;
  fields: readonly Field[];
  refused?: RefusedMeanwhile<Meanwhile<Row, Field>>;
  say: (row: Row) => Said<Field>[];
}

/** What a form says of the row that it changes: which, and which version of it. */
export function Changing<Field extends string, Row extends { id: string } & Record<Field, Cell>>(props: ChangingProps<Row, Field>) {
  const { row, fields, refused, say } = props;
  return (
    <>
      <input type="hidden" name="id" value={row.id} />
      <SavedMeanwhile version={versionOf(row, fields)} refused={refused} said={say(refused?.meanwhile?.stored ?? row)} />
    </>
  );
}

export function SaveOrCancel({ editing, add }: { editing: boolean; add: string }) {
  const t = useT('partnerships');
  return (
    <FormActions>
      <SubmitButton name="intent" value="save">
        {editing ? t('save') : add}
      </SubmitButton>
      {editing ? <Link to="?">{t('cancel')}</Link> : null}
    </FormActions>
  );
}

/** Takes the thing that is being edited away, after a second press: nothing brings it back. */
export function RemoveForm({ id, name, label }: { id: string; name: string; label: string }) {
  const t = useT('partnerships');
  return (
    <details className="mt-6 border-t border-line pt-4">
      <summary className={buttonClasses('danger', 'cursor-pointer list-none [&::-webkit-details-marker]:hidden')}>{label}</summary>
      <RemixForm method="post" className="mt-4">
        <input type="hidden" name="id" value={id} />
        <p className="mb-3">{t('remove.sure', { name })}</p>
        <Button type="submit" name="intent" value="remove" look="danger">
          {t('remove.yes')}
        </Button>
      </RemixForm>
    </details>
  );
}
