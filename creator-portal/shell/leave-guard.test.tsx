// @vitest-environment happy-dom
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beforeSignOut } from '../hub/client.ts';
import { say } from '../strings.ts';
import { LeaveGuard } from './leave-guard.tsx';

const settle = vi.fn(async () => false);
const giveUp = vi.fn();
let root: ReturnType<typeof createRoot>;
let router: ReturnType<typeof makeRouter>;
/** The hub has the change after all. */
let isSaved = () => {};

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('scrollTo', () => {});
  router = makeRouter();
  document.body.innerHTML = '<div></div>';
  root = createRoot(document.body.firstElementChild as Element);
  await act(async () => root.render(<RouterProvider router={router as never} />));
});

afterEach(async () => {
  await act(() => root.unmount());
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

it('lets nobody wait for a save on the way to the sign-in page', async () => {
  await go('/sign-in');
  expect(router.state.location.pathname).toBe('/sign-in');
  expect(settle).not.toHaveBeenCalled();
});

it('goes on by itself when the save is made while it asks', async () => {
  await go('/elsewhere');
  expect(document.body.textContent).toContain(say.leaving.title);
  expect(router.state.location.pathname).toBe('/overlay');
  await act(async () => isSaved());
  await act(() => vi.waitFor(() => expect(router.state.location.pathname).toBe('/elsewhere')));
});

it('asks before somebody signs out with a change that could not be saved', async () => {
  const answers: boolean[] = [];
  const signOut = () =>
    act(async () => {
      for (const mayLeave of beforeSignOut) void mayLeave().then((is) => answers.push(is));
    });
  await signOut();
  await press(say.leaving.stay);
  expect(answers).toEqual([false]);
  await signOut();
  await press(say.leaving.leave);
  expect(answers).toEqual([false, true]);
  expect(giveUp).toHaveBeenCalledOnce();
});

function go(to: string) {
  return act(async () => {
    router.history.push(`/app${to}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

function press(text: string) {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === text);
  return act(async () => button?.click());
}

function makeRouter() {
  const top = createRootRoute({ component: Outlet });
  const page = (path: string, component: () => React.ReactNode = () => null) =>
    createRoute({ getParentRoute: () => top, path, component });
  return createRouter({
    routeTree: top.addChildren([page('/overlay', Guarded), page('/elsewhere'), page('/sign-in')]),
    history: createMemoryHistory({ initialEntries: ['/app/overlay'] }),
    basepath: '/app',
  });
}

function Guarded() {
  const [isUnsaved, setUnsaved] = useState(true);
  isSaved = () => setUnsaved(false);
  const save = { isUnsaved, settle, giveUp, isGivenUp: () => false };
  return <LeaveGuard open="o" text="" save={save} />;
}
