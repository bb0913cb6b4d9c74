/** Whose rows are looked at, where a member may see those of more than one organisation. */
import { Form as PlainForm } from '@remix-run/react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Select } from '~/ui/choice';

interface Props {
  readable: readonly { id: string; name: string }[];
  shown: { id: string } | null;
  language: string;
  /** More of what is chosen with it. */
  children?: React.ReactNode;
}

export function ChooseOrganisation({ readable, shown, language, children }: Props) {
  const t = useT('budget');
  if (readable.length < 2 && !children) return null;
  return (
    <PlainForm method="get" className="mb-4 flex flex-wrap items-end gap-x-3">
      {readable.length < 2 ? null : (
        <Select
          key={shown?.id}
          name="of"
          label={t('of')}
          required
          className="min-w-48"
          defaultValue={shown?.id}
          options={readable.map(({ id, name }) => ({ value: id, label: name, lang: language }))}
        />
      )}
      {children}
      <Button type="submit" look="quiet" className="mb-5">
        {t('of.show')}
      </Button>
    </PlainForm>
  );
}
