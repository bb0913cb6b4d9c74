/** Which columns there are, and in which order. It is seen at once; the address of the page keeps it. */
import { ArrowDown, ArrowUp } from 'lucide';
import { useRef } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Button, IconButton } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import { type Choice, choices, chosenOf, toAsk } from './columns';
import { useTableWords } from './words';

export interface ColumnsDialogProps {
  columns: readonly string[] | null;
  onChange: (columns: readonly string[] | null) => void;
  onClose: () => void;
}

export function ColumnsDialog({ columns, onChange, onClose }: ColumnsDialogProps) {
  const t = useT('plan');
  const words = useTableWords();
  const announce = useAnnounce();
  const list = useRef<HTMLUListElement>(null);
  const chosen = chosenOf(columns);
  const all = [...chosen, ...choices.filter((one) => !chosen.includes(one))];
  const move = (column: Choice, by: 1 | -1) => {
    const from = chosen.indexOf(column);
    const others = chosen.filter((one) => one !== column);
    others.splice(from + by, 0, column);
    onChange(toAsk(others));
    announce(t('table.columnAt', { column: words.heading(column), place: from + by + 1 }));
  };
  return (
    <Dialog open title={t('table.columnsTitle')} onClose={onClose}>
      <ul ref={list} className="grid max-h-[60vh] gap-0.5 overflow-y-auto">
        {all.map((column) => {
          const at = chosen.indexOf(column);
          const name = words.heading(column);
          return (
            <li key={column} className="flex min-h-9 items-center gap-1 pointer-coarse:min-h-11">
              <label className="flex min-w-0 flex-1 items-center gap-2.5">
                <input
                  type="checkbox"
                  className="size-4 shrink-0"
                  checked={at >= 0}
                  onChange={(event) => onChange(toAsk(event.target.checked ? [...chosen, column] : chosen.filter((one) => one !== column)))}
                />
                {name}
              </label>
              {at >= 0 ? (
                <>
                  <IconButton
                    label={t('table.columnUp', { column: name })}
                    aria-disabled={at === 0}
                    onClick={() => at > 0 && move(column, -1)}
                  >
                    <Icon of={ArrowUp} className="size-4" />
                  </IconButton>
                  <IconButton
                    label={t('table.columnDown', { column: name })}
                    aria-disabled={at === chosen.length - 1}
                    onClick={() => at < chosen.length - 1 && move(column, 1)}
                  >
                    <Icon of={ArrowDown} className="size-4" />
                  </IconButton>
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      <div className="mt-5 flex justify-end gap-3">
        <Button disabled={columns === null} onClick={() => onChange(null)}>
          {t('table.usual')}
        </Button>
        <Button look="primary" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </Dialog>
  );
}
