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
import { CENTRAL, EVERYONE } from '../../server/protocol/stock-keys.ts';
import { queryClient } from '../hub/client.ts';
import { BrandWorkspace } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { NewDropPage } from './new-drop-page.tsx';

const BRAND = { id: 'b', slug: 'b', role: 'owner', currency: 'eur', timeZone: 'UTC' } as never;
const gate = (contractId: string) => ({
  contractId,
  audience: EVERYONE,
  opensAt: null,
  capUnits: 5,
});
const contract = (id: string, state: string) => ({ id, state, creatorName: id, versions: [] });

const COPIED = {
  ...{ id: 'd', phase: 'ended', title: 'Knit night', description: '', currency: 'eur' },
  ...{ startsAt: 0, endsAt: 3_600_000, holdSeconds: 600, limitPerCustomer: 1, shippingMinor: 0 },
  ...{ fairness: 'first_come', entriesCloseAt: null, turnsPerSecond: 20, offerSeconds: 300 },
  ...{ reserveEndsAt: null, hasWaitingList: true, canShip: true, offer: { kind: 'plain' } },
  gates: [gate('Mira'), gate('Noor')],
  holdout: null,
  items: [{ skuId: 's', priceMinor: 4900, rungs: [] }],
  pools: [{ id: 'p', skuId: 's', location: CENTRAL, audience: EVERYONE, stock: { total: 5 } }],
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
  'drops.create': { ...COPIED, id: 'n' },
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
  sessionStorage.clear();
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

it('asks before what was typed is left, and forgets it when it is', async () => {
  const router = await open('/new');
  await type('Knit night');
  await go(router, '/elsewhere');
  expect(document.body.textContent).toContain(say.newDrop.leaveUnsaved);
  await press(say.leaving.stay);
  expect(router.state.location.pathname).toBe('/new');
  await go(router, '/elsewhere');
  await press(say.leaving.leave);
  expect(router.state.location.pathname).toBe('/elsewhere');
  await go(router, '/new');
  expect(title()?.value).toBe('');
});

it('asks nobody who has typed nothing', async () => {
  const router = await open('/new?open=d');
  await go(router, '/elsewhere');
  expect(router.state.location.pathname).toBe('/elsewhere');
});

it('has what was typed again after a sign-in, until somebody starts over', async () => {
  const router = await open('/new');
  await type('Knit night');
  const keptId = () => JSON.parse(Object.values(sessionStorage)[0] ?? '{}').dropId;
  const dropId = keptId();
  await go(router, '/sign-in');
  expect(router.state.location.pathname).toBe('/sign-in');
  await go(router, '/new?open=d');
  expect(document.body.textContent).not.toContain(say.newDrop.restored);
  await go(router, '/new');
  expect(title()?.value).toBe('Knit night');
  // What was sent before, with its answer lost, is still the same drop.
  expect([dropId, keptId()]).toEqual([expect.stringMatching(/^\w{26}$/), dropId]);
  expect(document.body.textContent).toContain(say.newDrop.restored);
  await press(say.newDrop.startOver);
  expect(title()?.value).toBe('');
  expect(document.body.textContent).not.toContain(say.newDrop.restored);
});

it('goes on without a question once the drop is saved, and keeps nothing of it', async () => {
  const router = await open('/new?open=d');
  await type('Knit night again');
  expect(sessionStorage.length).toBe(1);
  await press(say.newDrop.draft);
  await act(() =>
    vi.waitFor(() => expect(router.state.location.pathname).toBe('/brands/b/drops/n')),
  );
  expect(sessionStorage.length).toBe(0);
});

async function open(address: string) {
  const top = createRootRoute({ component: Outlet });
  const routeTree = top.addChildren([
    createRoute({ getParentRoute: () => top, path: '/new', component: NewDropPage }),
    createRoute({ getParentRoute: () => top, path: '/elsewhere' }),
    createRoute({ getParentRoute: () => top, path: '/brands/$slug/drops/$dropId' }),
    createRoute({ getParentRoute: () => top, path: '/sign-in' }),
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

type Router = Awaited<ReturnType<typeof open>>;

function go(router: Router, to: string) {
  return act(async () => {
    router.history.push(to);
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

function press(text: string) {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === text);
  return act(async () => {
    button?.click();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

function title(): HTMLInputElement | null {
  return document.querySelector('input[maxlength="80"]');
}

/** As React hears it: past the setter that it has put over the input's own. */
function type(text: string) {
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  return act(async () => {
    set?.call(title(), text);
    title()?.dispatchEvent(new Event('input', { bubbles: true }));
  });
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
