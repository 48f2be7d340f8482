/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HoldButton } from './hold-button.tsx';

let button: HTMLButtonElement;
const done = vi.fn();

beforeEach(async () => {
  vi.useFakeTimers();
  done.mockReset();
  await act(() => {
    const props = { disabled: false, isBusy: false, onDone: done };
    render(<HoldButton {...props}>Hold to end</HoldButton>, document.body);
  });
  button = document.querySelector('button') as HTMLButtonElement;
});
afterEach(async () => {
  await act(() => render(null, document.body));
  vi.useRealTimers();
});

const send = (event: Event) => act(() => void button.dispatchEvent(event));
const key = (type: string, name: string, repeat = false) =>
  send(new KeyboardEvent(type, { key: name, repeat, bubbles: true, cancelable: true }));
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

describe('a button that must be held', () => {
  it('does nothing when it is only pressed, however often', async () => {
    for (let n = 0; n < 3; n += 1) {
      await send(new Event('pointerdown', { bubbles: true }));
      await pass(200);
      await send(new Event('pointerup', { bubbles: true }));
      await send(new MouseEvent('click', { detail: 1, bubbles: true }));
    }
    await pass(5_000);
    expect(done).not.toHaveBeenCalled();
  });

  it.each(['Enter', ' '])('is done once when it is held by the key "%s"', async (name) => {
    await key('keydown', name);
    for (let n = 0; n < 20; n += 1) {
      await pass(50);
      await key('keydown', name, true);
    }
    await key('keyup', name);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('is done when it is held by a pointer, and not when the pointer leaves it', async () => {
    await send(new Event('pointerdown', { bubbles: true }));
    await pass(500);
    await send(new Event('pointerleave'));
    await pass(1_000);
    expect(done).not.toHaveBeenCalled();
    await send(new Event('pointerdown', { bubbles: true }));
    await pass(1_000);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('asks whoever can only press to confirm, and forgets it after a while', async () => {
    const press = () => send(new MouseEvent('click', { detail: 0, bubbles: true }));
    await press();
    expect(button.textContent).toContain('Press again to confirm');
    await pass(5_000);
    await press();
    expect(done).not.toHaveBeenCalled();
    await press();
    expect(done).toHaveBeenCalledTimes(1);
  });
});
