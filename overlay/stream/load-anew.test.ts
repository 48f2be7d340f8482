// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { loadAnew } from './load-anew.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('goes on with the key that came while it waited for the hub', async () => {
  let key = 'old';
  vi.spyOn(performance, 'now').mockReturnValue(60_000);
  const replace = vi.spyOn(history, 'replaceState');
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => {});
  vi.stubGlobal('fetch', async () => {
    key = 'new';
    return { ok: true };
  });
  await loadAnew(() => key);
  expect(replace).toHaveBeenCalledWith(null, '', '#k=new');
  expect(reload).toHaveBeenCalledOnce();
});
