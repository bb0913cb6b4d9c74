/** What the holder of an invitation sees. */
import type { ReactNode } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Form, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { type Grant, INVITATION_DAYS } from '../partnerships';
import { Grants } from './members';

interface InvitedByProps {
  inviter: string | null;
  organisation: { name: string; country: string };
  /** `language` is the working language, in which the title is written. */
  partnership: { acronym: string; title: string; language: string };
  grants: Grant[];
}

export function InvitedBy({ inviter, organisation, partnership, grants }: InvitedByProps) {
  const t = useT('partnerships');
  const format = useFormat();
  const where = organisation.country ? `${organisation.name} (${format.country(organisation.country)})` : organisation.name;
  return (
    <>
      <PageHeader
        title={t('accept.title', { acronym: partnership.acronym })}
        lead={inviter ? t('accept.from', { inviter, organisation: where }) : t('accept.fromNobody', { organisation: where })}
      />
      <p lang={partnership.language} className="-mt-3 mb-3">
        {partnership.title}
      </p>
      <div className="mb-6">
        <Grants grants={grants} />
      </div>
    </>
  );
}

/** @param here address of the invitation: whoever is somebody else signs out and comes back to it */
export function AcceptForm({ name, email, here }: { name: string; email: string; here: string }) {
  const t = useT('partnerships');
  return (
    <>
      <Form>
        <p className="mb-4">{t('accept.as', { name, email })}</p>
        <SubmitButton className="w-full">{t('accept.submit')}</SubmitButton>
      </Form>
      {/* A plain form: root.tsx forgets what this browser keeps of the account before it is sent. */}
      <form method="post" action={`/sign-out?next=${encodeURIComponent(here)}`} className="mt-4">
        <Button type="submit" look="plain" className="w-full">
          {t('accept.notMe')}
        </Button>
      </form>
    </>
  );
}

/** @param children the fields of a new account */
export function JoinWithAccount({ answer, here, children }: { answer?: FormAnswer | null; here: string; children: ReactNode }) {
  const t = useT('partnerships');
  return (
    <>
      <h2 className="mb-1 text-base font-semibold">{t('accept.newAccount')}</h2>
      <p className="mb-5 text-sm">
        <Link to={`/sign-in?next=${encodeURIComponent(here)}`} className="text-accent underline hover:text-accent-hover">
          {t('accept.haveAccount')}
        </Link>
      </p>
      <Form answer={answer}>
        <FormErrors />
        {children}
        <SubmitButton className="w-full">{t('accept.create')}</SubmitButton>
      </Form>
    </>
  );
}

/** @param focus see PageHeader */
export function InvitationGone({ focus }: { focus?: boolean }) {
  const t = useT('partnerships');
  return <PageHeader title={t('gone.title')} lead={t('gone.what', { days: INVITATION_DAYS })} focus={focus} />;
}
