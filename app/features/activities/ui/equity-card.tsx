/** Target groups and themes without any activity: what to plan next. */
import { useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import type { Theme } from '../activities';

interface CardProps {
  groups: readonly { id: string; name: string }[];
  themes: readonly Theme[];
  /** Of names of groups. */
  language: string;
}

export function EquityCard({ groups, themes, language }: CardProps) {
  const t = useT('activities');
  if (groups.length + themes.length === 0) return <p className="mt-6 text-sm text-ink-soft">{t('equity.all')}</p>;
  return (
    <Card title={t('equity.title')} className="mt-6">
      <p className="mb-3 text-sm text-ink-soft">{t('equity.lead')}</p>
      <div className="grid gap-6 sm:grid-cols-2">
        {groups.length > 0 ? (
          <div>
            <h3 className="mb-1 text-sm font-medium">{t('equity.groups')}</h3>
            <ul className="list-disc ps-5 text-sm">
              {groups.map(({ id, name }) => (
                <li key={id} lang={language}>
                  {name}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {themes.length > 0 ? (
          <div>
            <h3 className="mb-1 text-sm font-medium">{t('equity.themes')}</h3>
            <ul className="list-disc ps-5 text-sm">
              {themes.map((theme) => (
                <li key={theme}>{t(`theme.${theme}`)}</li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
