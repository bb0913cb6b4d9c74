/**
 * `<Dialog open title="..." onClose={...}>`: the browser's own modal (focus kept inside, Escape closes, the rest is inert).
 * It needs JavaScript: a flow that must work without it is a page. Focus returns to what opened it; it begins at the element marked
 * `data-autofocus`, else at the first field, else where the browser puts it (the button that closes).
 */
import { X } from 'lucide';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useT } from '~/i18n/react';
import { IconButton } from './button';
import { classes } from './classes';
import { Icon } from './icon';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** The row of buttons at the end; inside a form, put them there instead. */
  actions?: ReactNode;
  wide?: boolean;
}

/** Where somebody who opened this wants to begin. */
const BEGIN = ['[data-autofocus]', 'input:not([type="hidden"]):not(:disabled), textarea:not(:disabled), select:not(:disabled)'];

function begin(dialog: HTMLDialogElement): void {
  const places = BEGIN.map((selector) => dialog.querySelector<HTMLElement>(selector));
  places.find((place) => place !== null)?.focus();
}

export function Dialog({ open, onClose, title, children, actions, wide }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  // A press that begins in the words and ends on the shade marks text; it must not throw the words away.
  const pressedShade = useRef(false);
  const titleId = useId();
  const t = useT('ui');
  useEffect(() => {
    const dialog = ref.current;
    if (open && dialog && !dialog.open) {
      dialog.showModal();
      begin(dialog);
    }
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the shade closes; by keyboard Escape does, natively.
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onPointerDown={(event) => {
        pressedShade.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        if (pressedShade.current && event.target === event.currentTarget) event.currentTarget.close();
      }}
      className={classes(
        'm-auto w-[calc(100%-2rem)] rounded-card border border-line bg-surface p-0 text-ink backdrop:bg-shade',
        wide ? 'max-w-2xl' : 'max-w-md',
      )}
    >
      <div className="p-5">
        <div className="mb-3 flex items-start justify-between gap-4">
          <h2 id={titleId} className="text-lg font-semibold">
            {title}
          </h2>
          <IconButton label={t('close')} onClick={() => ref.current?.close()} className="-me-1.5 -mt-0.5">
            <Icon of={X} className="size-4" />
          </IconButton>
        </div>
        {open ? children : null}
        {actions ? <div className="mt-6 flex flex-wrap justify-end gap-3">{actions}</div> : null}
      </div>
    </dialog>
  );
}
