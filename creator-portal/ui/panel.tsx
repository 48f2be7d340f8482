import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A bordered surface for things that belong together. */
export function Panel({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={classNames('rounded-lg border border-line bg-surface p-4 sm:p-5', className)}>
      {children}
    </div>
  );
}
