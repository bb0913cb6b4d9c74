/** The forms of the account page: which one was sent, and what came of it. */
import { json, redirect } from '@remix-run/node';
import type { z } from 'zod';
import { type Problems, parseForm, typedIn } from '~/kit/forms.server';
import type { Person } from './accounts';
import { sentences } from './answers.server';
import { type Answer, changePassword, changeProfile, endOwnSessions, requestEmailChange } from './commands.server';
import { emailChangeForm, type Message, mailsForm, passwordForm, profileForm, sessionForm } from './forms.server';
import { changeMailChoices } from './mail-choices.server';

export type AccountForm = 'profile' | 'email' | 'password' | 'mails';

/** Carries out the form that was sent: a redirect when it is done, else 400 with problems for that form only. */
export async function answerAccountForm(request: Request, actor: Person) {
  const form = await request.formData();
  const refuse = async (sent: AccountForm, problems: Problems<Message>) =>
    json({ form: sent, ...(await sentences(request, problems)) }, { status: 400 });

  async function run<S extends z.ZodType>(sent: AccountForm, schema: S, command: (input: z.output<S>) => Promise<Answer | undefined>) {
    const parsed = parseForm<Message, S>(form, schema);
    if (!parsed.ok) return refuse(sent, parsed);
    const answer = await command(parsed.data);
    if (answer && !answer.ok) return refuse(sent, { errors: answer.errors, values: typedIn(form) });
    return redirect(`/account?done=${sent}`);
  }

  switch (form.get('intent')) {
    case 'profile':
      return run('profile', profileForm, async (input) => void (await changeProfile(actor, input)));
    case 'email':
      return run('email', emailChangeForm, ({ email, emailPassword }) => requestEmailChange(actor, email, emailPassword));
    case 'password':
      return run('password', passwordForm, ({ currentPassword, password }) => changePassword(actor, currentPassword, password));
    case 'mails':
      return run(
        'mails',
        mailsForm,
        async ({ atOnce, daily }) => void (await changeMailChoices(actor, { atOnce: !!atOnce, daily: !!daily })),
      );
    case 'end-session': {
      const parsed = parseForm<Message, typeof sessionForm>(form, sessionForm);
      const ended = parsed.ok ? await endOwnSessions(actor, parsed.data.sessionId) : 0;
      return redirect(`/account?done=ended&count=${ended}`);
    }
    case 'end-others':
      return redirect(`/account?done=ended&count=${await endOwnSessions(actor, 'others')}`);
    default:
      throw new Response(null, { status: 400 });
  }
}
