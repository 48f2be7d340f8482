import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '../hub/problem-of.ts';
import { say } from '../strings.ts';
import { Button } from './button.tsx';
import { formatTime } from './format-time.ts';
import { Notice } from './notice.tsx';
import { useTimeZone } from './time-zone.ts';

/**
 * Shows what a query brought, in whichever state it is: a skeleton of the same size while it loads,
 * the reason and a way to retry when it failed, and old content under a notice when it grew stale.
 */
export function Loaded<Data>(loaded: {
  query: UseQueryResult<Data, unknown>;
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  const { query } = loaded;
  const timeZone = useTimeZone();
  const retry = (
    <Button small busy={query.isFetching} onClick={() => void query.refetch()}>
      {say.act.retry}
    </Button>
  );
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && (
          <div className="mb-4">
            <Notice action={retry}>
              {say.problem.stale(formatTime(query.dataUpdatedAt, 'time', timeZone))}
            </Notice>
          </div>
        )}
        {loaded.children(query.data)}
      </>
    );
  }
  if (query.isError) {
    const problem = problemOf(query.error);
    const isFinal = problem.code === 'not_allowed' || problem.code === 'not_found';
    return (
      <Notice tone="bad" action={isFinal ? null : retry}>
        {problem.message}
      </Notice>
    );
  }
  return (
    <div aria-busy="true">
      <span className="sr-only" role="status">
        {say.problem.loading}
      </span>
      {loaded.skeleton}
    </div>
  );
}
