// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EndpointCard } from '../integrations/endpoint-card.tsx';
import { AddressPanel } from '../overlay/address-panel.tsx';
import { BatchCard } from '../payouts/batch-card.tsx';
import { BrandWorkspace } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { queryClient } from './client.ts';

const MESSAGE = 'Try again in a minute.';
const BRAND = { id: 'b', slug: 'b', role: 'owner', timeZone: 'Europe/Berlin' } as never;
const BATCH = {
  ...{ id: 'p', number: 7, state: 'draft', createdAt: 0, items: [] },
  total: { minor: 1200, currency: 'eur' },
} as never;
const OVERLAY = { id: 'o', maskedAddress: '', lastSeenAt: null, connected: 0 } as never;
const endpoint = (disabledAt: number | null) =>
  ({
    ...{ id: 'e', url: 'https://shop.example', description: '', eventTypes: [] },
    ...{ delivered: 0, failed: 0, waiting: 0, previousSecretUntil: null },
    ...{ disabledAt, disabledReason: disabledAt && 'asked' },
  }) as never;

let place: HTMLElement;
let root: ReturnType<typeof createRoot>;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const problem = { code: 'too_many_requests', message: MESSAGE };
  const error = { message: MESSAGE, code: -32_600, data: { problem } };
  vi.stubGlobal('fetch', async () => Response.json([{ error }], { status: 429 }));
  place = document.createElement('div');
  root = createRoot(place);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

describe('an act that the hub refuses says why in its own card', () => {
  it.each<[name: string, card: ReactNode, button: string]>([
    ['locking a batch', <BatchCard key="" batch={BATCH} />, say.payouts.lock],
    ['a test message', <EndpointCard key="" endpoint={endpoint(null)} />, say.webhooks.test],
    [
      'switching an endpoint off',
      <EndpointCard key="" endpoint={endpoint(null)} />,
      say.webhooks.disable,
    ],
    [
      'switching an endpoint on',
      <EndpointCard key="" endpoint={endpoint(1)} />,
      say.webhooks.enable,
    ],
    [
      'the first address of an overlay',
      <AddressPanel key="" overlay={OVERLAY} address={null} onMade={() => {}} />,
      say.overlay.firstAddress,
    ],
  ])('%s', async (_name, card, label) => {
    await act(async () =>
      root.render(
        <QueryClientProvider client={queryClient}>
          <BrandWorkspace value={BRAND}>{card}</BrandWorkspace>
        </QueryClientProvider>,
      ),
    );
    const button = [...place.querySelectorAll('button')].find((one) => one.textContent === label);
    await act(async () => button?.click());
    await act(() =>
      vi.waitFor(() => expect(place.querySelector('[role=alert]')?.textContent).toBe(MESSAGE)),
    );
  });
});
