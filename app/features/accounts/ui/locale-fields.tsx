/** Language and time zone of a person. */
import { ChevronDown } from 'lucide';
import { useEffect, useRef } from 'react';
import { languageNames, languages } from '~/i18n/languages';
import { useLocale, useT } from '~/i18n/react';
import { zoneName } from '~/i18n/zone-names';
import { Select } from '~/ui/choice';
import { classes } from '~/ui/classes';
import { describedBy, Field } from '~/ui/field';
import { useField } from '~/ui/form';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import { partnerZones } from '../time-zones';

const languageOptions = languages.map((code) => ({ value: code, label: languageNames[code], lang: code }));

export function LanguageSelect({ defaultValue }: { defaultValue: string }) {
  const t = useT('accounts');
  return <Select name="language" label={t('language.label')} options={languageOptions} defaultValue={defaultValue} required />;
}

interface TimeZoneProps {
  defaultValue: string;
  /** All zones but the partners', from the server: two runtimes need not know the same ones. */
  others: readonly string[];
  /** For somebody new: the browser's own zone is a better guess than ours. */
  asBrowser?: boolean;
}

export function TimeZoneSelect({ defaultValue, others, asBrowser = false }: TimeZoneProps) {
  const t = useT('accounts');
  const field = useField('timeZone');
  const hint = t('timeZone.hint');
  const typed = typeof field.typed === 'string' ? field.typed : undefined;
  const chosen = typed ?? defaultValue;
  const select = useBrowserZone(asBrowser && typed === undefined, defaultValue);
  // A zone that was stored under a name of its own time stays what it is until somebody chooses another.
  const all = [...new Set([...others, ...(partnerZones.includes(chosen) ? [] : [chosen])])];
  return (
    <Field field={field} label={t('timeZone.label')} hint={hint} required>
      <div className="relative">
        <select
          {...describedBy(field, hint)}
          ref={select}
          id={field.id}
          name="timeZone"
          required
          defaultValue={chosen}
          className={classes(controlClasses, 'appearance-none pe-9')}
        >
          <Zones label={t('timeZone.partners')} zones={partnerZones} />
          <Zones label={t('timeZone.others')} zones={all} />
        </select>
        <Icon of={ChevronDown} className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-ink-soft" />
      </div>
    </Field>
  );
}

function Zones({ label, zones }: { label: string; zones: readonly string[] }) {
  const { language } = useLocale();
  return (
    <optgroup label={label}>
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {zoneName(zone, language)}
        </option>
      ))}
    </optgroup>
  );
}

/** Chooses the browser's zone once, where it is offered and nobody has chosen yet. */
function useBrowserZone(wanted: boolean, untouched: string) {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    const control = select.current;
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    if (!wanted || control?.value !== untouched) return;
    if ([...control.options].some(({ value }) => value === timeZone)) control.value = timeZone;
  }, [wanted, untouched]);
  return select;
}
