/** The plan as it stands before a view's file is here, and for good where scripts are blocked: readable, and nothing moves. */
import { useMemo } from 'react';
import { useT } from '~/i18n/react';
import { CardBody, CardsContext, cardClasses, columnClasses, KindIcon } from './board/card';
import { columnOf, columnsOf, inRank } from './board/columns';
import type { ViewProps } from './view';
import { usePlanWords } from './words';

/** So many cards of a column, and rows of a list, are drawn: what is further down is not on the screen before the view is. */
const CARDS = 12;
const ROWS = 60;

export function StillBoard({ plan, shown, query, today, changedByOthers, people }: ViewProps) {
  const words = usePlanWords();
  const columns = useMemo(() => columnsOf(plan, query.group, shown), [plan, query.group, shown]);
  return (
    <CardsContext.Provider value={useMemo(() => ({ plan, today, changedByOthers, people }), [plan, today, changedByOthers, people])}>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard too, and nothing in it can have the focus yet.
        tabIndex={0}
        aria-label={words.view('board')}
        className="relative flex min-h-0 flex-1 gap-3 overflow-x-auto px-4 pb-4 md:px-6"
      >
        {columns.map((key) => {
          const cards = inRank(shown.filter((item) => columnOf(plan, item, query.group) === key));
          const { name, lang } = words.column(plan, key);
          return (
            <section key={key} aria-label={name} className={columnClasses}>
              <h3 lang={lang} className="flex items-center gap-2 px-3 pt-2 pb-1 text-sm leading-8 font-semibold">
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className="text-xs font-normal text-ink-soft">{cards.length}</span>
              </h3>
              <ul className="flex min-h-16 flex-col gap-2 overflow-hidden p-2">
                {cards.slice(0, CARDS).map(({ id }) => (
                  <li key={id} className={cardClasses}>
                    <CardBody id={id} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </section>
    </CardsContext.Provider>
  );
}

export function StillList({ plan, shown, query }: ViewProps) {
  const words = usePlanWords();
  const t = useT('plan');
  return (
    <ul
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the way by keyboard into the view begins here, also before the view is here.
      tabIndex={0}
      aria-label={words.view(query.view)}
      className="min-h-0 flex-1 overflow-hidden px-4 md:px-6"
    >
      {shown.slice(0, ROWS).map((item) => (
        <li
          key={item.id}
          className="flex min-h-9 items-center gap-2 border-b border-line text-sm"
          style={{ paddingInlineStart: `${plan.depthOf(item) * 1.25}rem` }}
        >
          <KindIcon kind={item.kind} />
          <span className="w-14 shrink-0 text-ink-soft tabular-nums">{plan.codeOf(item.id) ?? t('unassigned')}</span>
          <span lang={plan.facts.language} className="truncate">
            {words.title(item)}
          </span>
        </li>
      ))}
    </ul>
  );
}
