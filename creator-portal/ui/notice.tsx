import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { problemOf } from '../hub/problem-of.ts';
import { classNames } from './class-names.ts';

/** Something that needs to be read, in the flow of the page. */
export function Notice(notice: {
  tone?: 'warn' | 'bad' | 'good';
  children: ReactNode;
  action?: ReactNode;
}) {
  const tone = notice.tone ?? 'warn';
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={classNames(
        'flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg px-4 py-3',
        tone === 'warn' && 'bg-warn-soft text-warn',
        tone === 'bad' && 'bg-bad-soft text-bad',
        tone === 'good' && 'bg-good-soft text-good',
      )}
    >
      <CircleAlert aria-hidden="true" size={18} className="shrink-0" />
      <div className="min-w-0 flex-1 wrap-anywhere">{notice.children}</div>
      {notice.action}
    </div>
  );
}

/** The sentence of a failed action, next to what failed; nothing when all is well. */
export function ProblemNotice({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const problem = problemOf(error);
  const details = problem.missing ?? problem.fields?.map((field) => field.message) ?? [];
  return (
    <Notice tone="bad">
      <p>{problem.message}</p>
      {details.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
