/** Places in documents of the partnership that belong to the item. */
import { useFetcher } from '@remix-run/react';
import { X } from 'lucide';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { newId } from '~/kit/ids';
import { IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { controlClasses } from '~/ui/text-input';
import type { PlanDocument } from '../../facts';
import type { PartProps } from './item-panel';
import { Part } from './part';

type Heading = { block: string; title: string };

export function Sections({ plan, item, edits }: PartProps) {
  const t = useT('plan');
  const { documents, partnershipId } = plan.facts;
  const [chosen, setChosen] = useState<PlanDocument | null>(null);
  const headings = useFetcher<Heading[]>();
  if (!edits && item.sections.length === 0) return null;
  const choose = (id: string) => {
    const found = documents.find((one) => one.id === id) ?? null;
    setChosen(found);
    if (found) headings.load(`/p/${partnershipId}/plan/headings/${found.id}`);
  };
  const add = ({ id, lang, title }: PlanDocument, heading: Heading | undefined) => {
    const value = { document: id, language: lang, block: heading?.block ?? '', title: heading?.title ?? title };
    edits?.list(item.id, { list: 'sections', id: newId(), value });
    setChosen(null);
  };
  return (
    <Part title={t('panel.sections')}>
      <ul className="grid gap-1">
        {item.sections.map(({ id, document, language, block, title }) => (
          <li key={id} className="flex items-center gap-2 text-sm">
            <Link
              to={`/p/${partnershipId}/documents/${document}/${language}${block ? `#s-${block}` : ''}`}
              lang={language}
              className="min-w-0 flex-1 truncate"
            >
              {title}
            </Link>
            {edits ? (
              <IconButton
                label={t('panel.takeOut', { name: title })}
                onClick={() => edits.list(item.id, { list: 'sections', id, value: null })}
              >
                <Icon of={X} className="size-4" />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {edits && documents.length > 0 ? (
        <div className="mt-1 grid gap-1.5">
          <select
            aria-label={t('panel.addSection')}
            value={chosen?.id ?? ''}
            onChange={({ target }) => choose(target.value)}
            className={controlClasses}
          >
            <option value="">{t('panel.addSection')}</option>
            {documents.map(({ id, title, lang }) => (
              <option key={id} value={id} lang={lang}>
                {title}
              </option>
            ))}
          </select>
          {chosen && headings.data ? (
            <select
              aria-label={chosen.title}
              value=""
              onChange={({ target }) =>
                add(
                  chosen,
                  headings.data?.find(({ block }) => block === target.value),
                )
              }
              className={controlClasses}
            >
              <option value="">{t('panel.choosePlace')}</option>
              <option value="*">{t('panel.wholeDocument')}</option>
              {headings.data.map(({ block, title }) => (
                <option key={block} value={block} lang={chosen.lang}>
                  {title}
                </option>
              ))}
            </select>
          ) : null}
        </div>
      ) : null}
    </Part>
  );
}
