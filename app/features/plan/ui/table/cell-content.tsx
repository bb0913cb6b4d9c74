/** What a cell says while nobody edits it. */
import { AlertTriangle, ArrowRight, CircleCheck, CircleSlash, Hand } from 'lucide';
import type { ReactNode } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Avatar } from '~/ui/avatar';
import { Badge, type BadgeTone } from '~/ui/badge';
import { Icon } from '~/ui/icon';
import type { Degree, Item, Status } from '../../plan';
import { dayOf } from '../../schedule';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import { type Choice, fits, waitsOf } from './columns';
import { useTableWords } from './words';

const STATUS: Record<Status, BadgeTone> = {
  todo: 'plain',
  doing: 'accent',
  blocked: 'danger',
  review: 'warn',
  done: 'good',
  cancelled: 'plain',
};
const DEGREE: Record<Degree, BadgeTone> = { low: 'plain', medium: 'warn', high: 'danger' };
/** So many faces stand in a cell; of the rest there is a number. */
const FACES = 3;

export interface ContentProps {
  plan: Plan;
  item: Item;
  column: Choice;
  today: string;
}

/** @returns what is shown, and the same in words where it may be cut off */
export function useContent(): (props: ContentProps) => { shown: ReactNode; title?: string } {
  const t = useT('plan');
  const words = usePlanWords();
  const own = useTableWords();
  const format = useFormat();
  return ({ plan, item, column, today }) => {
    if (!fits(item, column)) return { shown: null };
    const { language } = plan.facts;
    const name = (id: string | null) => {
      const organisation = plan.organisation(id);
      return organisation ? organisation.shortName || organisation.name : '';
    };
    const plain = (text: string, lang?: string) => ({ shown: text === '' ? null : <span lang={lang}>{text}</span>, title: text });
    switch (column) {
      case 'kind':
        return plain(words.kind(item.kind));
      case 'status':
        return { shown: <Badge tone={STATUS[item.status]}>{words.state(plan, item)}</Badge> };
      case 'lead':
        return { ...plain(name(item.lead), language), title: plan.organisation(item.lead)?.name };
      case 'country':
        return plain(format.country(plan.countryOf(item)));
      case 'partners':
        return plain(format.list(item.partners.map(name).filter(Boolean)), language);
      case 'people':
        return people(plan, item);
      case 'start':
      case 'end':
        return when(plan, item, column, today);
      case 'duration': {
        const scheduled = plan.scheduled(item.id);
        return plain(scheduled ? t('table.days', { count: plan.days.count(scheduled.start, scheduled.end) }) : '');
      }
      case 'progress':
        return {
          shown: (
            <span className="flex w-full items-center gap-2 tabular-nums">
              <span aria-hidden className="h-1.5 min-w-8 flex-1 overflow-hidden rounded-full bg-line">
                <span className="block h-full bg-accent" style={{ width: `${item.progress}%` }} />
              </span>
              <span className="w-11 text-end">{t('percent', { progress: item.progress })}</span>
            </span>
          ),
        };
      case 'type':
        return plain(words.code(plan.facts.codes, 'type', item.deliverable));
      case 'level':
        return plain(words.code(plan.facts.codes, 'level', item.dissemination));
      case 'decision':
        return decision(plan, item);
      case 'scheduling':
        return {
          shown: (
            <>
              {item.scheduling === 'manual' ? <Icon of={Hand} className="size-3.5 shrink-0 text-ink-soft" /> : null}
              <span>{t(`table.scheduling.${item.scheduling}`)}</span>
            </>
          ),
        };
      case 'waits':
        return plain(
          waitsOf(plan, item.id)
            .map((link) => own.link(plan, link))
            .join(', '),
        );
      case 'checklist':
        return plain(
          item.checklist.length === 0
            ? ''
            : t('steps', { done: item.checklist.filter(({ done }) => done).length, all: item.checklist.length }),
        );
      case 'origin':
        return plain(words.origin(item.origin));
      case 'likelihood':
      case 'severity':
        return { shown: <Badge tone={DEGREE[item[column]]}>{words.degree(item[column])}</Badge> };
    }
  };

  function people(plan: Plan, item: Item) {
    const there = item.people.flatMap((id) => plan.person(id) ?? []);
    const names = format.list(there.map((person) => person.name));
    if (there.length === 0) return { shown: null };
    const more = there.length - FACES;
    return {
      title: names,
      shown: (
        <>
          <span aria-hidden className="flex shrink-0 -space-x-1.5">
            {there.slice(0, FACES).map(({ id, name, colour }) => (
              <Avatar key={id} name={name} colour={colour} size="small" className="ring-2 ring-surface" />
            ))}
          </span>
          {more > 0 ? (
            <span aria-hidden className="text-xs text-ink-soft">
              +{more}
            </span>
          ) : null}
          <span className={there.length > 1 ? 'sr-only' : undefined}>{names}</span>
        </>
      ),
    };
  }

  function when(plan: Plan, item: Item, column: 'start' | 'end', today: string) {
    const asked = item[column];
    if (asked === null) return { shown: null };
    const scheduled = plan.scheduled(item.id);
    const planned = dayOf(asked, column, plan.facts.startDate);
    if (!scheduled || planned === null) return { shown: <span>{words.when(asked)}</span> };
    const day = scheduled[column];
    const moved = day !== planned;
    const late = column === 'end' && plan.isOverdue(item, today);
    const said = own.day(plan, day);
    const typed =
      'month' in asked ? t('table.asMonth', { day: own.day(plan, planned) }) : t('table.asDay', { day: own.day(plan, planned) });
    return {
      title: moved ? t('table.moved', { day: own.day(plan, planned) }) : typed,
      shown: (
        <span className={late ? 'inline-flex items-center gap-1 font-medium text-danger' : 'inline-flex items-center gap-1'}>
          {late ? <Icon of={AlertTriangle} className="size-3.5 shrink-0" /> : null}
          {moved ? <Icon of={ArrowRight} role="img" aria-label={t('table.movedShort')} className="size-3.5 shrink-0 text-warn" /> : null}
          <span className="tabular-nums">{late ? t('overdue', { when: said }) : said}</span>
        </span>
      ),
    };
  }

  function decision(plan: Plan, item: Item) {
    const found = plan.decisionOf(item.id);
    if (!found || found.is === 'reopened') return { shown: null };
    const rejected = found.is === 'rejected';
    const icon = rejected ? CircleSlash : CircleCheck;
    return {
      title: `${words.decision(found.is)}, ${format.date(found.on)}`,
      shown: (
        <Badge tone={rejected ? 'danger' : found.is === 'partly' ? 'warn' : 'good'} icon={<Icon of={icon} />}>
          {words.decision(found.is)}
        </Badge>
      ),
    };
  }
}
