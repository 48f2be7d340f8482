import { describe, expect, it } from 'vitest';
import { type AttributionFacts, decideAttribution } from './decide-attribution.ts';
import type { Touch } from './judge-touches.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST_ORDER_AT = new Date('2026-09-01T12:00:00.000Z');
const earlier = (ms: number) => new Date(FIRST_ORDER_AT.getTime() - ms);

const touch = (contractId: string, at: Date, given: Partial<Touch> = {}): Touch => ({
  kind: 'click',
  id: `click-${contractId}-${at.getTime()}`,
  at,
  contractId,
  version: { id: `${contractId}-v1`, windowDays: 30 },
  contractEndedAt: null,
  creatorName: `Creator ${contractId}`,
  creatorKeys: [`email:${contractId}@stream.test`],
  link: null,
  isRefused: false,
  ...given,
});
const claim = (contractId: string, at: Date, given: Partial<Touch> = {}) =>
  touch(contractId, at, { kind: 'claim', id: `claim-${at.getTime()}`, ...given });

const facts = (given: Partial<AttributionFacts> & { soldBy: string | null }): AttributionFacts => ({
  order: { id: 'order-1', currency: 'eur' },
  customer: {
    keys: new Set(['email:viewer@home.test', 'user:viewer']),
    firstOrder: { id: 'order-1', capturedAt: FIRST_ORDER_AT },
  },
  sale: given.soldBy
    ? {
        contractId: given.soldBy,
        creatorKeys: [`email:${given.soldBy}@stream.test`],
        currency: 'eur',
      }
    : null,
  touches: [],
  acquisition: null,
  ...given,
});
const acquiredBefore = (contractId: string | null) => ({
  order: { id: 'order-2', currency: 'eur' },
  acquisition: {
    firstOrderId: 'order-1',
    acquiredAt: FIRST_ORDER_AT,
    contractId,
    touchAt: contractId ? earlier(DAY_MS) : null,
  },
});

describe('the table of two credits', () => {
  const claimed = earlier(60_000);
  it.each([
    {
      row: 'new, claim of A, first click of A',
      given: facts({ soldBy: 'a', touches: [touch('a', earlier(DAY_MS)), claim('a', claimed)] }),
      decided: { customerKind: 'new', saleContractId: 'a', ltvContractId: 'a', reason: null },
    },
    {
      row: 'new, claim of B, first click of A in its window',
      given: facts({ soldBy: 'b', touches: [touch('a', earlier(DAY_MS)), claim('b', claimed)] }),
      decided: {
        customerKind: 'new',
        saleContractId: 'b',
        ltvContractId: 'a',
        reason: 'OTHER_CREATOR_FIRST',
      },
    },
    {
      row: 'new, claim of B, no click: the claim is the first touch',
      given: facts({ soldBy: 'b', touches: [claim('b', claimed)] }),
      decided: { customerKind: 'new', saleContractId: 'b', ltvContractId: 'b', reason: null },
    },
    {
      row: 'new, claim of B, expired click of A',
      given: facts({
        soldBy: 'b',
        touches: [touch('a', earlier(31 * DAY_MS)), claim('b', claimed)],
      }),
      decided: { customerKind: 'new', saleContractId: 'b', ltvContractId: 'b', reason: null },
    },
    {
      row: 'acquired by A before, claim of B',
      given: facts({ soldBy: 'b', ...acquiredBefore('a') }),
      decided: {
        customerKind: 'existing',
        saleContractId: 'b',
        ltvContractId: 'a',
        reason: 'EXISTING_CUSTOMER',
      },
    },
    {
      row: 'organic before, claim of B',
      given: facts({ soldBy: 'b', ...acquiredBefore(null) }),
      decided: {
        customerKind: 'existing',
        saleContractId: 'b',
        ltvContractId: null,
        reason: 'EXISTING_CUSTOMER',
      },
    },
    {
      row: 'repeat order outside any drop, acquired by A',
      given: facts({ soldBy: null, ...acquiredBefore('a') }),
      decided: { customerKind: 'existing', saleContractId: null, ltvContractId: 'a' },
    },
  ])('$row', ({ given, decided }) => {
    expect(decideAttribution(given)).toMatchObject(decided);
  });
});

