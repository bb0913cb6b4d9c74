/** What the item waits for, and what waits for it. */
import { TriangleAlert, X } from 'lucide';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import { type Link, linkTypes } from '../../plan';
import { useDraft } from '../use-draft';
import { useLinking } from '../use-linking';
import { usePlanWords } from '../words';
import { ItemChoice } from './item-choice';
import type { PartProps } from './item-panel';
import { fieldOf, Part } from './part';

export function WaitsFor(props: PartProps) {
  const { plan, item, edits, open } = props;
  const t = useT('plan');
  const words = usePlanWords();
  const linking = useLinking(plan, edits);
  const [refused, setRefused] = useState<string | null>(null);
  const into = plan.links.filter(({ to }) => to === item.id);
  const out = plan.links.filter(({ from }) => from === item.id);
  if (item.kind === 'risk' || (!edits && into.length + out.length === 0)) return null;
  const named = (id: string) => {
    const other = plan.items.get(id);
    return other ? `${plan.codeOf(id) ?? ''} ${words.title(other)}`.trim() : '';
  };
  const others = () => plan.ordered.filter(({ id, kind }) => id !== item.id && kind !== 'risk' && !into.some(({ from }) => from === id));
  return (
    <Part title={t('links.title')}>
      <ul className="grid gap-2">
        {into.map((link) => (
          <li key={link.id}>
            <LinkRow {...props} link={link} name={named(link.from)} />
          </li>
        ))}
      </ul>
      {edits ? (
        <ItemChoice
          aria-label={t('links.add')}
          className="mt-2"
          plan={plan}
          chosen={null}
          empty={t('links.add')}
          listed={others}
          onChoose={(from) => from && setRefused(linking(from, item.id, 'FS', 0))}
        />
      ) : null}
      {refused ? (
        <p role="alert" className="mt-1 text-sm font-medium text-danger">
          {refused}
        </p>
      ) : null}
      {out.length > 0 ? (
        <p className="mt-2 text-sm text-ink-soft">
          {t('links.out')}{' '}
          {out.map(({ id, to }) => (
            <button key={id} type="button" className="me-2 text-accent underline" lang={plan.facts.language} onClick={() => open(to)}>
              {named(to)}
            </button>
          ))}
        </p>
      ) : null}
    </Part>
  );
}

function LinkRow({ plan, edits, open, link, name }: PartProps & { link: Link; name: string }) {
  const t = useT('plan');
  const words = usePlanWords();
  const lag = useDraft(String(link.lag), (typed) => {
    const days = Number(typed);
    if (!Number.isInteger(days) || Math.abs(days) > 1_000 || typed.trim() === '') return false;
    edits?.changeLink(link.id, { lag: days });
    return true;
  });
  const inactive = plan.schedule.inactive.has(link.id);
  return (
    <div className="rounded-control border border-line p-2 text-sm">
      <div className="flex items-center gap-2">
        <button
          type="button"
          lang={plan.facts.language}
          className="min-w-0 flex-1 truncate text-start text-accent underline"
          onClick={() => open(link.from)}
        >
          {name}
        </button>
        {edits ? (
          <IconButton label={t('links.remove', { name })} onClick={() => edits.unlink(link.id)}>
            <Icon of={X} className="size-4" />
          </IconButton>
        ) : null}
      </div>
      {edits ? (
        <div className="mt-1 grid grid-cols-[minmax(0,1fr)_6rem] gap-2">
          <select
            aria-label={t('links.type')}
            value={link.type}
            onChange={({ target }) => edits.changeLink(link.id, { type: linkTypes.find((one) => one === target.value) })}
            className={controlClasses}
          >
            {linkTypes.map((type) => (
              <option key={type} value={type}>
                {words.link(type)}
              </option>
            ))}
          </select>
          <input type="number" aria-label={t('links.lag')} title={t('links.lag')} {...fieldOf(lag)} className={controlClasses} />
        </div>
      ) : (
        <p className="text-ink-soft">
          {words.link(link.type)}
          {link.lag === 0 ? null : ` · ${t('links.days', { days: link.lag })}`}
        </p>
      )}
      {inactive ? (
        <p className="mt-1 flex items-start gap-1.5 text-warn">
          <Icon of={TriangleAlert} className="mt-0.5 size-4 shrink-0" />
          {t('links.inactive')}
        </p>
      ) : null}
    </div>
  );
}
