/** Changing, removing and leaving a seat. */
import { Form as RemixForm } from '@remix-run/react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import type { Refused } from '../problems';
import { useAnswer } from './answers';
import type { MemberRow } from './members';
import { SeatFields } from './seat-fields';

interface SeatFormProps {
  member: MemberRow;
  organisations: { id: string; name: string }[];
  languages: string[];
  refused?: Refused;
}

export function SeatForm({ member, organisations, languages, refused }: SeatFormProps) {
  const t = useT('partnerships');
  return (
    <Form answer={useAnswer(refused)} className="max-w-xl">
      <FormErrors />
      <SeatFields organisations={organisations} languages={languages} organisationId={member.organisation.id} grants={member.grants} />
      <FormActions>
        <SubmitButton>{t('save')}</SubmitButton>
        <Link to="../members">{t('cancel')}</Link>
      </FormActions>
    </Form>
  );
}

export function RemoveMember({ name }: { name: string }) {
  const t = useT('partnerships');
  return (
    <section className="mt-10 max-w-xl border-t border-line pt-6">
      <h2 className="text-base font-semibold">{t('member.remove.title', { name })}</h2>
      <p className="mt-1 mb-4 text-ink-soft">{t('member.remove.what')}</p>
      <RemixForm method="post">
        <Button type="submit" name="intent" value="remove" look="danger">
          {t('member.remove')}
        </Button>
      </RemixForm>
    </section>
  );
}

export function LeaveForm({ refused }: { refused?: Refused }) {
  const t = useT('partnerships');
  return (
    <Form answer={useAnswer(refused)} className="max-w-xl">
      <FormErrors />
      <FormActions>
        <SubmitButton look="danger">{t('leave.submit')}</SubmitButton>
        <Link to="../members">{t('cancel')}</Link>
      </FormActions>
    </Form>
  );
}
