/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReminderKind } from '../../server/protocol/push.ts';
import { forgetAsked, useReminder } from './use-reminder.ts';

const endpoint = 'https://push.example/1';
const subscription = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }) };
const askPush = vi.fn();
let place: HTMLElement;

beforeEach(() => {
  askPush.mockReset().mockResolvedValue({ ok: true, value: true });
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('Notification', { permission: 'granted' });
  const registration = { pushManager: { getSubscription: async () => subscription } };
  const serviceWorker = { getRegistration: async () => registration };
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { serviceWorker }));
  place = document.createElement('div');
});
afterEach(() => {
  render(null, place);
  localStorage.clear();
  vi.unstubAllGlobals();
});

function Step({ kind }: { kind: ReminderKind }) {
  const { step } = useReminder(tools, { slug: 's', kind, pushKey: 'k', click: null });
  return <p>{step}</p>;
}
const tools = { askPush };

it('who is told of units that come back has asked anew with each visit, and else is not promised it', async () => {
  localStorage.setItem('dc.remind.back_in_stock.s', '1');
  render(<Step kind="back_in_stock" />, place);
  await expect.poll(() => place.textContent).toBe('on');
  expect(askPush).toHaveBeenCalledWith('remind', {
    ...{ dropSlug: 's', kind: 'back_in_stock' },
    ...{ endpoint, keys: { p256dh: 'p', auth: 'a' } },
  });
  render(null, place);
  askPush.mockResolvedValue({ ok: false, problem: { code: 'unreachable', message: '' } });
  render(<Step kind="back_in_stock" />, place);
  await expect.poll(() => place.textContent).toBe('off');
});

it('an opening is asked for once', async () => {
  localStorage.setItem('dc.remind.opening.s', '1');
  render(<Step kind="opening" />, place);
  await expect.poll(() => place.textContent).toBe('on');
  expect(askPush).not.toHaveBeenCalled();
});

it('what was told is not asked for any more', async () => {
  localStorage.setItem('dc.remind.back_in_stock.s', '1');
  forgetAsked('s', 'back_in_stock');
  render(<Step kind="back_in_stock" />, place);
  await expect.poll(() => place.textContent).toBe('off');
  expect(askPush).not.toHaveBeenCalled();
});