describe('the first click', () => {
  const winnerOf = (touches: Touch[]) =>
    decideAttribution(facts({ soldBy: 'b', touches })).winner?.contractId ?? null;

  it('is inside the window to its last millisecond', () => {
    expect(winnerOf([touch('a', earlier(30 * DAY_MS)), claim('b', earlier(HOUR_MS))])).toBe('a');
    expect(winnerOf([touch('a', earlier(30 * DAY_MS + 1)), claim('b', earlier(HOUR_MS))])).toBe(
      'b',
    );
  });

  it('may come at the very moment of the first order and not after it', () => {
    expect(winnerOf([touch('a', earlier(0))])).toBe('a');
    expect(winnerOf([touch('a', earlier(-1))])).toBeNull();
  });

  it('is the smaller id at the same millisecond, in whatever order they are read', () => {
    const at = earlier(HOUR_MS);
    const tied = [touch('b', at, { id: '2' }), touch('a', at, { id: '1' })];
    expect(winnerOf(tied)).toBe('a');
    expect(winnerOf(tied.toReversed())).toBe('a');
  });

  it('has its own contract’s window', () => {
    const wide = { version: { id: 'a-v1', windowDays: 90 } };
    expect(winnerOf([touch('a', earlier(60 * DAY_MS), wide)])).toBe('a');
  });

  it('needs a contract that was active at that time', () => {
    const at = earlier(HOUR_MS);
    expect(winnerOf([touch('a', at, { version: null })])).toBeNull();
    expect(winnerOf([touch('a', at, { contractEndedAt: at })])).toBeNull();
    expect(winnerOf([touch('a', at, { contractEndedAt: earlier(HOUR_MS - 1) })])).toBe('a');
  });

  it('is never the buyer’s own', () => {
    const own = { creatorKeys: ['email:a@stream.test', 'user:viewer'] };
    expect(winnerOf([touch('a', earlier(DAY_MS), own), claim('b', earlier(HOUR_MS))])).toBe('b');
  });
});

