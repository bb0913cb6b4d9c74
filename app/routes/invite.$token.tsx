/** An invitation. Looking at it changes nothing; accepting it is a POST, by somebody signed in or with a new account. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuse, refuseForm } from '~/features/accounts/answers.server';
import { type Message, newAccountForm } from '~/features/accounts/forms.server';
import { getSession, signInAs } from '~/features/accounts/session.server';
import { otherZones, zoneOf } from '~/features/accounts/time-zones';
import { NewAccountFields } from '~/features/accounts/ui/new-account-fields';
import { acceptInvitation, acceptWithAccount, findInvitation } from '~/features/partnerships/invitations.server';
import { AcceptForm, InvitationGone, InvitedBy, JoinWithAccount } from '~/features/partnerships/ui/accept';
import { isLanguage } from '~/i18n/languages';
import { LANGUAGE_COOKIE, languageCookie, languageOf } from '~/i18n/negotiate.server';
import { parseForm } from '~/kit/forms.server';
import { Card } from '~/ui/card';
import { useFormAnswer } from '~/ui/form-answer';
import { PlainFrame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships', 'accounts'] };
export const meta = pageTitle('partnerships', 'accept.pageTitle');

const GONE = () => data({ gone: true as const }, { status: 404 });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const invitation = await findInvitation(params.token);
  if (!invitation) return data(null, { status: 404 });
  const person = await getSession(request);
  const url = new URL(request.url);
  const chose = request.headers.get('Cookie')?.includes(`${LANGUAGE_COOKIE}=`);
  // Somebody new reads the language that the inviter chose; the mark in the address ends it where cookies are refused.
  if (!person && !chose && !url.searchParams.has('lang') && invitation.language !== languageOf(request)) {
    const headers = isLanguage(invitation.language) ? { 'Set-Cookie': languageCookie(invitation.language) } : undefined;
    throw redirect(`${url.pathname}?lang=${invitation.language}`, { headers });
  }
  const { name, email, language, grants, inviter, organisation, partnership } = invitation;
  return data({
    invitation: { grants, inviter, organisation, partnership },
    person: person && { name: person.name, email: person.email },
    defaults: { name, email, language, timeZone: zoneOf(organisation.country) },
    emailFixed: email !== '',
    here: url.pathname,
    otherZones: otherZones(),
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params.token ?? '';
  const person = await getSession(request);
  const form = await request.formData();
  if (person) {
    const joined = await acceptInvitation(person.userId, secret);
    return joined ? redirect(`/p/${joined}`) : GONE();
  }
  const invitation = await findInvitation(secret);
  if (!invitation) return GONE();
  // Its own address counts: what is wrong with another one that was posted would be said at a field that cannot be changed.
  if (invitation.email) form.set('email', invitation.email);
  const parsed = parseForm<Message, typeof newAccountForm>(form, newAccountForm);
  if (!parsed.ok) return refuse(request, parsed);
  const answer = await acceptWithAccount(secret, parsed.data, context.clientAddress);
  if (answer === null) return GONE();
  if (!answer.ok) return refuseForm(request, form, answer.errors);
  return redirect(`/p/${answer.partnershipId}`, { headers: { 'Set-Cookie': await signInAs(answer.userId, request, context.origin) } });
}

export default function Invitation() {
  const loaded = useLoaderData<typeof loader>();
  const answered = useFormAnswer<typeof action>();
  const gone = answered !== undefined && 'gone' in answered;
  const answer = gone ? undefined : answered;
  if (!loaded || gone)
    return (
      <PlainFrame>
        <InvitationGone focus={gone} />
      </PlainFrame>
    );
  const { invitation, person, defaults, emailFixed, otherZones, here } = loaded;
  return (
    <PlainFrame>
      <InvitedBy {...invitation} />
      <Card>
        {person ? (
          <AcceptForm {...person} here={here} />
        ) : (
          <JoinWithAccount answer={answer} here={here}>
            <NewAccountFields defaults={defaults} emailFixed={emailFixed} otherZones={otherZones} />
          </JoinWithAccount>
        )}
      </Card>
    </PlainFrame>
  );
}
