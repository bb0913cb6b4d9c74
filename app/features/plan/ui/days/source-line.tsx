/** Where the public holidays come from, of when, under which licence, and what we corrected. */
import { BookOpenText } from 'lucide';
import { useFormat, useT } from '~/i18n/react';
import { Icon } from '~/ui/icon';
import { corrections, holidaySource } from '../../holiday-source';

export function SourceLine({ countries }: { countries: readonly string[] }) {
  const t = useT('plan');
  const format = useFormat();
  const { name, version, retrieved, address, by, licence, licenceAddress } = holidaySource;
  const ours = corrections.filter(({ country }) => countries.includes(country));
  return (
    <div className="mt-3 text-sm text-ink-soft">
      <p className="flex items-start gap-1.5">
        <Icon of={BookOpenText} className="mt-0.5 size-3.5 shrink-0" />
        <span>
          {t('days.source', { name, version, date: format.date(retrieved), by })}{' '}
          <a href={address} rel="noreferrer" target="_blank">
            {name}
          </a>
          {', '}
          <a href={licenceAddress} rel="noreferrer" target="_blank">
            {licence}
          </a>
        </span>
      </p>
      <p className="mt-1">{t('days.national')}</p>
      {ours.length > 0 ? (
        <details className="mt-1">
          <summary className="inline-flex min-h-8 cursor-pointer items-center pointer-coarse:min-h-11">
            {t('days.corrections', { count: ours.length })}
          </summary>
          <ul className="list-disc ps-5">
            {ours.map(({ country, year, on, names, source, checked }) => (
              <li key={`${country} ${year} ${on}`}>
                {format.country(country)}: <span lang="en">{names.en}</span> (<span lang="en">{source}</span>, {format.date(checked)})
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
