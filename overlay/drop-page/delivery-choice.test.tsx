/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { PublicDropView } from '../../server/protocol/drops.ts';
import { exampleDrop } from '../viewer-page/test-harness.ts';
import { DeliveryChoice } from './delivery-choice.tsx';
import { NoteField } from './note-field.tsx';
import { type DeliveryChoice as Delivery, useDelivery } from './use-delivery.ts';

const place = (name: string, ...skuIds: string[]) => ({
  id: `id-${name}`,
  name,
  street: 'Weserstr. 1',
  postalCode: '12043',
  city: 'Berlin',
  note: 'Fri–Sun, 12–18 h',
  skuIds,
  stockedSkuIds: skuIds,
});

let latest: Delivery;

type Asked = { view: PublicDropView; skuId: string; isGone: boolean };

function Chooser({ view, ...item }: Asked) {
  latest = useDelivery(view, item);
  return (
    <>
      <DeliveryChoice delivery={latest} currency="eur" />
      {view.noteLabel !== null && (
        <NoteField label={view.noteLabel} note={latest.note} onWrite={latest.writeNote} />
      )}
    </>
  );
}

const show = (given: Partial<PublicDropView>, { skuId = 'cap', isGone = false } = {}) =>
  act(() => render(<Chooser view={exampleDrop(given)} {...{ skuId, isGone }} />, document.body));
const text = () => document.body.textContent ?? '';

afterEach(() => act(() => render(null, document.body)));

describe('how a claim is delivered', () => {
  it('is not asked where everything is sent', async () => {
    await show({});
    expect(text()).toBe('');
    expect(latest).toMatchObject({ missing: null, asked: {}, shippingMinor: 490 });
  });

  it('is sent unless the viewer chooses a place, and then costs no shipping', async () => {
    await show({ pickUpPlaces: [place('Studio', 'cap')] });
    expect(text()).toContain('Collect at Studio');
    expect(text()).toContain('Weserstr. 1, 12043 Berlin · Fri–Sun, 12–18 h');
    const studio = document.querySelector<HTMLInputElement>('input[value="id-Studio"]');
    await act(() => studio?.click());
    expect(latest).toMatchObject({
      shippingMinor: 0,
      asked: { delivery: { kind: 'pick_up', locationId: 'id-Studio' } },
    });
  });

  it('offers a place only while it has units of the chosen article', async () => {
    const pickUpPlaces = [place('Studio', 'cap'), place('Market', 'mug')];
    await show({ pickUpPlaces });
    expect(text()).not.toContain('Market');
    await act(() => latest.choose('id-Studio'));
    await show({ pickUpPlaces }, { skuId: 'mug' });
    expect(latest.chosen).toBe('ship');
  });

  it('has to be said where nothing is sent and there are several places', async () => {
    const pickUpPlaces = [place('Studio', 'cap'), place('Market', 'cap')];
    await show({ canShip: false, pickUpPlaces });
    expect(latest.missing).toBe('place');
    expect(text()).not.toContain('Send it');
    await show({ canShip: false, pickUpPlaces: [place('Studio', 'cap')] });
    expect(latest).toMatchObject({ missing: null, chosen: 'id-Studio' });
    expect(text()).toContain('You collect it: Studio');
  });

  it('can be a place that had some, for whoever waits until one comes back', async () => {
    const pickUpPlaces = [{ ...place('Studio', 'cap'), skuIds: [] }];
    await show({ pickUpPlaces });
    expect(text()).toBe('');
    await show({ pickUpPlaces }, { isGone: true });
    expect(text()).toContain('Collect at Studio');
    await show({ pickUpPlaces, canShip: false }, { isGone: true });
    expect(latest).toMatchObject({ missing: null, chosen: 'id-Studio' });
  });
});

describe('what the drop asks to be written', () => {
  it('is missing until there is more than a space, is counted, and is sent trimmed', async () => {
    await show({ noteLabel: 'Name on the mug' });
    expect(latest.missing).toBe('note');
    await act(() => latest.writeNote('  '));
    expect(latest.missing).toBe('note');
    await act(() => latest.writeNote(' Ada '));
    expect(latest).toMatchObject({ missing: null, asked: { note: 'Ada' } });
    expect(text()).toContain('5 of 140');
  });
});
