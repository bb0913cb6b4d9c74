/** Search and filters of the list: one GET form, so that every state of the list has an address. */
import { Form, useSubmit } from '@remix-run/react';
import { Search } from 'lucide';
import { useFormat, useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import { limits, states, types } from '../activities';
import type { ListQuery } from '../forms.server';

export function ListTools({ query, countries }: { query: ListQuery; countries: readonly string[] }) {
  const t = useT('activities');
  const format = useFormat();
  const submit = useSubmit();
  const choice = (name: string, label: string, chosen: string | null, options: readonly { value: string; label: string }[]) => (
    <label className="grid gap-1 text-sm text-ink-soft">
      {label}
      <select
        name={name}
        defaultValue={chosen ?? ''}
        onChange={({ currentTarget }) => submit(currentTarget.form)}
        className={controlClasses}
      >
        <option value="">{t('filter.all')}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Form method="get" role="search" className="mb-4 flex flex-wrap items-end gap-3">
      <label className="grid grow gap-1 text-sm text-ink-soft sm:max-w-72">
        {t('search')}
        <input type="search" name="q" defaultValue={query.words} maxLength={limits.line} className={controlClasses} />
      </label>
      {choice(
        'type',
        t('filter.type'),
        query.type,
        types.map((value) => ({ value, label: t(`type.${value}`) })),
      )}
      {choice(
        'state',
        t('filter.state'),
        query.state,
        states.map((value) => ({ value, label: t(`state.${value}`) })),
      )}
      {countries.length > 1
        ? choice(
            'country',
            t('filter.country'),
            query.country,
            countries.map((value) => ({ value, label: format.country(value) })),
          )
        : null}
      <label className="flex min-h-9 items-center gap-2 text-sm pointer-coarse:min-h-11">
        <input
          type="checkbox"
          name="org"
          value="mine"
          defaultChecked={query.mine}
          onChange={({ currentTarget }) => submit(currentTarget.form)}
          className="size-4"
        />
        {t('filter.mine')}
      </label>
      <Button type="submit" icon={<Icon of={Search} className="size-4" />}>
        {t('find')}
      </Button>
    </Form>
  );
}
