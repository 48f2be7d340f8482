import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId, newSecret } from '../platform/ids.ts';
import { signToken } from '../platform/signed-token.ts';
import { readClick, signClick } from './read-click.ts';
import { type ClickFacts, packClick } from './rules/click-id.ts';

const at = new Date('2026-09-01T12:00:00.123Z');
const hub = { keyring: { currentKeyId: 't1', secrets: new Map([['t1', randomBytes(32)]]) } };
const click: ClickFacts = {
  clickId: newId(at),
  linkId: newId(at),
  contractId: newId(at),
  contractVersionId: newId(at),
  visitorId: newSecret(),
  at,
  refusedBy: null,
};

test('a click id says everything that was signed into it', () => {
  expect(readClick(hub, signClick(hub, click))).toEqual(click);
});

test('a click says who refused that its visitor is measured', () => {
  for (const refusedBy of ['gpc', 'choice'] as const) {
    const refused = { ...click, refusedBy };
    expect(readClick(hub, signClick(hub, refused))).toEqual(refused);
  }
  const unknown = `${packClick(click)}.maybe`;
  expect(readClick(hub, signToken(hub.keyring, 'click', unknown))).toBeNull();
});

test('a click under no active contract keeps its contract and has no version', () => {
  const inactive = { ...click, contractVersionId: null };
  expect(readClick(hub, signClick(hub, inactive))).toEqual(inactive);
});

test('a click id with any character changed is nothing', () => {
  const signed = signClick(hub, click);
  fc.assert(
    fc.property(fc.nat(signed.length - 1), fc.constantFrom('A', 'z', '.', '-'), (place, put) => {
      fc.pre(signed[place] !== put);
      const changed = signed.slice(0, place) + put + signed.slice(place + 1);
      const read = readClick(hub, changed);
      // The last character of a base64url text may carry bits that mean nothing.
      if (place === signed.length - 1 && read !== null) expect(read).toEqual(click);
      else expect(read).toBeNull();
    }),
  );
});

test('a token that was signed for something else is no click id', () => {
  expect(readClick(hub, signToken(hub.keyring, 'claim', 'a.b.c.d.e.f'))).toBeNull();
});

test('any text at all is read without an error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readClick(hub, text)).toBeNull();
    }),
  );
});

test('a click id fits an address with room to spare', () => {
  expect(signClick(hub, click).length).toBeLessThan(250);
});
