/** Steps within an item, to tick off. */
import { Plus, X } from 'lucide';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { newId } from '~/kit/ids';
import { Button, IconButton } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import { orderAt } from '../../order';
import { limits } from '../../plan';
import type { PartProps } from './item-panel';
import { Part } from './part';

export function Checklist({ plan, item, edits }: PartProps) {
  const t = useT('plan');
  const [typed, setTyped] = useState('');
  const { checklist } = item;
  if (!edits && checklist.length === 0) return null;
  const done = checklist.filter((check) => check.done).length;
  const add = () => {
    const text = typed.trim();
    if (text === '') return;
    edits?.list(item.id, { list: 'checklist', id: newId(), value: { text, order: orderAt(checklist, checklist.length) } });
    setTyped('');
  };
  return (
    <Part title={checklist.length > 0 ? `${t('panel.checklist')} · ${t('steps', { done, all: checklist.length })}` : t('panel.checklist')}>
      <ul>
        {checklist.map((check) => (
          <li key={check.id} className="group flex items-start gap-2">
            <label
              lang={plan.facts.language}
              className="flex min-h-8 min-w-0 flex-1 items-start gap-2 py-1.5 text-sm pointer-coarse:min-h-11"
            >
              <input
                type="checkbox"
                className="mt-0.5 size-4 shrink-0"
                checked={check.done}
                disabled={!edits}
                onChange={({ target }) => edits?.tick(item.id, check.id, target.checked)}
              />
              <span className={classes('wrap-anywhere', check.done && 'text-ink-soft line-through')}>{check.text}</span>
            </label>
            {edits ? (
              <IconButton
                label={t('panel.takeOut', { name: check.text })}
                onClick={() => edits.list(item.id, { list: 'checklist', id: check.id, value: null })}
              >
                <Icon of={X} className="size-4" />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {edits ? (
        <form
          className="mt-1 flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <input
            type="text"
            aria-label={t('panel.newStep')}
            placeholder={t('panel.newStep')}
            maxLength={limits.check}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            className={controlClasses}
          />
          <Button type="submit" icon={<Icon of={Plus} className="size-4" />}>
            {t('add')}
          </Button>
        </form>
      ) : null}
    </Part>
  );
}
