/** The editor of a cell, by its column: a line of text, a choice, or several of many. */
import { useT } from '~/i18n/react';
import type { Changes } from '../../live';
import { degrees, type Item, limits, origins, schedulings, statuses, type When } from '../../plan';
import { codesFor } from '../../portal-lists';
import { parseWhen } from '../../when';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import { isSameWhen, readProgress, readTitle } from './cells';
import { ChoiceEditor } from './choice-editor';
import type { Column } from './columns';
import { ListEditor } from './list-editor';
import type { Kept } from './state';
import { TextEditor } from './text-editor';
import { useTableWords } from './words';

export interface EditorProps {
  plan: Plan;
  /** As it is now; as it was when the editor was opened, where somebody has removed it. */
  item: Item;
  column: Column;
  first: string | null;
  kept: Kept | undefined;
  /** What others did to it since the editor was opened, in words. */
  meanwhile: string | null;
}

export function CellEditor(props: EditorProps) {
  const { plan, item, column } = props;
  const t = useT('plan');
  const words = usePlanWords();
  const label = t('table.editing', { column: useTableWords().heading(column), title: words.title(item) });
  const { language } = plan.facts;
  const shared = { ...props, label };
  const organisations = plan.facts.organisations.map(({ id, name, shortName }) => ({
    value: id,
    label: shortName || name,
    lang: language,
  }));
  switch (column) {
    case 'title':
      return (
        <TextEditor
          {...shared}
          value={item.title}
          lang={language}
          longest={limits.title}
          read={(text) => ({ ok: true, value: readTitle(text) === item.title ? null : { changes: { title: readTitle(text) } } })}
        />
      );
    case 'start':
    case 'end':
      return <WhenEditor {...shared} column={column} />;
    case 'progress':
      return (
        <TextEditor
          {...shared}
          value={String(item.progress)}
          numeric
          read={(text) => {
            const read = readProgress(text);
            if (!read.ok) return read;
            return { ok: true, value: read.value === item.progress ? null : { changes: { progress: read.value } } };
          }}
        />
      );
    case 'status':
      return <Choose {...shared} values={statuses} value={item.status} word={words.status} write={(status) => ({ status })} />;
    case 'type':
      return (
        <Choose
          {...shared}
          values={codesFor(plan.facts.codes, 'type', item.deliverable)}
          value={item.deliverable}
          word={(code) => words.code(plan.facts.codes, 'type', code)}
          write={(deliverable) => ({ deliverable })}
        />
      );
    case 'level':
      return (
        <Choose
          {...shared}
          values={codesFor(plan.facts.codes, 'level', item.dissemination)}
          value={item.dissemination}
          word={(code) => words.code(plan.facts.codes, 'level', code)}
          write={(dissemination) => ({ dissemination })}
        />
      );
    case 'scheduling':
      return (
        <Choose
          {...shared}
          values={schedulings}
          value={item.scheduling}
          word={(one) => t(`table.scheduling.${one}`)}
          write={(scheduling) => ({ scheduling })}
        />
      );
    case 'origin':
      return <Choose {...shared} values={origins} value={item.origin} word={words.origin} write={(origin) => ({ origin })} />;
    case 'likelihood':
      return <Choose {...shared} values={degrees} value={item.likelihood} word={words.degree} write={(likelihood) => ({ likelihood })} />;
    case 'severity':
      return <Choose {...shared} values={degrees} value={item.severity} word={words.degree} write={(severity) => ({ severity })} />;
    case 'lead':
      return (
        <ChoiceEditor
          {...shared}
          value={plan.organisation(item.lead)?.id ?? ''}
          options={[{ value: '', label: t('none.organisation') }, ...organisations]}
          write={(value) => ({ changes: { lead: value || null } })}
        />
      );
    case 'partners':
      return <ListEditor {...shared} list="partners" chosen={item.partners} options={organisations} />;
    case 'people':
      return (
        <ListEditor
          {...shared}
          list="people"
          chosen={item.people}
          options={plan.facts.people.map(({ id, name }) => ({ value: id, label: name }))}
        />
      );
    default:
      return null;
  }
}

function Choose<Value extends string>({
  values,
  value,
  word,
  write,
  ...rest
}: EditorProps & {
  label: string;
  values: readonly Value[];
  value: Value;
  word: (value: Value) => string;
  write: (value: Value) => Changes;
}) {
  return (
    <ChoiceEditor
      {...rest}
      value={value}
      options={values.map((one) => ({ value: one, label: word(one) }))}
      write={(chosen) => ({ changes: write(chosen as Value) })}
    />
  );
}

/** A month of the project is typed as one again, a day as a day. */
function WhenEditor({ column, ...props }: Omit<EditorProps, 'column'> & { column: 'start' | 'end'; label: string }) {
  const words = usePlanWords();
  const when: When | null = props.item[column];
  return (
    <TextEditor
      {...props}
      value={words.when(when)}
      read={(text) => {
        const read = parseWhen(text);
        if (!read.ok) return read;
        return { ok: true, value: isSameWhen(read.when, when) ? null : { changes: { [column]: read.when } } };
      }}
    />
  );
}
