// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { beforeSignOut } from '../hub/client.ts';
import { signOut } from './sign-out.ts';

afterEach(() => {
  beforeSignOut.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('ends the session only when all that is unsaved is kept, or left behind', async () => {
  const post = vi.fn(async () => Response.json({}));
  vi.stubGlobal('fetch', post);
  const leave = vi.spyOn(location, 'assign').mockImplementation(() => {});
  let mayLeave = false;
  beforeSignOut.add(async () => mayLeave);
  await signOut();
  expect(post).not.toHaveBeenCalled();
  mayLeave = true;
  await signOut();
  expect(post).toHaveBeenCalledOnce();
  expect(leave).toHaveBeenCalledWith('/app/sign-in');
});
