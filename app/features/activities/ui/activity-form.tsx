/** The form of an activity: what all have, and what its type asks for. */
import { type ChangeEvent, useRef, useState } from 'react';
import { countries } from '~/features/partnerships/partnerships';
import { useFormat, useLocale, useT } from '~/i18n/react';
import { zoneName } from '~/i18n/zone-names';
import { zones } from '~/kit/zones';
import { Card } from '~/ui/card';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { Notice } from '~/ui/notice';
import { TextArea, TextInput } from '~/ui/text-input';
import { type ActivityType, activityPath, exclusions, formats, limits, restrictions, themes } from '../activities';
import { clockAt, clocksOf } from '../place-clock';
import type { ActivityPage, Choices } from '../queries.server';
import { DetailInputs } from './detail-fields';

/** Where to come back to, and the version that another save has made, where that is what was refused. */
export interface FormProps {
  type: ActivityType;
  editing?: ActivityPage;
  choices: Choices;
  /** Of who plans it: the organiser unless another one is chosen. */
  organisationId: string;
  zone: string;
  answer: FormAnswer | null;
  meanwhile?: number;
  back: string;
}

export function ActivityForm({ type, editing, choices, organisationId, zone, answer, meanwhile, back }: FormProps) {
  const t = useT('activities');
  const language = choices.languages[0];
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name, lang: language });
  return (
    <Form answer={answer} className="grid grid-cols-1 gap-6">
      <FormErrors />
      {editing ? <input type="hidden" name="seen" value={editing.version} /> : null}
      {editing && meanwhile !== undefined ? (
        <Notice tone="warn" title={t('problem.changedMeanwhile')}>
          <a href={activityPath(editing.partnershipId, editing.id)} target="_blank" rel="noreferrer">
            {t('form.lookMeanwhile')}
          </a>
          <Checkbox name="overwrite" value={String(meanwhile)} label={t('form.overwrite')} className="mt-3 mb-0 text-ink" />
        </Notice>
      ) : null}
      <Card title={t('form.what')}>
        <TextInput
          name="title"
          label={t('form.title')}
          hint={t('form.titleHint')}
          defaultValue={editing?.title}
          maxLength={limits.title}
          required
          autoComplete="off"
        />
        <TextInput
          name="publicTitle"
          label={t('form.publicTitle')}
          hint={t('form.publicTitleHint')}
          defaultValue={editing?.publicTitle}
          maxLength={limits.title}
          autoComplete="off"
        />
        <RadioGroup
          name="restriction"
          label={t('form.restriction')}
          hint={t('form.restrictionHint')}
          defaultValue={editing?.restriction ?? ''}
          options={['none' as const, ...restrictions].map((one) => ({ value: one === 'none' ? '' : one, label: t(`restriction.${one}`) }))}
        />
        {choices.packages.length > 0 ? (
          <Select
            name="workPackageId"
            label={t('form.workPackage')}
            empty={t('form.none')}
            defaultValue={editing?.workPackageId}
            options={choices.packages.map(({ id, code, title }) => ({ value: id, label: `${code ?? ''} ${title}`.trim(), lang: language }))}
          />
        ) : null}
        <CheckboxGroup
          name="themes"
          label={t('form.themes')}
          defaultValue={editing?.themes}
          options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
        {choices.objectives.length > 0 ? (
          <Select
            name="objectiveId"
            label={t('form.objective')}
            empty={t('form.none')}
            required={type === 'other'}
            defaultValue={editing?.objectiveId ?? ''}
            options={choices.objectives.map(({ id, code, text }) => ({ value: id, label: `${code} ${text}`, lang: language }))}
          />
        ) : null}
        {type === 'other' ? (
          <TextArea
            name="justification"
            label={t('form.justification')}
            defaultValue={editing?.justification}
            maxLength={limits.justification}
            required
          />
        ) : null}
        <CheckboxGroup
          name="exclusions"
          label={t('form.exclusions')}
          hint={t('form.exclusionsHint')}
          defaultValue={editing?.exclusions}
          options={exclusions.map((value) => ({ value, label: t(`exclusion.${value}`) }))}
        />
      </Card>
      <WhenAndWhere editing={editing} choices={choices} zone={zone} />
      <Card title={t('form.who')}>
        <Select
          name="organisationId"
          label={t('form.organiser')}
          required
          defaultValue={editing?.organisationId ?? organisationId}
          options={choices.organisations.map(named)}
        />
        {choices.organisations.length > 1 ? (
          <CheckboxGroup
            name="coOrganisers"
            label={t('form.coOrganisers')}
            defaultValue={editing?.coOrganisers.map(({ id }) => id)}
            options={choices.organisations.map(named)}
          />
        ) : null}
        {choices.targetGroups.length > 0 ? (
          <CheckboxGroup
            name="targetGroups"
            label={t('form.targetGroups')}
            defaultValue={editing?.targetGroups.map(({ id }) => id)}
            options={choices.targetGroups.map(named)}
          />
        ) : null}
        <Count name="plannedParticipants" label={t('form.plannedParticipants')} value={editing?.plannedParticipants} />
        {editing?.asksPeople === false ? null : (
          <Count name="heldParticipants" label={t('form.heldParticipants')} hint={t('form.heldHint')} value={editing?.heldParticipants} />
        )}
      </Card>
      {type === 'other' ? null : (
        <Card title={t('form.more')}>
          <DetailInputs
            type={type}
            details={editing?.details ?? {}}
            organisations={choices.organisations}
            asksPeople={editing?.asksPeople ?? true}
          />
        </Card>
      )}
      <FormActions>
        <SubmitButton>{t(editing ? 'form.save' : 'form.plan')}</SubmitButton>
        <Link to={back}>{t('form.cancel')}</Link>
      </FormActions>
    </Form>
  );
}

