/** Problems of a form as sentences in the reader's language, for `<Form answer>`. */
import { useFormat, useT } from '~/i18n/react';
import type { FormAnswer } from '~/ui/form';
import { useDateProblemText } from '../date-words';
import type { Problem, Refused } from '../problems';

/** A function that says a problem in the reader's language. */
export function useProblemText(): (problem: Problem) => string {
  const t = useT('partnerships');
  const format = useFormat();
  const dateText = useDateProblemText();
  return (problem) => {
    switch (problem.reason) {
      case 'not-a-date':
      case 'day-missing':
      case 'no-such-month':
      case 'days-in-month':
      case 'year-out-of-range':
        return dateText(problem);
      case 'not-an-amount':
        return t('problem.notAnAmount');
      case 'negative':
        return t('problem.negative');
      case 'too-large':
        return t('problem.tooLarge');
      case 'too-precise':
        return t('problem.tooPrecise');
      case 'not-euro':
        return t('problem.notEuro');
      case 'required':
        return t('problem.required');
      case 'too-long':
        return t('problem.tooLong', { max: problem.max });
      case 'too-many':
        return t('problem.tooMany', { max: problem.max });
      case 'not-a-choice':
        return t('problem.notAChoice');
      case 'not-a-percentage':
        return t('problem.notAPercentage');
      case 'not-an-address':
        return t('problem.notAnAddress');
      case 'confirm-amount':
        return t('problem.confirmAmount', { amount: format.money(problem.cents) });
      case 'before-start':
        return t('problem.beforeStart');
      case 'not-a-code':
        return t('problem.notACode');
      case 'not-a-time':
        return t('problem.notATime');
      case 'no-such-hour':
        return t('problem.noSuchHour');
      case 'changed-meanwhile':
        return t('problem.changedMeanwhile');
      case 'removed-meanwhile':
        return t('problem.removedMeanwhile');
      case 'last-coordinator':
        return t('problem.lastCoordinator');
      case 'in-use':
        return t('problem.inUse');
      case 'has-invitations':
        return t('problem.hasInvitations');
      case 'period-locked':
        return t('problem.periodLocked');
      case 'group-reported':
        return t('problem.groupReported', { name: problem.name });
      case 'place-reported':
        return t('problem.placeReported');
    }
  };
}

/** What a form was answered, in the reader's language; nothing before the first attempt. */
export function useAnswer(refused: Refused | undefined): FormAnswer | null {
  const say = useProblemText();
  if (!refused) return null;
  const errors: Record<string, string> = {};
  for (const [field, problem] of Object.entries(refused.problems)) if (problem) errors[field === 'form' ? '' : field] = say(problem);
  return { errors, values: refused.typed };
}

/** What was typed into a field of a refused form. */
export function typedInto(refused: Refused | undefined, name: string): string | undefined {
  const typed = refused?.typed[name];
  return typeof typed === 'string' ? typed : undefined;
}
