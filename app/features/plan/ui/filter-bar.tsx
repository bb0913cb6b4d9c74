/** What is let through: text, and choices behind one button each; how many items that are, and a way back to all. */
import { Filter, Search, X } from 'lucide';
import { useEffect, useRef, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { Menu } from '~/ui/menu';
import { controlClasses } from '~/ui/text-input';
import { shownKinds, statuses } from '../plan';
import { type Grouping, groupings, isFiltered, NO_FILTER, type PlanQuery } from '../query';
import type { Plan } from '../whole';
import { usePlanWords } from './words';

/** Letters that come together are looked for together; milliseconds. */
const TYPING_MS = 250;

export interface FilterBarProps {
  plan: Plan;
  query: PlanQuery;
  setQuery: (changes: Partial<PlanQuery>) => void;
  count: number;
  baselines: readonly { id: string; name: string }[];
}

export function FilterBar({ plan, query, setQuery, count, baselines }: FilterBarProps) {
  const t = useT('plan');
  const chosen = ['kinds', 'organisations', 'people', 'statuses', 'packages', 'countries'].filter(
    (name) => (query[name as 'kinds'] as readonly string[]).length > 0,
  ).length;
  const more = chosen + (query.due === null ? 0 : 1) + (query.open ? 1 : 0);
  return (
    <div className="flex flex-wrap items-center gap-2 py-2.5">
      <SearchField text={query.text} onText={(text) => setQuery({ text })} />
      <Menu
        stays
        align="start"
        label={t('filter.title')}
        triggerClassName={classes(
          'inline-flex min-h-9 items-center gap-1.5 rounded-control border px-3 text-sm pointer-coarse:min-h-11',
          more > 0 ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong bg-surface',
        )}
        trigger={
          <>
            <Icon of={Filter} className="size-4" />
            {more > 0 ? t('filter.some', { count: more }) : t('filter.title')}
          </>
        }
      >
        <Choices plan={plan} query={query} setQuery={setQuery} />
      </Menu>
      <label className="inline-flex min-h-9 items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-4"
          checked={query.organisations.includes('mine')}
          onChange={(event) => setQuery({ organisations: event.target.checked ? ['mine'] : [] })}
        />
        {t('filter.mine')}
      </label>
      {query.view === 'board' ? (
        <>
          <GroupSelect label={t('group.by')} value={query.group} onChange={(group) => group && setQuery({ group })} />
          <GroupSelect
            label={t('group.lanes')}
            value={query.lane}
            empty={t('group.noLanes')}
            onChange={(lane) => setQuery({ lane: lane === query.group ? null : lane })}
          />
        </>
      ) : null}
      {query.view === 'timeline' && baselines.length > 0 ? (
        <label className="inline-flex items-center gap-1.5 text-sm text-ink-soft">
          <span className="max-md:sr-only">{t('filter.baseline')}</span>
          <select
            value={query.baseline ?? ''}
            onChange={({ target }) => setQuery({ baseline: target.value || null })}
            className="min-h-9 max-w-40 rounded-control border border-line-strong bg-surface px-2 text-ink pointer-coarse:min-h-11"
          >
            <option value="">{t('filter.noBaseline')}</option>
            {baselines.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <p role="status" className="text-sm text-ink-soft">
        {t('filter.count', { count })}
      </p>
      {isFiltered(query) ? (
        <Button look="plain" icon={<Icon of={X} className="size-4" />} onClick={() => setQuery(NO_FILTER)}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </div>
  );
}

function GroupSelect({
  label,
  value,
  empty,
  onChange,
}: {
  label: string;
  value: Grouping | null;
  empty?: string;
  onChange: (group: Grouping | null) => void;
}) {
  const words = usePlanWords();
  return (
    <label className="inline-flex items-center gap-1.5 text-sm text-ink-soft max-md:sr-only max-md:focus-within:not-sr-only">
      {label}
      <select
        value={value ?? ''}
        onChange={(event) => onChange(groupings.find((one) => one === event.target.value) ?? null)}
        className="min-h-9 rounded-control border border-line-strong bg-surface px-2 text-ink pointer-coarse:min-h-11"
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {groupings.map((group) => (
          <option key={group} value={group}>
            {words.grouping(group)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The words stand in the field at once; the plan is filtered when the fingers rest. */
function SearchField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useT('plan');
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      onText(typed);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, onText]);
  return (
    <label className="relative">
      <span className="sr-only">{t('filter.search')}</span>
      <Icon of={Search} className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-ink-soft" />
      <input
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t('filter.search')}
        className={classes(controlClasses, 'w-44 ps-8 sm:w-56')}
      />
    </label>
  );
}

type ListName = 'kinds' | 'statuses' | 'organisations' | 'people' | 'packages' | 'countries';

function Choices({ plan, query, setQuery }: Omit<FilterBarProps, 'count' | 'baselines'>) {
  const t = useT('plan');
  const words = usePlanWords();
  const format = useFormat();
  const { language, organisations, people, me } = plan.facts;
  const packages = (plan.outline.children.get(null) ?? []).filter(({ kind }) => kind === 'workPackage');
  const countries = [...new Set(organisations.flatMap(({ country }) => country || []))].sort();
  const lists: { name: ListName; title: string; options: { value: string; label: string; lang?: string }[] }[] = [
    { name: 'kinds', title: t('filter.kinds'), options: shownKinds.map((value) => ({ value, label: words.kind(value) })) },
    { name: 'statuses', title: t('filter.statuses'), options: statuses.map((value) => ({ value, label: words.status(value) })) },
    {
      name: 'people',
      title: t('filter.people'),
      options: [
        { value: 'me', label: t('filter.me') },
        ...people.filter(({ id }) => id !== me.userId).map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      name: 'organisations',
      title: t('filter.organisations'),
      options: [
        { value: 'mine', label: t('filter.mine') },
        ...organisations.map(({ id, name, shortName }) => ({ value: id, label: shortName || name, lang: language })),
      ],
    },
    {
      name: 'packages',
      title: t('filter.packages'),
      options: packages.map(({ id, title }) => ({ value: id, label: `${plan.codeOf(id) ?? ''} ${title}`, lang: language })),
    },
    { name: 'countries', title: t('filter.countries'), options: countries.map((value) => ({ value, label: format.country(value) })) },
  ];
  const dues = [
    { value: 'overdue', label: t('filter.overdue') },
    ...[7, 30, 90].map((days) => ({ value: String(days), label: t('filter.within', { days }) })),
  ];
  return (
    <div className="grid w-72 max-w-full gap-3 p-2">
      <label className="flex min-h-8 items-center gap-2">
        <input type="checkbox" className="size-4" checked={query.open} onChange={(event) => setQuery({ open: event.target.checked })} />
        {t('filter.open')}
      </label>
      <label className="grid gap-1">
        <span className="text-xs font-medium text-ink-faint">{t('filter.due')}</span>
        <select
          value={query.due === null ? '' : String(query.due)}
          onChange={({ target }) =>
            setQuery({ due: target.value === '' ? null : target.value === 'overdue' ? 'overdue' : Number(target.value) })
          }
          className={controlClasses}
        >
          <option value="">{t('filter.any')}</option>
          {dues.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {lists.map(({ name, title, options }) => (
        <fieldset key={name}>
          <legend className="mb-1 text-xs font-medium text-ink-faint">{title}</legend>
          <div className="max-h-44 overflow-y-auto">
            {options.map(({ value, label, lang }) => (
              <label key={value} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  className="size-4 shrink-0"
                  checked={(query[name] as readonly string[]).includes(value)}
                  onChange={({ target }) => {
                    const others = (query[name] as readonly string[]).filter((one) => one !== value);
                    setQuery({ [name]: target.checked ? [...others, value] : others });
                  }}
                />
                <span lang={lang}>{label}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