describe('the reasons', () => {
  it('name the rule that excluded each candidate, once per contract', () => {
    const { candidates } = decideAttribution(
      facts({
        soldBy: 'b',
        touches: [
          touch('c', earlier(40 * DAY_MS)),
          touch('d', earlier(3 * DAY_MS), { version: null }),
          touch('a', earlier(2 * DAY_MS)),
          touch('a', earlier(DAY_MS)),
          claim('b', earlier(HOUR_MS)),
          touch('e', earlier(-HOUR_MS)),
        ],
      }),
    );
    expect(candidates.map(({ contractId, excludedBy }) => [contractId, excludedBy])).toEqual([
      ['c', 'OUTSIDE_WINDOW'],
      ['d', 'CONTRACT_INACTIVE'],
      ['a', null],
      ['b', 'OTHER_CREATOR_FIRST'],
      ['e', 'EXISTING_CUSTOMER'],
    ]);
  });

  it('say that a creator bought from herself', () => {
    const self = decideAttribution({
      ...facts({ soldBy: 'b' }),
      customer: {
        keys: new Set(['email:b@stream.test']),
        firstOrder: { id: 'order-1', capturedAt: FIRST_ORDER_AT },
      },
      touches: [claim('b', earlier(HOUR_MS))],
    });
    expect(self).toMatchObject({ reason: 'SELF_REFERRAL', ltvContractId: null });
  });

  it('say that a code was named and nobody clicked', () => {
    const given = facts({ soldBy: null });
    const code = { contractId: 'a', creatorName: 'Creator a', at: FIRST_ORDER_AT };
    const named = { ...given, order: { ...given.order, code } };
    expect(decideAttribution(named)).toMatchObject({
      reason: 'CODE_WITHOUT_CLICK',
      ltvContractId: null,
      candidates: [
        { kind: 'code', id: 'order-1', contractId: 'a', excludedBy: 'CODE_WITHOUT_CLICK' },
      ],
    });
    // A click says more than a code; the code's creator still reads why it does not count.
    const clicked = { ...named, touches: [touch('c', earlier(DAY_MS))] };
    expect(decideAttribution(clicked)).toMatchObject({
      ...{ reason: null, ltvContractId: 'c' },
      candidates: [{ contractId: 'c', excludedBy: null }, { kind: 'code' }],
    });
    const late = { ...named, touches: [touch('c', earlier(40 * DAY_MS))] };
    expect(decideAttribution(late)).toMatchObject({ reason: 'OUTSIDE_WINDOW' });
    // Of a creator who has a click, the click is the candidate.
    const own = { ...named, touches: [touch('a', earlier(40 * DAY_MS))] };
    expect(decideAttribution(own).candidates).toMatchObject([
      { kind: 'click', excludedBy: 'OUTSIDE_WINDOW' },
    ]);
  });

  it('give no credit in a test, and say when somebody was held out', () => {
    const given = facts({ soldBy: null, touches: [touch('a', earlier(DAY_MS))] });
    const marked = (mark: 'TEST_MODE' | 'HOLDOUT') =>
      decideAttribution({ ...given, order: { ...given.order, mark } });
    expect(marked('TEST_MODE')).toMatchObject({ reason: 'TEST_MODE', ltvContractId: null });
    expect(marked('HOLDOUT')).toMatchObject({ reason: 'HOLDOUT', ltvContractId: 'a' });
  });

  it('exclude a click of whoever refused to be measured', () => {
    const refused = touch('a', earlier(DAY_MS), { isRefused: true });
    expect(decideAttribution(facts({ soldBy: null, touches: [refused] }))).toMatchObject({
      reason: 'CONSENT_MISSING',
      ltvContractId: null,
    });
    const both = facts({ soldBy: 'b', touches: [refused, claim('b', earlier(HOUR_MS))] });
    expect(decideAttribution(both)).toMatchObject({ reason: null, ltvContractId: 'b' });
  });

  it('say that the order is in another currency than the contract', () => {
    const given = facts({ soldBy: 'a', touches: [claim('a', earlier(HOUR_MS))] });
    const dollars = { ...given, order: { ...given.order, currency: 'usd' } };
    expect(decideAttribution(dollars).reason).toBe('CURRENCY_UNSUPPORTED');
  });

  it('say when no touch qualified', () => {
    const outsideDrop = (touches: Touch[]) =>
      decideAttribution(facts({ soldBy: null, touches })).reason;
    expect(outsideDrop([])).toBe('NO_QUALIFYING_CLICK');
    expect(outsideDrop([touch('a', earlier(31 * DAY_MS))])).toBe('OUTSIDE_WINDOW');
  });
});

describe('a known acquisition', () => {
  it('does not move when an earlier click is learnt of later', () => {
    const decided = decideAttribution({
      ...facts({ soldBy: 'b' }),
      ...acquiredBefore('a'),
      touches: [touch('c', earlier(5 * DAY_MS)), touch('a', earlier(DAY_MS))],
    });
    expect(decided.ltvContractId).toBe('a');
    expect(decided.candidates.map(({ excludedBy }) => excludedBy)).toEqual([
      'EXISTING_CUSTOMER',
      null,
    ]);
  });

  it('counts one order as the first, whichever is decided first', () => {
    const late = decideAttribution({
      ...facts({ soldBy: 'b', touches: [claim('b', earlier(HOUR_MS))] }),
      order: { id: 'order-2', currency: 'eur' },
    });
    expect(late).toMatchObject({ customerKind: 'existing', ltvContractId: 'b' });
    expect(late.acquisition.firstOrderId).toBe('order-1');
  });
});
