/**
 * `<Button>`: does something here. `<ButtonLink to>`: looks the same, goes somewhere. `<IconButton label>`: an icon with its word.
 * One `primary` on a screen; `quiet` for the rest, `danger` for what cannot be undone.
 * `pending` says that the work has begun: the button keeps its place and its focus, and a second press does nothing.
 * To send a form, use `SubmitButton` of form.tsx, which knows when its form is on the way.
 */
import { type ButtonHTMLAttributes, forwardRef, type ReactNode } from 'react';
import { classes } from './classes';
import { Link, type LinkProps } from './link';

export type ButtonLook = 'primary' | 'quiet' | 'danger' | 'plain';

const BASE =
  'inline-flex min-h-9 items-center justify-center gap-2 rounded-control border px-3.5 py-1.5 text-sm font-medium leading-5 no-underline transition-colors duration-150 ease-out pointer-coarse:min-h-11 disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-progress';

const LOOKS: Record<ButtonLook, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  quiet: 'border-line-strong bg-surface text-ink hover:bg-sunken',
  danger: 'border-danger bg-surface text-danger hover:bg-danger-soft',
  plain: 'border-transparent bg-transparent text-ink hover:bg-sunken',
};

/** The classes of a button, for the rare element that must look like one (a `<summary>`, a `<label>` of a file field). */
export function buttonClasses(look: ButtonLook = 'quiet', className?: string): string {
  return classes(BASE, LOOKS[look], className);
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  /** Shown before the words; give it `aria-hidden`. */
  icon?: ReactNode;
  pending?: boolean;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look = 'quiet', icon, pending = false, className, children, type = 'button', onClick, ...rest },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
      className={buttonClasses(look, className)}
    >
      {pending ? <Turning /> : icon}
      {children}
    </button>
  );
});

export function ButtonLink({
  look = 'quiet',
  icon,
  className,
  children,
  ...rest
}: LinkProps & { look?: ButtonLook; icon?: ReactNode; children?: ReactNode }) {
  return (
    <Link {...rest} className={buttonClasses(look, className)}>
      {icon}
      {children}
    </Link>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'title'> {
  /** The accessible name, also shown as a tooltip. */
  label: string;
}

export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, className, children, type = 'button', ...rest },
  ref,
) {
  return (
    <button {...rest} ref={ref} type={type} aria-label={label} title={label} className={classes(iconButtonClasses, className)}>
      {children}
    </button>
  );
});

/** A square target of 32 px, 44 px on touch. */
export const iconButtonClasses =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-soft transition-colors duration-150 hover:bg-sunken hover:text-ink disabled:cursor-not-allowed disabled:opacity-60 aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:size-11';

function Turning() {
  return <span aria-hidden className="size-3.5 shrink-0 animate-spin rounded-full border-2 border-current border-t-transparent" />;
}
