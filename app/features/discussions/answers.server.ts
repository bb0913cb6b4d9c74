/** What posted comments are answered: JSON, because a field that somebody writes in stands in no page of its own. */
import type { Asker } from '~/features/partnerships/queries.server';
import { addComment, changeComment, type Outcome, removeComment, setResolved } from './commands.server';
import type { Subjects } from './discussions';
import { type CommentForm, commentForm } from './forms.server';

/** 200 when it is done, 400 with the problem when it was not taken. */
export async function answerCommentForm(person: Asker, partnershipId: string, form: FormData, subjects: Subjects): Promise<Response> {
  const parsed = commentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return new Response(null, { status: 400 });
  const outcome = await carryOut(person, partnershipId, parsed.data, subjects);
  return Response.json(outcome, { status: outcome.ok ? 200 : 400 });
}

function carryOut(person: Asker, partnershipId: string, form: CommentForm, subjects: Subjects): Promise<Outcome> {
  switch (form.intent) {
    case 'add': {
      const { id, type, subject, text } = form;
      return addComment(person, partnershipId, { id, subject: { type, id: subject }, text }, subjects);
    }
    case 'change':
      return changeComment(person, partnershipId, form.id, form.text, subjects);
    case 'remove':
      return removeComment(person, partnershipId, form.id, subjects);
    case 'resolve':
    case 'reopen':
      return setResolved(person, partnershipId, form.id, form.intent === 'resolve', subjects);
  }
}
