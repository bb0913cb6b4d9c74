/** Names of what people are counted by, and numbers of them, in the reader's language. */
import { useT } from '~/i18n/react';
import { NO_AGE, type Sex } from '../../attendance/counts';
import type { Numbers } from '../../attendance/numbers.server';

export function useCountWords() {
  const t = useT('activities');
  return {
    sex: (sex: Sex) => t(`sex.${sex}`),
    sexShort: (sex: Sex) => t(`sexShort.${sex}`),
    /** `15\u201317`, `61+` */
    age: (age: string) => (age === NO_AGE ? t('age.NS') : age.endsWith('-') ? `${age.slice(0, -1)}+` : age.replace('-', '\u2013')),
    /** "23 participants", "fewer than 5 participants"; empty where nobody has counted. */
    numbers({ people, few, leftOut }: Numbers): string {
      if (people !== null) {
        const participants = t('participants', { count: people });
        return leftOut > 0 ? t('participantsAnd', { participants, count: leftOut }) : participants;
      }
      if (few !== null && leftOut === 1) return t('few', { few });
      return leftOut > 0 ? t('numberHidden') : '';
    },
  };
}
