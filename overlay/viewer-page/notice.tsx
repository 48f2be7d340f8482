/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';

/** A sentence that must not be missed, where the eye already is. */
export function Notice({
  tone,
  children,
}: {
  tone: 'bad' | 'warn' | 'good';
  children: ComponentChildren;
}) {
  return (
    <p class={`notice is-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}
