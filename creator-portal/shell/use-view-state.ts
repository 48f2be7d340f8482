import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Sort } from '../ui/table.tsx';
import type { ViewState } from './view-state.ts';

/** The page's view state and a way to change it in place, without a step in the history. */
export function useViewState() {
  const view: ViewState = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const change = useCallback(
    (patch: { [Key in keyof ViewState]?: ViewState[Key] | undefined }) => {
      void navigate({
        to: '.',
        search: (old) => withoutEmpty({ ...old, ...patch }),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return { view, change };
}

/** The sort that the URL names, else the page's own. */
export function sortOf(view: ViewState, fallback: Sort): Sort {
  if (!view.sort) return fallback;
  const down = view.sort.startsWith('-');
  return { key: down ? view.sort.slice(1) : view.sort, down };
}

/** How a sort is written in the URL. */
export function sortText({ key, down }: Sort): string {
  return down ? `-${key}` : key;
}

function withoutEmpty(state: Record<string, unknown>): ViewState {
  return Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== undefined && value !== ''),
  );
}
