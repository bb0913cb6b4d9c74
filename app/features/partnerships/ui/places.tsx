/** Places that strategies are for. */
import { useFormat, useT } from '~/i18n/react';
import { Select } from '~/ui/choice';
import { Form, FormErrors } from '~/ui/form';
import { Table, Td, Th } from '~/ui/table';
import { TextInput } from '~/ui/text-input';
import { type PlaceMeanwhile, placeFields } from '../meanwhile';
import { limits } from '../partnerships';
import type { FactsData } from '../queries.server';
import { useAnswer } from './answers';
import { Changing, EditLink, SaveOrCancel } from './organisations';
import type { RefusedMeanwhile, Said } from './saved-meanwhile';
import { useChoices, useWords } from './words';

export type PlaceRow = FactsData['places'][number];

interface Names {
  id: string;
  name: string;
}

export function PlaceTable({ places, organisations, mayEdit }: { places: PlaceRow[]; organisations: Names[]; mayEdit: boolean }) {
  const t = useT('partnerships');
  const format = useFormat();
  const words = useWords();
  const columns = [t('place.name'), t('place.country'), t('place.kind'), t('place.organisation')];
  return (
    <Table caption={t('places.title')} columns={mayEdit ? [...columns, { head: t('edit'), hidden: true }] : columns}>
      {places.map((row) => (
        <tr key={row.id}>
          <Th>
            {row.name}
            {row.aliases ? <span className="block text-sm font-normal text-ink-soft">{row.aliases}</span> : null}
          </Th>
          <Td>{format.country(row.country)}</Td>
          <Td>{words.kind(row.kind)}</Td>
          <Td>{organisations.find(({ id }) => id === row.organisationId)?.name}</Td>
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

interface PlaceFormProps {
  editing?: PlaceRow;
  organisations: Names[];
  refused?: RefusedMeanwhile<PlaceMeanwhile>;
}

export function PlaceForm({ editing, organisations, refused }: PlaceFormProps) {
  const t = useT('partnerships');
  const format = useFormat();
  const words = useWords();
  const choices = useChoices();
  const say = ({ name, aliases, country, kind, organisationId }: PlaceRow): Said<(typeof placeFields)[number]>[] => [
    { fields: ['name'], label: t('place.name'), value: name },
    { fields: ['aliases'], label: t('place.aliases'), value: aliases },
    { fields: ['country'], label: t('place.country'), value: format.country(country) },
    { fields: ['kind'], label: t('place.kind'), value: words.kind(kind) },
    {
      fields: ['organisationId'],
      label: t('place.organisation'),
      value: organisations.find(({ id }) => id === organisationId)?.name ?? t('place.noOrganisation'),
    },
  ];
  return (
    <Form answer={useAnswer(refused)} className="max-w-xl">
      <FormErrors />
      {editing ? <Changing row={editing} fields={placeFields} refused={refused} say={say} /> : null}
      <TextInput name="name" label={t('place.name')} defaultValue={editing?.name} maxLength={limits.name} required />
      <TextInput name="aliases" label={t('place.aliases')} hint={t('place.aliases.hint')} defaultValue={editing?.aliases} />
      <Select
        name="country"
        label={t('place.country')}
        options={choices.countries}
        defaultValue={editing?.country}
        empty={t('choose')}
        required
        className="max-w-xs"
      />
      <Select
        name="kind"
        label={t('place.kind')}
        options={choices.kinds}
        defaultValue={editing?.kind ?? 'municipality'}
        required
        className="max-w-xs"
      />
      <Select
        name="organisationId"
        label={t('place.organisation')}
        options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={editing?.organisationId ?? ''}
        empty={t('place.noOrganisation')}
      />
      <SaveOrCancel editing={editing !== undefined} add={t('places.add')} />
    </Form>
  );
}
