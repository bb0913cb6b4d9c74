/** The description of an item: a rich text that many write at once. */
import { Suspense } from 'react';
import { RichField } from '~/features/documents/rich-field';
import { useT } from '~/i18n/react';
import { descriptionOf } from '../../live';
import type { PartProps } from './item-panel';
import { Part } from './part';

export function Description({ plan, item, edits, doc }: PartProps) {
  const t = useT('plan');
  const fragment = doc && descriptionOf(doc, item.id);
  if (!fragment || (!edits && fragment.length === 0)) return null;
  return (
    <Part title={t('panel.description')}>
      <Suspense fallback={<div className="min-h-24 rounded-control bg-sunken" />}>
        <RichField
          fragment={fragment}
          mode={edits ? 'write' : 'read'}
          label={t('panel.description')}
          lang={plan.facts.language}
          missing={<p className="text-sm text-warn">{t('missing.part')}</p>}
        />
      </Suspense>
    </Part>
  );
}
