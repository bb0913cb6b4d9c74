/** What a planned cost and an expense have in common. */
import { useFormat, useT } from '~/i18n/react';
import { Select } from '~/ui/choice';
import { TextInput } from '~/ui/text-input';
import { type Category, categories, limits } from '../budget';
import { useBudgetWords } from './words';

export interface Package {
  id: string;
  code: string;
  title: string;
}

interface Props {
  stored?: { category: Category; description: string; cents: bigint; workPackageId: string };
  packages: readonly Package[];
  language: string;
}

export function CostFields({ stored, packages, language }: Props) {
  const t = useT('budget');
  const format = useFormat();
  const words = useBudgetWords();
  return (
    <>
      <div className="grid gap-x-4 sm:grid-cols-2">
        <Select
          name="category"
          label={t('category')}
          required
          empty={t('category.choose')}
          defaultValue={stored?.category ?? ''}
          options={categories.map((value) => ({ value, label: words.category(value) }))}
        />
        <Select
          name="workPackageId"
          label={t('package')}
          empty={t('noPackage')}
          defaultValue={stored?.workPackageId ?? ''}
          options={packages.map((one) => ({ value: one.id, label: words.workPackage(one), lang: language }))}
        />
      </div>
      <TextInput
        name="description"
        label={t('description')}
        hint={t('description.hint')}
        required
        maxLength={limits.description}
        autoComplete="off"
        defaultValue={stored?.description}
        lang={language}
      />
      <TextInput
        name="cents"
        label={t('amount')}
        hint={t('amount.hint', { example: format.money(125000n) })}
        required
        inputMode="decimal"
        autoComplete="off"
        className="max-w-xs"
        defaultValue={stored ? format.money(stored.cents) : ''}
      />
    </>
  );
}
