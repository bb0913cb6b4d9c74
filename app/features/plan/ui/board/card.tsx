/** What a card of the board says: code, title, who leads in which country, when it is due, how far it is. */
import { AlertTriangle, CalendarDays, CircleCheck, Diamond, EyeOff, FileText, ListChecks, Lock, SquareCheck, TriangleAlert } from 'lucide';
import { createContext, memo, useContext } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Avatar } from '~/ui/avatar';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import type { Kind } from '../../plan';
import type { LockOf, Plan } from '../../whole';
import { useDueWords } from '../due';
import type { PersonHere } from '../people-here';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';

export const columnClasses = 'flex w-[min(19rem,calc(100vw-3.5rem))] min-w-65 shrink-0 snap-start flex-col rounded-card bg-sunken';
export const cardClasses =
  'group relative rounded-card border border-line bg-surface p-2.5 outline-none data-[focus-visible]:ring-2 data-[focus-visible]:ring-focus data-[dragging]:opacity-50 hover:border-line-strong';

const ICONS: Record<Kind, typeof FileText> = {
  workPackage: ListChecks,
  task: SquareCheck,
  deliverable: FileText,
  milestone: Diamond,
  risk: TriangleAlert,
  activity: CalendarDays,
};

export function KindIcon({ kind, className }: { kind: Kind; className?: string }) {
  const icon = ICONS[kind];
  return <Icon of={icon} className={classes('size-3.5 shrink-0', className)} />;
}

/** Says that it stays as it is, or that not everybody sees it. */
export function LockIcon({ lock, className }: { lock: LockOf; className?: string }) {
  const t = useT('plan');
  if (lock === null) return null;
  const icon = lock === 'restricted' ? EyeOff : Lock;
  return (
    <Icon
      of={icon}
      role="img"
      aria-label={t(lock === 'restricted' ? 'activity.restricted' : 'frozen')}
      className={classes('size-3.5 shrink-0', className)}
    />
  );
}

interface Cards extends Pick<ViewProps, 'plan' | 'today' | 'changedByOthers' | 'people'> {}

/** The plan that cards are drawn from: the few that are on the screen look at it with each change, and the columns around them stand still. */
export const CardsContext = createContext<Cards | null>(null);

export function CardBody({ id }: { id: string }) {
  const shown = useContext(CardsContext);
  return shown ? (
    <>
      {/* What others have changed settles with a short tint; the card around it stands still. */}
      {shown.changedByOthers.has(id) ? <span aria-hidden className="settling pointer-events-none absolute inset-0 rounded-card" /> : null}
      <PlanCard id={id} plan={shown.plan} today={shown.today} />
      <Lookers people={shown.people.filter(({ item }) => item === id)} />
    </>
  ) : null;
}

/** Who has the item open at this moment. */
function Lookers({ people }: { people: readonly PersonHere[] }) {
  const t = useT('plan');
  const format = useFormat();
  if (people.length === 0) return null;
  return (
    <p className="absolute end-2 bottom-2 flex">
      <span className="sr-only">{t('here.open', { names: format.list(people.map(({ name }) => name)) })}</span>
      {people.slice(0, 3).map(({ userId, name, colour }) => (
        <Avatar key={userId} name={name} colour={colour} size="small" />
      ))}
    </p>
  );
}

/** Drawn again only when its own words have changed. */
function PlanCard({ plan, id, today }: { plan: Plan; id: string; today: string }) {
  const words = usePlanWords();
  const dueWords = useDueWords(today);
  const item = plan.find(id);
  if (!item) return null;
  const activity = plan.activityOf(id);
  const organisation = plan.organisation(item.lead);
  const decision = plan.decisionOf(id);
  const due = plan.dueOf(item);
  const overdue = plan.isOverdue(item, today);
  const ticked = item.checklist.filter(({ done }) => done).length;
  return (
    <Body
      kind={item.kind}
      kindName={words.kind(item.kind)}
      code={plan.codeOf(id)}
      title={words.title(item)}
      lang={plan.facts.language}
      organisation={organisation ? organisation.shortName || organisation.name : null}
      country={plan.countryOf(item)}
      due={plan.isOver(item) ? null : dueWords(due, overdue)}
      dueDate={due}
      overdue={overdue}
      decision={decision && decision.is !== 'reopened' ? words.decision(decision.is) : null}
      lock={plan.lockOf(id)}
      state={activity ? words.state(plan, item) : null}
      progress={item.progress}
      ticked={ticked}
      steps={item.checklist.length}
    />
  );
}

interface BodyProps {
  kind: Kind;
  kindName: string;
  code: string | null;
  title: string;
  lang: string;
  organisation: string | null;
  country: string;
  due: string | null;
  dueDate: string | null;
  overdue: boolean;
  decision: string | null;
  lock: LockOf;
  /** Of an activity, whose columns say less. */
  state: string | null;
  progress: number;
  ticked: number;
  steps: number;
}

const Body = memo(function Body(props: BodyProps) {
  const t = useT('plan');
  const format = useFormat();
  const {
    kind,
    kindName,
    code,
    title,
    lang,
    organisation,
    country,
    due,
    dueDate,
    overdue,
    decision,
    lock,
    state,
    progress,
    ticked,
    steps,
  } = props;
  return (
    <>
      <p className="relative flex items-center gap-1.5 pe-14 text-xs leading-5 text-ink-soft">
        <KindIcon kind={kind} />
        <span className="sr-only">{kindName}</span>
        <span className="font-medium tabular-nums">{code ?? t('unassigned')}</span>
        <LockIcon lock={lock} />
      </p>
      <p lang={lang} className="relative mt-0.5 line-clamp-2 text-sm leading-5 font-medium wrap-anywhere">
        {title}
      </p>
      <p className="relative mt-1.5 flex min-h-5 flex-wrap items-center gap-x-2 gap-y-0.5 text-xs leading-5 text-ink-soft">
        {organisation ? (
          <span lang={lang} className="max-w-32 truncate rounded-full bg-sunken px-1.5 font-medium" title={organisation}>
            {organisation}
          </span>
        ) : null}
        {country ? (
          <abbr title={format.country(country)} className="no-underline">
            {country}
          </abbr>
        ) : null}
        {decision ? (
          <span className="inline-flex items-center gap-1 font-medium text-good">
            <Icon of={CircleCheck} className="size-3.5" />
            {decision}
          </span>
        ) : due ? (
          <span
            className={classes('inline-flex items-center gap-1', overdue && 'font-medium text-danger')}
            title={dueDate ? format.date(dueDate) : undefined}
          >
            {overdue ? <Icon of={AlertTriangle} className="size-3.5" /> : null}
            {due}
          </span>
        ) : null}
        {state ? <span>{state}</span> : null}
        {steps > 0 ? <span>{t('steps', { done: ticked, all: steps })}</span> : null}
        {progress > 0 && progress < 100 ? (
          <span className="ms-auto inline-flex items-center gap-1.5 tabular-nums">
            <span aria-hidden className="h-1 w-10 overflow-hidden rounded-full bg-line">
              <span className="block h-full bg-accent" style={{ width: `${progress}%` }} />
            </span>
            {t('percent', { progress })}
          </span>
        ) : null}
      </p>
    </>
  );
});
