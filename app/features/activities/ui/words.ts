/** Names of what activities are made of, and when and where they are, in the reader's language. */
import { useFormat, useT } from '~/i18n/react';
import type { Times } from '../forms.server';

export function useWhen() {
  const format = useFormat();
  /** "12 May 2027, 17:00 – 19:00 EEST": the clock is that of the place. */
  return ({ startDate, startTime, endDate, endTime, startsAt, zone }: Omit<Times, 'endsAt'>): string => {
    const first = startTime ? format.dateTime(startsAt, zone) : format.date(startDate);
    const last = [endDate === startDate ? '' : format.date(endDate), endTime].filter(Boolean).join(', ');
    return last ? `${first} – ${last}` : first;
  };
}

export function useChoiceWords() {
  const t = useT('activities');
  return {
    method: {
      focusGroup: t('method.focusGroup'),
      survey: t('method.survey'),
      hearing: t('method.hearing'),
      interview: t('method.interview'),
      worldCafe: t('method.worldCafe'),
      online: t('method.online'),
      another: t('method.another'),
    },
    licence: {
      cc0: t('licence.cc0'),
      ccBy: t('licence.ccBy'),
      ccBySa: t('licence.ccBySa'),
      openSource: t('licence.openSource'),
      closed: t('licence.closed'),
    },
    learners: {
      staff: t('learners.staff'),
      fosterCarers: t('learners.fosterCarers'),
      familyCarers: t('learners.familyCarers'),
      mediators: t('learners.mediators'),
      volunteers: t('learners.volunteers'),
      participants: t('learners.participants'),
    },
    phase: {
      idea: t('phase.idea'),
      setUp: t('phase.setUp'),
      firstPhase: t('phase.firstPhase'),
      running: t('phase.running'),
      evaluated: t('phase.evaluated'),
    },
    verdict: { scale: t('verdict.scale'), adapt: t('verdict.adapt'), stop: t('verdict.stop') },
    meetingKind: {
      kickOff: t('meetingKind.kickOff'),
      steering: t('meetingKind.steering'),
      working: t('meetingKind.working'),
      final: t('meetingKind.final'),
      another: t('meetingKind.another'),
    },
  } as Record<string, Record<string, string>>;
}
