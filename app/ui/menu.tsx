/**
 * A button that opens a short list of links and actions. Built on `<details>`, so it works before and without JavaScript;
 * with it, Escape closes and gives the focus back, arrows move, a press elsewhere or a visit to another page closes.
 * It is a disclosure, not an ARIA menu: its content keeps its own roles (links, buttons, forms).
 *
 *     <Menu label={t('more')} trigger={<Ellipsis aria-hidden />}>
 *       <MenuLink to="rename">...</MenuLink>
 *       <MenuButton name="intent" value="trash">...</MenuButton>   inside a <Form>
 *     </Menu>
 */
import { useLocation } from '@remix-run/react';
import { type ButtonHTMLAttributes, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { iconButtonClasses } from './button';
import { classes } from './classes';
import { Link, type LinkProps } from './link';

export interface MenuProps {
  /** The accessible name of the button, also its tooltip. */
  label: string;
  /** What the button shows. */
  trigger: ReactNode;
  /** Replaces the look of a square icon button. */
  triggerClassName?: string;
  /** Which edge of the button the list keeps to. */
  align?: 'start' | 'end';
  /** Opens upwards: for bars at the bottom of the screen. */
  up?: boolean;
  /** What is chosen in it changes the address of this very page, and one may choose again: another page alone closes it. */
  stays?: boolean;
  children: ReactNode;
  className?: string;
}

export function Menu({ label, trigger, triggerClassName = iconButtonClasses, align = 'end', up, stays, children, className }: MenuProps) {
  const ref = useRef<HTMLDetailsElement>(null);
  const { key, pathname } = useLocation();
  const page = stays ? pathname : key;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a visit to another page is what closes the list.
  useEffect(() => {
    if (ref.current) ref.current.open = false;
  }, [page]);

  useEffect(() => {
    const closeOutside = (event: Event) => {
      const menu = ref.current;
      if (menu?.open && !menu.contains(event.target as Node)) menu.open = false;
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, []);

  return (
    <details ref={ref} className={classes('relative', className)} onKeyDown={moveByKeys}>
      <summary
        aria-label={label}
        title={label}
        className={classes('cursor-pointer list-none [&::-webkit-details-marker]:hidden', triggerClassName)}
      >
        {trigger}
      </summary>
      <div
        className={classes(
          'absolute z-40 max-h-[70vh] w-max max-w-[min(20rem,calc(100vw-1.5rem))] min-w-48 overflow-y-auto rounded-card border border-line bg-surface p-1 text-sm shadow-lg shadow-shade/20',
          align === 'end' ? 'end-0' : 'start-0',
          up ? 'bottom-full mb-1' : 'top-full mt-1',
        )}
      >
        {children}
      </div>
    </details>
  );
}

function moveByKeys(event: KeyboardEvent<HTMLDetailsElement>) {
  const menu = event.currentTarget;
  if (event.key === 'Escape' && menu.open) {
    event.stopPropagation();
    menu.open = false;
    menu.querySelector('summary')?.focus();
    return;
  }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  menu.open = true;
  const stops = [...menu.querySelectorAll<HTMLElement>('a[href], button:not(:disabled)')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const step = event.key === 'ArrowDown' ? 1 : -1;
  stops.at(at === -1 ? (step === 1 ? 0 : -1) : (at + step) % stops.length)?.focus();
}

const ITEM =
  'flex w-full min-h-9 items-center gap-2.5 rounded-control px-2.5 py-1.5 text-start text-ink no-underline hover:bg-sunken aria-[current]:font-semibold pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-soft';

export function MenuLink({ className, ...rest }: LinkProps) {
  return <Link {...rest} className={classes(ITEM, className)} />;
}

export function MenuButton({
  danger,
  className,
  type = 'submit',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { danger?: boolean }) {
  return <button {...rest} type={type} className={classes(ITEM, danger && 'text-danger [&>svg]:text-danger', className)} />;
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <p className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-faint">{children}</p>;
}

export function MenuLine() {
  return <hr className="my-1 border-line" />;
}
