// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { InstancesPanel } from './instances-panel.tsx';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('does not say for ever that it loads itself anew', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', async () => Response.json([{ result: { data: { pages: 1 } } }]));
  const place = document.createElement('div');
  const root = createRoot(place);
  const instances = [{ id: 'i', connectedAt: Date.now(), report: null }] as never;
  await act(async () =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <InstancesPanel overlayId="o" instances={instances} />
      </QueryClientProvider>,
    ),
  );
  place.querySelector('button')?.click();
  await act(async () => void (await vi.advanceTimersByTimeAsync(1_000)));
  expect(place.textContent).toContain(say.overlay.reloading(1));
  await act(async () => void (await vi.advanceTimersByTimeAsync(8_000)));
  expect(place.textContent).not.toContain(say.overlay.reloading(1));
  await act(async () => root.unmount());
});
