import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, routeOrder } from './route-order.ts';

const central = { location: 'central', country: 'DE', postalCode: '10115', isCentral: true };
const neukoelln = { location: 'b-neukoelln', country: 'DE', postalCode: '12043', isCentral: false };
const munich = { location: 'c-munich', country: 'DE', postalCode: '80331', isCentral: false };
const vienna = { location: 'a-vienna', country: 'AT', postalCode: '1010', isCentral: false };
const PLACES: Place[] = [vienna, munich, neukoelln, central];

describe('the order of locations', () => {
  it('puts the longest equal beginning of the postal code first, then the country', () => {
    expect(routeOrder(PLACES, { country: 'DE', postalCode: '12047' })).toEqual([
      'b-neukoelln',
      'central',
      'c-munich',
      'a-vienna',
    ]);
  });

  it('does not compare postal codes of two countries', () => {
    expect(routeOrder(PLACES, { country: 'AT', postalCode: '12043' })[0]).toBe('a-vienna');
  });

  it('reads a postal code the same with spaces, hyphens and small letters', () => {
    const london = { location: 'z', country: 'GB', postalCode: 'EC1A 1BB', isCentral: false };
    const leeds = { location: 'y', country: 'GB', postalCode: 'LS1 1UR', isCentral: false };
    expect(routeOrder([leeds, london], { country: 'gb', postalCode: 'ec1a-1ab' })[0]).toBe('z');
  });

  it('prefers the central reserve, then the location’s id, when nothing is known', () => {
    const expected = ['central', 'a-vienna', 'b-neukoelln', 'c-munich'];
    expect(routeOrder(PLACES, null)).toEqual(expected);
    expect(routeOrder(PLACES, { postalCode: '80331' })).toEqual(expected);
    expect(routeOrder(PLACES, { country: 'US', postalCode: '10115' })).toEqual(expected);
  });

  it('names each location once and does not depend on how they were read', () => {
    const shuffled = fc.shuffledSubarray(PLACES, { minLength: PLACES.length });
    const to = fc.record({
      country: fc.constantFrom('DE', 'AT', 'FR'),
      postalCode: fc.constantFrom('12047', '10999', '80000', '1010', ''),
    });
    fc.assert(
      fc.property(shuffled, to, (places, destination) => {
        expect(routeOrder(places, destination)).toEqual(routeOrder(PLACES, destination));
        expect(new Set(routeOrder(places, destination)).size).toBe(PLACES.length);
      }),
    );
  });
});
