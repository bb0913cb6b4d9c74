/** A link that was used, or whose time is over. */
import { useT } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import { PageHeader } from '~/ui/page-header';

interface LinkGoneProps {
  /** Where to ask for another one. */
  again: string;
  /** See PageHeader. */
  focus?: boolean;
}

export function LinkGone({ again, focus }: LinkGoneProps) {
  const t = useT('accounts');
  return (
    <>
      <PageHeader title={t('link.goneTitle')} lead={t('link.gone')} focus={focus} />
      <ButtonLink to={again} look="primary">
        {t('link.askAgain')}
      </ButtonLink>
    </>
  );
}
