/** Taking one's data along, and the way out. */
import { Download } from 'lucide';
import { useT } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import { Icon } from '~/ui/icon';

export function DataAndDeletion() {
  const t = useT('accounts');
  return (
    <>
      <Card title={t('account.data')}>
        <p className="mb-4 text-sm text-ink-soft">{t('account.dataText')}</p>
        <ButtonLink to="/account/data" reloadDocument icon={<Icon of={Download} className="size-4" />}>
          {t('account.download')}
        </ButtonLink>
      </Card>
      <Card title={t('account.delete')}>
        <p className="mb-4 text-sm text-ink-soft">{t('account.deleteText')}</p>
        <ButtonLink to="/account/delete" look="danger">
          {t('account.deleteLink')}
        </ButtonLink>
      </Card>
    </>
  );
}
