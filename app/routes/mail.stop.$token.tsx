/**
 * The last link of mails that tell what is new: one press, and no more of them come. Looking at it stops nothing, for mail scanners look at
 * links. The same address takes the POST of mail programs (RFC 8058), which send no cookie and show no page.
 */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findStopLink, stopMails } from '~/features/accounts/mail-choices.server';
import { getSession } from '~/features/accounts/session.server';
import { LANGUAGE_COOKIE, languageCookie, languageOf } from '~/i18n/negotiate.server';
import { useT } from '~/i18n/react';
import { Form, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import { PlainFrame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'stopMails.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const link = await findStopLink(params.token ?? '');
  if (!link) return data({ state: 'gone' as const }, { status: 404 });
  // Also after the press, and to mail programs, which are to be sent nowhere else.
  if (link.stopped) return data({ state: 'stopped' as const });
  const url = new URL(request.url);
  const chose = request.headers.get('Cookie')?.includes(`${LANGUAGE_COOKIE}=`);
  // The mail's own language; the mark in the address ends it where cookies are refused.
  if (!chose && !url.searchParams.has('lang') && link.language !== languageOf(request) && !(await getSession(request)))
    throw redirect(`${url.pathname}?lang=${link.language}`, { headers: { 'Set-Cookie': languageCookie(link.language) } });
  return data({ state: 'coming' as const });
}

export async function action({ params }: ActionFunctionArgs) {
  const stopped = await stopMails(params.token ?? '');
  return data({ state: stopped ? ('stopped' as const) : ('gone' as const) }, { status: stopped ? 200 : 404 });
}

export default function StopMails() {
  const loaded = useLoaderData<typeof loader>();
  const answered = useFormAnswer<typeof action>();
  const { state } = answered ?? loaded;
  const t = useT('accounts');
  return (
    <PlainFrame>
      {state === 'coming' ? (
        <>
          <PageHeader title={t('stopMails.title')} lead={t('stopMails.text')} />
          <Form>
            <SubmitButton className="w-full">{t('stopMails.submit')}</SubmitButton>
          </Form>
        </>
      ) : (
        <>
          <PageHeader
            focus={answered !== undefined}
            title={t(state === 'gone' ? 'link.goneTitle' : 'stopMails.done')}
            lead={t(state === 'gone' ? 'stopMails.gone' : 'stopMails.doneText')}
          />
          <Link to="/account">{t('account.title')}</Link>
        </>
      )}
    </PlainFrame>
  );
}
