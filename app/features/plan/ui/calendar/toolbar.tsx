/** Which days are shown: back and forth, today, and as a month, a week or a list. */
import { CalendarCog, ChevronLeft, ChevronRight } from 'lucide';
import { useT } from '~/i18n/react';
import { Button, IconButton } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { type CalendarSpan, spans } from '../../query';

interface Props {
  title: string;
  /** `M8`, or `M7–M8`; empty where there is none. */
  months: string;
  span: CalendarSpan;
  partnershipId: string;
  onStep: (step: -1 | 1) => void;
  onToday: () => void;
  onSpan: (span: CalendarSpan) => void;
}

export function Toolbar({ title, months, span, partnershipId, onStep, onToday, onSpan }: Props) {
  const t = useT('plan');
  const names = { month: t('calendar.month'), week: t('calendar.week'), agenda: t('calendar.agenda') };
  return (
    <div className="@container">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-2.5">
        <div className="flex items-center">
          <IconButton label={t('calendar.back')} onClick={() => onStep(-1)}>
            <Icon of={ChevronLeft} className="size-5 rtl:rotate-180" />
          </IconButton>
          <IconButton label={t('calendar.forth')} onClick={() => onStep(1)}>
            <Icon of={ChevronRight} className="size-5 rtl:rotate-180" />
          </IconButton>
          <Button onClick={onToday} className="ms-1">
            {t('calendar.goToday')}
          </Button>
        </div>
        <h2 className="text-base font-semibold" aria-live="polite">
          {title} {months ? <span className="ms-1 text-sm font-normal whitespace-nowrap text-ink-soft">{months}</span> : null}
        </h2>
        <div className="flex flex-1 items-center justify-between gap-x-3 sm:justify-end gap-y-1">
          <fieldset aria-label={t('calendar.span')} className="flex rounded-control bg-sunken p-0.5">
            {spans.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === span}
                onClick={() => onSpan(one)}
                className={classes(
                  'inline-flex min-h-8 items-center rounded-control px-2.5 text-sm pointer-coarse:min-h-11',
                  one === span ? 'bg-surface font-semibold text-ink shadow-xs' : 'text-ink-soft hover:text-ink',
                )}
              >
                {names[one]}
              </button>
            ))}
          </fieldset>
          <Link
            to={`/p/${partnershipId}/plan/days`}
            title={t('days.title')}
            className="inline-flex min-h-8 items-center gap-1.5 text-sm pointer-coarse:min-h-11"
          >
            <Icon of={CalendarCog} className="size-5 shrink-0 @4xl:size-4" />
            <span className="sr-only @4xl:not-sr-only">{t('days.title')}</span>
          </Link>
        </div>
      </div>
    </div>
  );
}
