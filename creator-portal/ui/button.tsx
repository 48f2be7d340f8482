import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';

/** The look of a button, for links that act like one. */
export function buttonClass(look: ButtonLook, small = false): string {
  return classNames(
    'inline-flex items-center justify-center gap-2 rounded-sm font-medium whitespace-nowrap select-none',
    'disabled:opacity-50 transition-colors duration-100',
    small ? 'min-h-8 px-2.5 text-sm' : 'min-h-11 px-4 text-base',
    LOOKS[look],
  );
}

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-ink text-paper hover:bg-ink-soft',
  plain: 'border border-line bg-surface text-ink hover:border-line-strong',
  quiet: 'text-ink-soft hover:bg-sunken hover:text-ink',
  danger: 'border border-bad bg-surface text-bad hover:bg-bad-soft',
};

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: ButtonLook;
  small?: boolean;
  /** True while its work is under way: it stays in place, says so, and takes no second press. */
  busy?: boolean;
  icon?: ReactNode;
};

/** The one button of the portal. */
export function Button({
  look = 'plain',
  small,
  busy,
  icon,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled === true || busy === true}
      aria-busy={busy}
      className={classNames(buttonClass(look, small), className)}
    >
      {icon}
      {children}
      {busy && <span aria-hidden="true">…</span>}
    </button>
  );
}

/** A square button with nothing but a picture; its label is spoken and shown on hover. */
export function IconButton({
  label,
  children,
  ...rest
}: Omit<ButtonProps, 'icon'> & { label: string }) {
  return (
    <Button look="quiet" small aria-label={label} title={label} {...rest}>
      {children}
    </Button>
  );
}
