// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { DEFAULT_OVERLAY_OPTIONS, type OverlayView } from '../../server/protocol/live.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useAutosave } from './use-autosave.ts';
import type { Settings } from './use-editor.ts';

const SETTINGS: Settings = { name: 'A', layout: 'landscape', options: DEFAULT_OVERLAY_OPTIONS };
const OVERLAY: OverlayView = {
  ...SETTINGS,
  id: '01k40000000000000000000vr1',
  revision: 'r0',
  maskedAddress: '',
  connected: 0,
  instances: [],
  lastSeenAt: null,
  keyVersion: 1,
  drop: null,
};

afterEach(() => vi.unstubAllGlobals());

it('an editor that closes before it has saved opens again with what was changed last', async () => {
  const sent: string[] = [];
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', (_url: string, { body }: { body: string }) => {
    const { name, basedOn } = JSON.parse(body)[0];
    sent.push(`${name} on ${basedOn}`);
    return new Promise<Response>((resolve) => answers.push(resolve));
  });
  const key = hub.live.overlays.queryKey();
  const kept = () => queryClient.getQueryData(key)?.[0]?.name;
  queryClient.setQueryData(key, [OVERLAY]);
  const root = createRoot(document.body);
  const show = (name: string) =>
    act(() =>
      root.render(
        <QueryClientProvider client={queryClient}>
          <Saves settings={{ ...SETTINGS, name }} />
        </QueryClientProvider>,
      ),
    );
  await show('A');
  await show('B');
  await act(() => vi.waitFor(() => expect(sent).toEqual(['B on r0'])));
  await show('C');
  await act(() => root.unmount());
  expect(kept()).toBe('C');
  // The hub hears the newer one only when it is done with the older one.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sent).toEqual(['B on r0']);
  answers[0]?.(Response.json([{ result: { data: { ...OVERLAY, name: 'B', revision: 'r1' } } }]));
  await vi.waitFor(() => expect(sent).toEqual(['B on r0', 'C on r1']));
  expect(kept()).toBe('C');
  expect(queryClient.getQueryState(key)?.isInvalidated).toBe(false);
});

it('a save whose answer was lost is nobody else’s change once the list has it', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('lost')));
  const root = createRoot(document.createElement('div'));
  const states: string[] = [];
  const show = (settings: Settings, overlay: OverlayView) =>
    act(() =>
      root.render(
        <QueryClientProvider client={queryClient}>
          <Saves settings={settings} overlay={overlay} onState={(state) => states.push(state)} />
        </QueryClientProvider>,
      ),
    );
  const mine = { ...SETTINGS, name: 'B' };
  const base = { ...OVERLAY, id: '01k40000000000000000000vr2' };
  await show(SETTINGS, base);
  await show(mine, base);
  await act(() => vi.waitFor(() => expect(states.at(-1)).toBe('failed')));
  // The list has it before the hub: that alone is no proof.
  await show(mine, { ...base, name: 'B' });
  expect(states.at(-1)).toBe('failed');
  await show(mine, { ...base, name: 'Theirs', revision: 'r9' });
  expect(states.at(-1)).toBe('elsewhere');
  await show(mine, { ...base, name: 'B', revision: 'r1' });
  expect(states.at(-1)).toBe('saved');
  await act(() => root.unmount());
});

it('what could not be saved is not in the list for whoever opens the editor again', async () => {
  const { save, sent, kept, close } = await editWith(() => Promise.reject(new TypeError('away')));
  await act(() => vi.waitFor(() => expect(save().state).toBe('failed')));
  expect(kept()).toBe('A');
  await close();
  await vi.waitFor(() => expect(sent).toEqual(['B', 'B']));
  await vi.waitFor(() => expect(kept()).toBe('A'));
});

it('sends nothing more when the session is over', async () => {
  const problem = { code: 'not_signed_in', message: 'Sign in.' };
  const { save, sent, close } = await editWith(() =>
    Promise.resolve(Response.json([{ error: { code: 0, message: '', data: { problem } } }])),
  );
  await act(() => vi.waitFor(() => expect(save().state).toBe('failed')));
  expect(await save().settle()).toBe(false);
  await close();
  expect(sent).toEqual(['B']);
});

it('whoever leaves waits for the save that is under way, and it is not sent twice', async () => {
  let answer = (_: Response) => {};
  const { save, sent, close } = await editWith(() => new Promise((resolve) => (answer = resolve)));
  await act(() => vi.waitFor(() => expect(sent).toEqual(['B'])));
  const isKept = save().settle();
  answer(Response.json([{ result: { data: { ...OVERLAY, name: 'B', revision: 'r1' } } }]));
  expect(await act(async () => isKept)).toBe(true);
  await close();
  expect(sent).toEqual(['B']);
});

it('sends nothing after the change was given up, and the list forgets it', async () => {
  let answer = (_: Error) => {};
  const { save, sent, kept, change, close } = await editWith(
    () => new Promise((_, reject) => (answer = reject)),
  );
  await act(() => vi.waitFor(() => expect(sent).toEqual(['B'])));
  await change('C');
  const isKept = save().settle();
  save().giveUp();
  expect(kept()).toBe('A');
  await close();
  answer(new TypeError('away'));
  expect(await isKept).toBe(false);
  expect(sent).toEqual(['B']);
});

/** An editor in which A has just become B; `answer` is what the hub does with a save. */
async function editWith(answer: () => Promise<Response>) {
  const sent: string[] = [];
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', (_url: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body)[0].name);
    return answer();
  });
  const overlay = { ...OVERLAY, id: crypto.randomUUID() };
  const key = hub.live.overlays.queryKey();
  queryClient.setQueryData(key, [overlay]);
  const root = createRoot(document.createElement('div'));
  const seen: Save[] = [];
  const change = (name: string) =>
    act(() =>
      root.render(
        <QueryClientProvider client={queryClient}>
          <Saves
            settings={{ ...SETTINGS, name }}
            overlay={overlay}
            onSave={(save) => seen.push(save)}
          />
        </QueryClientProvider>,
      ),
    );
  await change('A');
  await change('B');
  const save = () => {
    const newest = seen.at(-1);
    if (!newest) throw new Error('nothing was drawn');
    return newest;
  };
  const kept = () => queryClient.getQueryData(key)?.[0]?.name;
  return { save, sent, kept, change, close: () => act(() => root.unmount()) };
}

type Save = ReturnType<typeof useAutosave>;

function Saves({
  settings,
  overlay = OVERLAY,
  onState,
  onSave,
}: {
  settings: Settings;
  overlay?: OverlayView;
  onState?: (state: string) => void;
  onSave?: (save: Save) => void;
}) {
  const save = useAutosave(overlay, { settings, replace: () => {} });
  onState?.(save.state);
  onSave?.(save);
  return null;
}
