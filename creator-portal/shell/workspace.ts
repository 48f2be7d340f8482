import { createContext, useContext } from 'react';
import type { BrandView, CreatorView, MeView } from '../../server/protocol/accounts.ts';

const BrandContext = createContext<BrandView | null>(null);
const CreatorContext = createContext<CreatorView | null>(null);

export const BrandWorkspace = BrandContext.Provider;
export const CreatorWorkspace = CreatorContext.Provider;

/** The brand whose workspace is open. Only for pages below the brand's shell. */
export function useBrand(): BrandView {
  const brand = useContext(BrandContext);
  if (!brand) throw new Error('This page belongs below a brand’s workspace.');
  return brand;
}

/** The creator whose workspace is open. Only for pages below the creator's shell. */
export function useCreator(): CreatorView {
  const creator = useContext(CreatorContext);
  if (!creator) throw new Error('This page belongs below a creator’s workspace.');
  return creator;
}

const LAST = 'dropcast.workspace';

/** Remembers where this browser was last, as a path. */
export function rememberWorkspace(path: string) {
  try {
    localStorage.setItem(LAST, path);
  } catch {
    // Storage is blocked: the next visit starts in the first workspace.
  }
}

/** Where a person starts: the last workspace if it is still theirs, else the first one, else null. */
export function firstWorkspace(me: MeView): string | null {
  const theirs = [
    ...(me.creator ? ['/creator'] : []),
    ...me.brands.map((brand) => `/brands/${brand.slug}`),
  ];
  const last = lastWorkspace();
  return last !== null && theirs.includes(last) ? last : (theirs[0] ?? null);
}

function lastWorkspace(): string | null {
  try {
    return localStorage.getItem(LAST);
  } catch {
    return null;
  }
}
