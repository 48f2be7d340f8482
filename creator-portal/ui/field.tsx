import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { classNames } from './class-names.ts';

type FieldFrame = { label: string; hint?: ReactNode; error?: string | null; className?: string };

const BOX =
  'w-full min-h-10 rounded-sm border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-ink-soft aria-invalid:border-bad';

/** A line of text with its label, a hint below, and its error in the same place. */
export function TextField({
  label,
  hint,
  error,
  className,
  suffix,
  ...input
}: FieldFrame & InputHTMLAttributes<HTMLInputElement> & { suffix?: string }) {
  const ids = useFieldIds(error, hint);
  return (
    <Frame {...{ label, hint, error, className, ids }}>
      <span className="relative block">
        <input {...input} {...ids.control} className={classNames(BOX, suffix && 'pr-14')} />
        {suffix && (
          <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-ink-soft">
            {suffix}
          </span>
        )}
      </span>
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  className,
  ...area
}: FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const ids = useFieldIds(error, hint);
  return (
    <Frame {...{ label, hint, error, className, ids }}>
      <textarea rows={3} {...area} {...ids.control} className={classNames(BOX, 'py-2')} />
    </Frame>
  );
}

/** One of a few. The device's own list: it is the best one on a phone and with a keyboard. */
export function SelectField({
  label,
  hint,
  error,
  className,
  children,
  ...select
}: FieldFrame & SelectHTMLAttributes<HTMLSelectElement>) {
  const ids = useFieldIds(error, hint);
  return (
    <Frame {...{ label, hint, error, className, ids }}>
      <select {...select} {...ids.control} className={BOX}>
        {children}
      </select>
    </Frame>
  );
}

/** On or off. */
export function CheckField({
  label,
  hint,
  className,
  ...input
}: FieldFrame & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label
      className={classNames('flex min-h-8 cursor-pointer items-start gap-2.5 py-1', className)}
    >
      <input {...input} type="checkbox" className="mt-0.5 size-4.5 shrink-0 accent-ink" />
      <span>
        <span className="block">{label}</span>
        {hint && <span className="block text-sm text-ink-soft">{hint}</span>}
      </span>
    </label>
  );
}

type FieldIds = ReturnType<typeof useFieldIds>;

function useFieldIds(error: string | null | undefined, hint: ReactNode) {
  const id = useId();
  const describedBy = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return {
    id,
    control: {
      id,
      ...(error ? { 'aria-invalid': true } : {}),
      ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    },
  };
}

function Frame(frame: {
  label: string;
  hint: ReactNode;
  error: string | null | undefined;
  className: string | undefined;
  ids: FieldIds;
  children: ReactNode;
}) {
  return (
    <div className={classNames('min-w-0', frame.className)}>
      <label htmlFor={frame.ids.id} className="mb-1 block text-sm font-medium">
        {frame.label}
      </label>
      {frame.children}
      {frame.error ? (
        <p id={`${frame.ids.id}-error`} className="mt-1 text-sm text-bad">
          {frame.error}
        </p>
      ) : (
        frame.hint && (
          <p id={`${frame.ids.id}-hint`} className="mt-1 text-sm text-ink-soft">
            {frame.hint}
          </p>
        )
      )}
    </div>
  );
}
