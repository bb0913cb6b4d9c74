/** The reader's words for what an indicator is made of. */
import { useT } from '~/i18n/react';
import type { Rule } from '../indicators';

export function useRuleWords(): (rule: Rule) => string {
  const t = useT('indicators');
  return (rule) => {
    switch (rule) {
      case 'none':
        return t('rule.none');
      case 'people':
        return t('rule.people');
      case 'personDays':
        return t('rule.personDays');
      case 'activities':
        return t('rule.activities');
      case 'sex.F':
        return t('rule.sex', { name: t('sex.F') });
      case 'sex.M':
        return t('rule.sex', { name: t('sex.M') });
      case 'sex.X':
        return t('rule.sex', { name: t('sex.X') });
      case 'sex.NS':
        return t('rule.sex', { name: t('sex.NS') });
      case 'age.NS':
        return t('rule.sex', { name: t('age.NS') });
      default:
        return t('rule.age', { name: ageWords(rule.slice('age.'.length)) });
    }
  };
}

/** `0–14`, `61+` */
const ageWords = (band: string) => (band.endsWith('-') ? `${band.slice(0, -1)}+` : band.replace('-', '–'));
