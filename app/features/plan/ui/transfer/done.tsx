/** What has just been done with files or calendars; the focus comes here. */
import { useSearchParams } from '@remix-run/react';
import { useT } from '~/i18n/react';
import { Link } from '~/ui/link';
import { Notice } from '~/ui/notice';

export function TransferDone({ plan }: { plan: string }) {
  const t = useT('plan');
  const [search] = useSearchParams();
  const deed = search.get('done');
  const count = (name: string) => Math.max(0, Math.trunc(Number(search.get(name))) || 0);
  if (deed !== 'brought' && deed !== 'revoked') return null;
  return (
    <div tabIndex={-1} data-arrival className="mb-6 rounded-card">
      <Notice
        tone="good"
        live
        title={deed === 'brought' ? t('files.done', { items: count('items'), links: count('links') }) : t('feeds.revoked')}
        action={deed === 'brought' ? <Link to={plan}>{t('files.toPlan')}</Link> : null}
      />
    </div>
  );
}
