// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EXAMPLE_NOW, exampleClaim, exampleDrop } from '../viewer-page/test-harness.ts';
import { widgetElement } from './widget-element.ts';

const HOUR_MS = 3_600_000;
const ANSWERS: Record<string, unknown> = {
  drop: exampleDrop(),
  issueToken: { token: 't', creator: {} },
  checkout: { url: 'https://pay.test/' },
  hold: { claim: exampleClaim(), access: 'a' },
};
const sent: string[] = [];
const asked: string[] = [];

class SilentSocket {
  onmessage = (_: { data: string }) => {};
  constructor() {
    line = this;
  }
  send(packet: string) {
    sent.push(packet);
  }
  close() {}
}
let line: SilentSocket;
let widget: HTMLElement;

beforeEach(async () => {
  vi.useFakeTimers({ now: EXAMPLE_NOW });
  vi.stubGlobal('WebSocket', SilentSocket);
  vi.spyOn(location, 'assign').mockImplementation(() => {});
  vi.stubGlobal('fetch', async (url: string) => {
    const name = url.split('/').at(-1) ?? '';
    asked.push(name);
    return { json: async () => ({ result: { data: ANSWERS[name] } }) };
  });
  customElements.define('test-widget', widgetElement('http://hub.test'));
  widget = document.createElement('test-widget');
  widget.setAttribute('drop', 'studio-set');
  widget.setAttribute('creator', 'mara');
  document.body.append(widget);
  await vi.advanceTimersByTimeAsync(1_000);
});
afterEach(() => {
  widget.remove();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('takes a hold for one that lasts while nobody knows the time, and asks what has happened', async () => {
  const button = () => widget.shadowRoot?.querySelector<HTMLButtonElement>('.go');
  line.onmessage({ data: '40/live,{}' });
  button()?.click();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(button()?.textContent).toContain('Pay');
  vi.setSystemTime(Date.now() + HOUR_MS);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(widget.shadowRoot?.textContent).toContain('≈ 00:00');
  expect(button()?.textContent).toContain('Pay');
  button()?.click();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual(['drop', 'issueToken', 'hold', 'checkout']);
  expect(sent.join()).toContain('"drop:resync",{"d":"01k4000000000000000000drop"}');
});
