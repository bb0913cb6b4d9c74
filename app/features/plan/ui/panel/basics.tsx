/** What every item has: state, who leads and does it, where it belongs, when it is. */
import { useFormat, useT } from '~/i18n/react';
import { controlClasses } from '~/ui/text-input';
import { parentsOf, schedulings, statuses } from '../../plan';
import { orderAtEnd } from '../board/columns';
import { useDueWords } from '../due';
import { useDraft } from '../use-draft';
import { usePlanWords } from '../words';
import { ItemChoice } from './item-choice';
import type { PartProps } from './item-panel';
import { type Choice, ChoiceRow, fieldOf, ListRow, Part, Row, Value, WhenRow } from './part';

export function Basics(props: PartProps) {
  const { plan, item, edits } = props;
  const t = useT('plan');
  const words = usePlanWords();
  const { id, kind } = item;
  const organisations = useOrganisations(props);
  const people = plan.facts.people.map((person) => ({ value: person.id, label: person.name }));
  const known = (options: readonly Choice[], ids: readonly string[]) =>
    ids.flatMap((one) => options.find(({ value }) => value === one) ?? []);
  const change = (changes: Parameters<NonNullable<typeof edits>['change']>[1]) => edits?.change(id, changes);
  return (
    <Part title={t('panel.basics')}>
      <div className="grid gap-2">
        <ChoiceRow
          label={t('panel.status')}
          value={item.status}
          options={statuses.map((value) => ({ value, label: words.status(value) }))}
          onChange={edits && ((value) => change({ status: statuses.find((one) => one === value) }))}
        />
        <ChoiceRow
          label={t('panel.lead')}
          value={item.lead}
          options={organisations}
          empty={t('none.organisation')}
          onChange={edits && ((value) => change({ lead: value || null }))}
        />
        <ListRow
          label={t('panel.partners')}
          chosen={known(organisations, item.partners)}
          options={organisations.filter(({ value }) => value !== item.lead)}
          add={t('panel.addOrganisation')}
          onAdd={edits && ((value) => edits.list(id, { list: 'partners', id: value, value: true }))}
          onRemove={(value) => edits?.list(id, { list: 'partners', id: value, value: null })}
        />
        <ListRow
          label={t('panel.people')}
          chosen={known(people, item.people)}
          options={people}
          add={t('panel.addPerson')}
          onAdd={edits && ((value) => edits.list(id, { list: 'people', id: value, value: true }))}
          onRemove={(value) => edits?.list(id, { list: 'people', id: value, value: null })}
        />
        {parentsOf[kind].length > 0 ? <ParentRow {...props} /> : null}
        {kind === 'workPackage' || kind === 'task' ? (
          <>
            <WhenRow
              plan={plan}
              label={t('panel.start')}
              when={item.start}
              end="start"
              onChange={edits && ((start) => change({ start }))}
            />
            <WhenRow plan={plan} label={t('panel.end')} when={item.end} end="end" onChange={edits && ((end) => change({ end }))} />
            <ChoiceRow
              label={t('panel.scheduling')}
              value={item.scheduling}
              options={schedulings.map((value) => ({ value, label: t(value === 'auto' ? 'scheduling.auto' : 'scheduling.manual') }))}
              onChange={edits && ((value) => change({ scheduling: schedulings.find((one) => one === value) }))}
            />
          </>
        ) : kind === 'risk' ? null : (
          <WhenRow plan={plan} label={t('panel.due')} when={item.end} end="end" onChange={edits && ((end) => change({ end }))} />
        )}
        <ScheduledRow {...props} />
        {kind === 'task' ? <ProgressRow {...props} /> : null}
      </div>
    </Part>
  );
}

export function useOrganisations({ plan }: Pick<PartProps, 'plan'>): Choice[] {
  return plan.facts.organisations.map(({ id, name, shortName }) => ({ value: id, label: shortName || name, lang: plan.facts.language }));
}

function ParentRow({ plan, item, edits }: PartProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const parent = (plan.codeOf(item.id) && plan.items.get(item.parent ?? '')) || null;
  const listed = () => {
    const allowed = parentsOf[item.kind];
    const within = new Set([item.id]);
    for (const one of plan.ordered) if (one.parent && within.has(one.parent)) within.add(one.id);
    return plan.ordered.filter((one) => allowed.includes(one.kind) && !within.has(one.id) && plan.codeOf(one.id));
  };
  return (
    <Row label={t('panel.belongsTo')} plain={!edits}>
      {edits ? (
        <ItemChoice
          plan={plan}
          chosen={parent}
          empty={t('unassigned')}
          listed={listed}
          onChoose={(to) => edits.place(item.id, to, orderAtEnd(plan, to))}
        />
      ) : (
        <Value lang={plan.facts.language}>{parent ? `${plan.codeOf(parent.id)} ${words.title(parent)}` : t('unassigned')}</Value>
      )}
    </Row>
  );
}

/** Where what it waits for has moved it, or would have it, and whether it is late: in words. */
function ScheduledRow({ plan, item, today }: PartProps) {
  const t = useT('plan');
  const format = useFormat();
  const due = useDueWords(today);
  const scheduled = plan.scheduled(item.id);
  if (!scheduled) return null;
  const moved = scheduled.start !== scheduled.planned.start || scheduled.end !== scheduled.planned.end;
  const overdue = plan.isOverdue(item, today);
  return (
    <>
      {moved ? (
        <Row label={t('panel.scheduled')} plain>
          <Value>{t('panel.moved', { start: format.date(scheduled.start), end: format.date(scheduled.end) })}</Value>
        </Row>
      ) : null}
      {scheduled.late ? (
        <Row label={t('panel.scheduled')} plain>
          <Value>
            <span className="text-warn">{t('panel.late', { date: format.date(scheduled.late) })}</span>
          </Value>
        </Row>
      ) : null}
      {overdue ? (
        <p className="text-sm font-medium text-danger" role="status">
          {due(scheduled.end, true)}
        </p>
      ) : null}
    </>
  );
}

function ProgressRow({ item, edits }: PartProps) {
  const t = useT('plan');
  const draft = useDraft(String(item.progress), (typed) => {
    const progress = Number(typed);
    if (!Number.isInteger(progress) || progress < 0 || progress > 100 || typed.trim() === '') return false;
    edits?.change(item.id, { progress });
    return true;
  });
  return (
    <Row label={t('panel.progress')} plain={!edits}>
      {edits ? (
        <input type="number" min={0} max={100} step={5} {...fieldOf(draft)} className={`${controlClasses} max-w-28`} />
      ) : (
        <Value>{t('percent', { progress: item.progress })}</Value>
      )}
    </Row>
  );
}
