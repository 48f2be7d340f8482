// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { queryClient } from '../hub/client.ts';
import { BrandWorkspace } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { NewDropPage } from './new-drop-page.tsx';

const BRAND = { id: 'b', slug: 'b', role: 'owner', currency: 'eur', timeZone: 'UTC' } as never;
const gate = (contractId: string) => ({ contractId, audience: '', opensAt: null, capUnits: 5 });
const contract = (id: string, state: string) => ({ id, state, creatorName: id, versions: [] });

const COPIED = {
  ...{ id: 'd', phase: 'ended', title: 'Knit night', description: '', currency: 'eur' },
  ...{ startsAt: 0, endsAt: 3_600_000, holdSeconds: 600, limitPerCustomer: 1, shippingMinor: 0 },
  ...{ fairness: 'first_come', entriesCloseAt: null, turnsPerSecond: 20, offerSeconds: 300 },
  ...{ reserveEndsAt: null, hasWaitingList: true, canShip: true, offer: { kind: 'plain' } },
  ...{ gates: [gate('Mira'), gate('Noor')], items: [], pools: [], rungs: [], holdout: null },
};

/** What the hub answers, by procedure. */
const ANSWERS: Record<string, unknown> = {
  'catalog.list': [],
  'contracts.listOfBrand': [
    contract('Mira', 'active'),
    contract('Noor', 'ended'),
    contract('Ola', 'ended'),
  ],
  'drops.get': COPIED,
  'fulfilment.locations': [],
  'audiences.list': { audiences: [] },
};

let root: ReturnType<typeof createRoot>;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('fetch', async (address: string) => {
    const procedures = new URL(address, 'https://hub.test').pathname.split('/').at(-1) ?? '';
    return Response.json(
      procedures.split(',').map((name) => ({ result: { data: ANSWERS[name] } })),
    );
  });
  document.body.innerHTML = '<div></div>';
  root = createRoot(document.body.firstElementChild as Element);
});

afterEach(async () => {
  await act(async () => root.unmount());
  queryClient.clear();
  vi.unstubAllGlobals();
});

it('shows a copied creator whose contract is not active any more, who can be taken out', async () => {
  await open('/new?open=d');
  expect(creators()).toEqual([
    ['Mira', true],
    ['Noor', true],
  ]);
  expect(document.body.textContent).toContain(say.newDrop.creatorNotActive);
  await act(async () => checkboxOf('Noor')?.click());
  expect(creators()).toEqual([['Mira', true]]);
});

async function open(address: string) {
  const top = createRootRoute({ component: Outlet });
  const routeTree = top.addChildren([
    createRoute({ getParentRoute: () => top, path: '/new', component: NewDropPage }),
    createRoute({ getParentRoute: () => top, path: '/elsewhere' }),
  ]);
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createRouter({ routeTree, history });
  await act(async () =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <BrandWorkspace value={BRAND}>
          <RouterProvider router={router as never} />
        </BrandWorkspace>
      </QueryClientProvider>,
    ),
  );
  await act(() => vi.waitFor(() => expect(creators().length).toBeGreaterThan(0)));
  return router;
}

const CREATORS = ['Mira', 'Noor', 'Ola'];

function creators() {
  return CREATORS.flatMap((name) => {
    const box = checkboxOf(name);
    return box ? [[name, box.checked]] : [];
  });
}

function checkboxOf(name: string): HTMLInputElement | null {
  const labels = [...document.querySelectorAll('label')];
  return labels.find((one) => one.textContent?.startsWith(name))?.querySelector('input') ?? null;
}
