/** "Waits for ...": what drawing a line does, chosen; and the lines that are there, to change or to remove. */
import { Search, Trash2, TriangleAlert } from 'lucide';
import { useId, useMemo, useState } from 'react';
import { useT } from '~/i18n/react';
import { fold, foundIn } from '~/kit/fold';
import { Button, IconButton } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import { Notice } from '~/ui/notice';
import { controlClasses } from '~/ui/text-input';
import type { PlanEdits } from '../../edits';
import { type Item, type Link, type LinkType, linkTypes } from '../../plan';
import type { Plan } from '../../whole';
import { useLinking } from '../use-linking';
import { usePlanWords } from '../words';
import { useRowWords } from './row-words';

/** So many are offered; typing more finds the others. */
const OFFERED = 8;
const LONGEST_LAG = 2_000;

export interface LinksDialogProps {
  plan: Plan;
  item: Item;
  edits: PlanEdits | null;
  onClose: () => void;
}

export function LinksDialog({ plan, item, edits, onClose }: LinksDialogProps) {
  const t = useT('plan');
  const words = useRowWords(plan);
  const into = plan.links.filter(({ to }) => to === item.id);
  const out = plan.links.filter(({ from }) => from === item.id);
  return (
    <Dialog open wide title={t('timeline.linksTitle', { name: words.both(item) })} onClose={onClose}>
      <Lines plan={plan} edits={edits} title={t('timeline.linksIn')} links={into} other="from" empty={t('timeline.linksNone')} />
      {out.length > 0 ? <Lines plan={plan} edits={edits} title={t('timeline.linksOut')} links={out} other="to" /> : null}
      {edits ? <AddLine plan={plan} item={item} edits={edits} /> : null}
    </Dialog>
  );
}

interface LinesProps {
  plan: Plan;
  edits: PlanEdits | null;
  title: string;
  links: readonly Link[];
  /** Which end of it is named. */
  other: 'from' | 'to';
  empty?: string;
}

function Lines({ plan, edits, title, links, other, empty }: LinesProps) {
  const t = useT('plan');
  const words = useRowWords(plan);
  return (
    <section className="mb-4">
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      {links.length === 0 ? <p className="text-sm text-ink-soft">{empty}</p> : null}
      <ul className="grid gap-2">
        {links.map((link) => {
          const item = plan.items.get(link[other]);
          if (!item) return null;
          const name = words.both(item);
          return (
            <li key={link.id} className="rounded-control border border-line p-2">
              <div className="flex items-center gap-2">
                <span lang={plan.facts.language} className="min-w-0 flex-1 text-sm font-medium">
                  {name}
                </span>
                {edits ? (
                  <IconButton label={t('links.remove', { name })} onClick={() => edits.unlink(link.id)}>
                    <Icon of={Trash2} className="size-4" />
                  </IconButton>
                ) : null}
              </div>
              {plan.schedule.inactive.has(link.id) ? (
                <p className="flex items-start gap-1.5 text-sm text-warn">
                  <Icon of={TriangleAlert} className="mt-0.5 size-4 shrink-0" />
                  {t('links.inactive')}
                </p>
              ) : null}
              <Kind name={name} value={link} disabled={edits === null} onChange={(changes) => edits?.changeLink(link.id, changes)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface KindProps {
  /** Of the item at the other end; empty: of the one that is being chosen. */
  name: string;
  value: { type: LinkType; lag: number };
  disabled?: boolean;
  onChange: (changes: Partial<{ type: LinkType; lag: number }>) => void;
}

/** How two things hang together, and the days between. */
function Kind({ name, value, disabled, onChange }: KindProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const [typed, setTyped] = useState<string | null>(null);
  const put = () => {
    const lag = Math.round(Number((typed ?? '').replace('−', '-').trim()));
    if (typed !== null && Number.isFinite(lag) && Math.abs(lag) <= LONGEST_LAG && lag !== value.lag) onChange({ lag });
    setTyped(null);
  };
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2">
      <select
        aria-label={name ? t('timeline.linkTypeOf', { name }) : t('links.type')}
        disabled={disabled}
        value={value.type}
        onChange={(event) => onChange({ type: linkTypes.find((one) => one === event.target.value) ?? 'FS' })}
        className={classes(controlClasses, 'w-auto max-w-full flex-1')}
      >
        {linkTypes.map((type) => (
          <option key={type} value={type}>
            {words.link(type)}
          </option>
        ))}
      </select>
      <label className="inline-flex items-center gap-2 text-sm">
        {t('links.lag')}
        <input
          inputMode="text"
          disabled={disabled}
          aria-label={name ? t('timeline.lagOf', { name }) : t('links.lag')}
          value={typed ?? String(value.lag)}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={put}
          onKeyDown={(event) => event.key === 'Enter' && put()}
          className={classes(controlClasses, 'w-20')}
        />
      </label>
    </div>
  );
}

function AddLine({ plan, item, edits }: { plan: Plan; item: Item; edits: PlanEdits }) {
  const t = useT('plan');
  const words = useRowWords(plan);
  const linking = useLinking(plan, edits);
  const [asked, setAsked] = useState('');
  const [kind, setKind] = useState<{ type: LinkType; lag: number }>({ type: 'FS', lag: 0 });
  const [refused, setRefused] = useState<string | null>(null);
  const id = useId();
  const found = useMemo(() => {
    const looked = fold(asked.trim());
    const there = new Set(plan.links.flatMap(({ from, to }) => (to === item.id ? from : [])));
    const offered = plan.ordered.filter(({ id: one, kind: is }) => one !== item.id && is !== 'risk' && !there.has(one));
    return offered.filter((one) => foundIn(fold(`${plan.codeOf(one.id) ?? ''} ${one.title}`), looked)).slice(0, OFFERED);
  }, [asked, plan, item.id]);
  return (
    <section className="border-t border-line pt-4">
      <h3 className="mb-2 text-sm font-semibold">{t('timeline.linkAdd')}</h3>
      <Kind name="" value={kind} onChange={(changes) => setKind({ ...kind, ...changes })} />
      <label htmlFor={id} className="mt-3 block text-sm">
        {t('timeline.linkItem')}
      </label>
      <div className="relative mt-1">
        <Icon of={Search} className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-ink-soft" />
        <input
          id={id}
          type="search"
          data-autofocus
          autoComplete="off"
          value={asked}
          onChange={(event) => setAsked(event.target.value)}
          className={classes(controlClasses, 'ps-8')}
        />
      </div>
      {refused ? (
        <Notice tone="danger" live className="mt-2" title={refused}>
          {''}
        </Notice>
      ) : null}
      <ul className="mt-2 grid gap-1">
        {found.map((one) => (
          <li key={one.id}>
            <Button
              className="w-full justify-start text-start"
              onClick={() => {
                const why = linking(one.id, item.id, kind.type, kind.lag);
                setRefused(why);
                if (why === null) setAsked('');
              }}
            >
              <span lang={plan.facts.language}>{words.both(one)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="mt-2 text-sm text-ink-soft">{t('timeline.linkNothing')}</p> : null}
    </section>
  );
}
