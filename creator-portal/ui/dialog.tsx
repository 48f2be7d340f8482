import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { say } from '../strings.ts';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';

/**
 * A modal on the browser's own `<dialog>`: Escape closes, the page behind is inert, and focus goes
 * back to where it was. It is mounted only while open, so that each opening starts fresh.
 */
export function Dialog(dialog: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    ref.current?.showModal();
    // Without this the close button, first in the order, would take the focus.
    ref.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      // React tells a dialog of the closing of those inside it too.
      onClose={({ target, currentTarget }) => target === currentTarget && dialog.onClose()}
      className={classNames(
        'm-auto w-[calc(100vw-2rem)] rounded-lg border border-line bg-surface p-0 text-ink',
        'max-h-[calc(100dvh-2rem)] overflow-y-auto',
        dialog.wide ? 'max-w-2xl' : 'max-w-md',
      )}
    >
      <header className="sticky top-0 z-10 flex items-center justify-between gap-4 border-b border-line bg-surface py-3 pr-2 pl-5">
        <h2 id={titleId} className="text-lg font-semibold">
          {dialog.title}
        </h2>
        <IconButton label={say.act.close} onClick={() => ref.current?.close()}>
          <X aria-hidden="true" size={18} />
        </IconButton>
      </header>
      <div className="p-5">{dialog.children}</div>
    </dialog>
  );
}

/** The row of buttons that ends a dialog or a form. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap items-center justify-end gap-2">{children}</div>;
}
