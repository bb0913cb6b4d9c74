/** What the pages of organisations, places and deadlines answer to their form: back to the list with a word about it, or what to mend. */
import { redirect } from '@remix-run/node';
import type { Outcome } from './commands.server';
import { doneAt } from './deeds';
import { refused } from './forms.server';
import type { Which } from './meanwhile';

export function answerSaved<Theirs>(form: FormData, which: Which | null, outcome: Outcome<{ id: string }> & { meanwhile?: Theirs }) {
  if (!outcome.ok) return refused(form, { [outcome.field]: outcome.problem }, [], { meanwhile: outcome.meanwhile });
  return redirect(doneAt(which ? 'saved' : 'added', outcome.id));
}

export function answerRemoved(form: FormData, id: string, outcome: Outcome) {
  if (outcome.ok) return redirect(doneAt('removed', id));
  if (outcome.problem.reason === 'removed-meanwhile') return redirect(doneAt('removedBefore', id));
  return refused(form, { [outcome.field]: outcome.problem });
}
