/** The reader's words for categories, work packages and person-months. */
import { useFormat, useT } from '~/i18n/react';
import type { Category } from '../budget';
import type { Package } from './cost-fields';

export function useBudgetWords() {
  const t = useT('budget');
  const format = useFormat();
  return {
    /** `C.1 Travel and subsistence` */
    category: (category: Category) =>
      `${category.length > 1 ? `${category[0]}.${category.slice(1)}` : category} ${t(`category.${category}`)}`,
    workPackage: ({ code, title }: Package) => (code ? `${code} ${title}` : t('package.gone', { title })),
    /** Hundredths of person-months, as the reader writes them. */
    months: (hundredths: number) => format.number(hundredths / 100),
  };
}
