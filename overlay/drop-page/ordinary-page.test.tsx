/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { fakeTools } from '../viewer-page/test-harness.ts';
import { OrdinaryPage } from './ordinary-page.tsx';

it('lets whoever is held out refuse to be measured, and names nobody who earns then', async () => {
  const answers = { ok: true, value: true } as const;
  const tools = fakeTools({ confirmClick: () => answers, chooseMeasurement: () => answers });
  const ordinary = {
    brandName: 'Brand',
    currency: 'eur',
    shopUrl: 'https://shop.test/',
    items: [],
  };
  await act(async () =>
    render(<OrdinaryPage data={{ ordinary, click: 'click-1' }} tools={tools} />, document.body),
  );
  const text = () => document.body.textContent ?? '';
  expect(text()).toContain('The creator who sent you earns a commission');
  const button = document.querySelector('button');
  await act(async () => button?.click());
  expect(text()).toContain('Your visit counts for no creator.');
  expect(text()).not.toContain('commission');
  expect(text()).not.toContain('claim');
  await act(async () => button?.click());
  expect(text()).toContain('The creator who sent you earns a commission');
  const asked = tools.asked.filter(({ procedure }) => procedure === 'chooseMeasurement');
  expect(asked.map(({ input }) => input)).toEqual([{ isRefused: true }, { isRefused: false }]);
});
