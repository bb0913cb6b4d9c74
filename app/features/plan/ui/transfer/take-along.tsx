/** The plan as files to take along, with what each of them carries. */
import { Download } from 'lucide';
import { useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { Icon } from '~/ui/icon';

export function TakeAlong({ path }: { path: string }) {
  const t = useT('plan');
  const files = [
    { format: 'xlsx', name: t('files.take.xlsx'), hint: t('files.take.xlsxHint') },
    { format: 'csv', name: t('files.take.csv'), hint: t('files.take.csvHint') },
    { format: 'xml', name: t('files.take.xml'), hint: t('files.take.xmlHint') },
  ];
  return (
    <Card title={t('files.take.title')}>
      <ul className="divide-y divide-line">
        {files.map(({ format, name, hint }) => (
          <li key={format} className="py-3 first:pt-0">
            <a href={`${path}/${format}`} download className="inline-flex min-h-8 items-center gap-2 font-medium pointer-coarse:min-h-11">
              <Icon of={Download} className="size-4 shrink-0" />
              {name}
            </a>
            <p className="text-sm text-ink-soft">{hint}</p>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-soft">{t('files.take.decisions')}</p>
    </Card>
  );
}
