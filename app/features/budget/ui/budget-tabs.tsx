/** The pages about money and work, with the organisation that is looked at. */
import { useT } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import { LinkTabs } from '~/ui/link-tabs';
import { budgetPath, effortPath, expensesPath, ofOrganisation } from '../budget';

interface Props {
  at: 'budget' | 'effort' | 'expenses' | 'rules';
  partnershipId: string;
  /** Whose rows are looked at. */
  of: string | null;
  mayDecide: boolean;
}

export function BudgetTabs({ at, partnershipId, of, mayDecide }: Props) {
  const t = useT('budget');
  const keeps = (path: string) => (of ? ofOrganisation(path, of) : path);
  const tabs = [
    { key: 'budget', to: keeps(budgetPath(partnershipId)), label: t('planned') },
    { key: 'expenses', to: keeps(expensesPath(partnershipId)), label: t('expenses.title') },
    { key: 'effort', to: keeps(effortPath(partnershipId)), label: t('effort.title') },
    ...(mayDecide ? [{ key: 'rules', to: `${budgetPath(partnershipId)}/rules`, label: t('rules') }] : []),
  ];
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
      <LinkTabs label={t('title')} tabs={tabs.map((tab) => ({ ...tab, current: tab.key === at }))} />
      <ButtonLink to={`${budgetPath(partnershipId)}/file`} reloadDocument look="quiet">
        {t('download')}
      </ButtonLink>
    </div>
  );
}
