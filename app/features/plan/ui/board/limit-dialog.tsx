/** How many cards a column should hold at most. */
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { controlClasses } from '~/ui/text-input';
import { limits } from '../../plan';

export function LimitDialog({
  name,
  most,
  onClose,
  onSet,
}: {
  name: string;
  most: number | null;
  onClose: () => void;
  onSet: (most: number | null) => void;
}) {
  const t = useT('plan');
  return (
    <Dialog open title={t('board.limitTitle', { name })} onClose={onClose}>
      <form
        method="dialog"
        onSubmit={(event) => {
          const typed = Number(new FormData(event.currentTarget).get('most'));
          onSet(Number.isInteger(typed) && typed >= 1 && typed <= limits.column ? typed : null);
        }}
      >
        <label className="block text-sm font-medium">
          {t('board.limitLabel')}
          <input type="number" name="most" min={1} max={limits.column} defaultValue={most ?? ''} className={classesOf} />
        </label>
        <p className="mt-1 text-sm text-ink-soft">{t('board.limitHint')}</p>
        <div className="mt-6 flex justify-end gap-3">
          <Button type="submit" look="primary">
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const classesOf = `${controlClasses} mt-1 max-w-32`;
