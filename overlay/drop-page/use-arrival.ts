import { useEffect, useState } from 'preact/hooks';
import { CLICK_PARAMETER } from '../../server/protocol/links.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import { recall, remember } from '../viewer-page/page-memory.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';

/** Who brought this viewer, as far as the page knows. */
export type Arrival = Pick<DropPageData, 'creator' | 'click'>;

/**
 * Confirms the click that brought the viewer, takes it out of the address (so that a shared address
 * is not a shared click) and remembers it over a reload.
 */
export function useArrival(tools: PageTools | null, data: DropPageData): Arrival {
  const { click, creator, view, inApp } = data;
  const [arrival, setArrival] = useState<Arrival>({ click, creator });

  useEffect(() => {
    if (!tools) return;
    // Whoever leaves the app takes the address along, and with it the click.
    if (!inApp) stripClick();
    const key = `dc.from.${view.id}`;
    if (click === null) {
      const known = recall(key);
      if (isArrival(known)) setArrival(known);
      return;
    }
    remember(key, { click, creator });
    void tools.ask('confirmClick', { click });
  }, [tools, click, creator, view.id, inApp]);

  return arrival;
}

/** Takes the click out of the address, so that a shared address is not a shared click. */
export function stripClick(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has(CLICK_PARAMETER)) return;
  url.searchParams.delete(CLICK_PARAMETER);
  history.replaceState(history.state, '', url);
}

function isArrival(value: unknown): value is Arrival {
  if (typeof value !== 'object' || value === null) return false;
  if (!('click' in value && 'creator' in value)) return false;
  const { click, creator } = value;
  if (typeof click !== 'string') return false;
  if (creator === null) return true;
  return (
    typeof creator === 'object' &&
    'handle' in creator &&
    typeof creator.handle === 'string' &&
    'displayName' in creator &&
    typeof creator.displayName === 'string'
  );
}
