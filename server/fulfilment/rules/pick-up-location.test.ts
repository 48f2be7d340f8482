import { describe, expect, it } from 'vitest';
import { pickUpLocation } from './pick-up-location.ts';

const at = { country: 'DE', postalCode: '10115' };
const PLACES = [
  { location: 'central', isCentral: true, pickUpId: 'row-of-central', ...at },
  { location: 'studio', isCentral: false, pickUpId: 'studio', ...at },
  { location: 'workshop', isCentral: false, pickUpId: null, ...at },
];

describe('where something is collected', () => {
  it('is the stock of the place that was named, also of the central reserve', () => {
    expect(pickUpLocation(PLACES, 'studio')).toBe('studio');
    expect(pickUpLocation(PLACES, 'row-of-central')).toBe('central');
  });

  it('is nowhere that only sends, and nowhere that does not exist', () => {
    for (const id of ['workshop', 'central', 'elsewhere', '']) {
      expect(pickUpLocation(PLACES, id)).toBeNull();
    }
  });
});