function Count({ name, label, hint, value }: { name: string; label: string; hint?: string; value?: number | null }) {
  return (
    <TextInput name={name} label={label} hint={hint} defaultValue={value?.toString() ?? ''} inputMode="numeric" className="max-w-xs" />
  );
}

function WhenAndWhere({ editing, choices, zone }: Pick<FormProps, 'editing' | 'choices' | 'zone'>) {
  const t = useT('activities');
  const format = useFormat();
  const { language } = useLocale();
  const own = editing?.zone ?? zone;
  const byName = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, language);
  const sameDay = editing !== undefined && editing.startDate === editing.endDate;
  const given = useRef(own);
  const [followed, setFollowed] = useState('');
  const followPlace = ({ currentTarget: { form, value } }: ChangeEvent<HTMLSelectElement>) => {
    const select = form?.elements.namedItem('zone');
    if (!(select instanceof HTMLSelectElement)) return;
    const country = choices.places.find(({ id }) => id === value)?.country ?? '';
    const next = clockAt({ country, chosen: select.value, given: given.current, usual: zone });
    if (next === null || next === select.value) return;
    select.value = next;
    given.current = next;
    setFollowed(next);
  };
  return (
    <Card title={t('form.when')}>
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextInput
          name="startDate"
          label={t('form.startDate')}
          hint={t('form.dateHint')}
          defaultValue={editing && format.date(editing.startDate)}
          required
          autoComplete="off"
        />
        <TextInput
          name="startTime"
          label={t('form.startTime')}
          hint={t('form.timeHint')}
          defaultValue={editing?.startTime}
          autoComplete="off"
        />
        <TextInput
          name="endDate"
          label={t('form.endDate')}
          hint={t('form.endDateHint')}
          defaultValue={editing && !sameDay ? format.date(editing.endDate) : ''}
          autoComplete="off"
        />
        <TextInput name="endTime" label={t('form.endTime')} defaultValue={editing?.endTime} autoComplete="off" />
      </div>
      <Select
        name="zone"
        label={t('form.zone')}
        required
        defaultValue={own}
        options={[...new Set([...zones, own, ...clocksOf(choices.places)])].map((value) => ({ value, label: zoneName(value, language) }))}
        className="max-w-xs"
      />
      <RadioGroup
        name="format"
        label={t('form.format')}
        defaultValue={editing?.format ?? 'inPerson'}
        options={formats.map((value) => ({ value, label: t(`format.${value}`) }))}
      />
      {choices.places.length > 0 ? (
        <Select
          name="placeId"
          label={t('form.place')}
          empty={t('form.none')}
          defaultValue={editing?.placeId ?? ''}
          options={choices.places.map(({ id, name }) => ({ value: id, label: name, lang: choices.languages[0] }))}
          onChange={editing ? undefined : followPlace}
          className="max-w-sm"
        />
      ) : null}
      <p role="status" className={followed ? '-mt-3 mb-5 text-sm text-ink-soft' : 'sr-only'}>
        {followed ? t('form.zoneFollows', { zone: zoneName(followed, language) }) : ''}
      </p>
      <Select
        name="country"
        label={t('form.country')}
        empty={t('form.none')}
        defaultValue={editing?.country}
        options={countries.map((value) => ({ value, label: format.country(value) })).sort(byName)}
        className="max-w-sm"
      />
      <TextInput name="venue" label={t('form.venue')} hint={t('form.venueHint')} defaultValue={editing?.venue} maxLength={limits.venue} />
      <CheckboxGroup
        name="languages"
        label={t('form.languages')}
        defaultValue={editing?.languages}
        options={[...new Set([...choices.languages, ...(editing?.languages ?? [])])].map((value) => ({
          value,
          label: format.languageName(value),
        }))}
      />
    </Card>
  );
}
