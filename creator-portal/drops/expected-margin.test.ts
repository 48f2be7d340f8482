import { describe, expect, it } from 'vitest';
import type { ContractView } from '../../server/protocol/contracts.ts';
import { DEFAULT_TERMS } from '../../server/protocol/contracts.ts';
import { emptyDraft, readDraft } from './drop-draft.ts';
import { expectedMargin } from './expected-margin.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const SKU = {
  id: 'sku',
  code: 'TJ-M',
  title: 'M',
  productName: 'Trail jacket',
  priceMinor: 11900,
  costMinor: 3000,
};
const DRAFT = {
  ...emptyDraft(NOW, 'Europe/Berlin'),
  title: 'Trail jacket',
  items: [{ key: 'a', skuId: 'sku', price: '89', units: '10', stock: [], rungs: [] }],
};

describe('the margin that a new drop shows', () => {
  it('is revenue less goods when no creator is ticked', () => {
    expect(margin({})).toMatchObject({
      revenueMinor: 89_000,
      costMinor: 30_000,
      commissionMinor: 0,
      marginMinor: 59_000,
    });
  });

  it('takes the highest commission of the ticked creators, rounded per unit as the ledger does', () => {
    expect(margin({ cheap: '', dear: '5' })).toMatchObject({
      commissionMinor: 17_800,
      marginMinor: 41_200,
    });
  });

  it('counts what comes with each unit, credit as if all of it were used', () => {
    const tote = { ...SKU, id: 'tote', costMinor: 400 };
    const given = { skus: [SKU, tote], contracts: [], currency: 'eur' };
    const bundle = { ...DRAFT, offerKind: 'bundle' as const, addOnSkuId: 'tote' };
    expect(expectedMargin({ ...given, draft: bundle })).toMatchObject({
      extrasMinor: 4_000,
      marginMinor: 55_000,
    });
    const credit = { ...DRAFT, offerKind: 'credit_back' as const, credit: '10' };
    expect(expectedMargin({ ...given, draft: credit })).toMatchObject({ marginMinor: 49_000 });
  });

  it('is nothing while no line can be read', () => {
    const unread = {
      ...DRAFT,
      items: [{ key: 'a', skuId: '', price: '', units: '', stock: [], rungs: [] }],
    };
    expect(
      expectedMargin({ draft: unread, skus: [SKU], contracts: [], currency: 'eur' }),
    ).toBeNull();
  });
});

describe('a draft', () => {
  const brand = { currency: 'eur', timeZone: 'Europe/Berlin' };

  it('means its window in the brand’s zone and its price in minor units', () => {
    expect(readDraft(DRAFT, brand)).toMatchObject({
      startsAt: Date.parse('2026-11-21T17:00:00Z'),
      endsAt: Date.parse('2026-11-21T21:00:00Z'),
      items: [{ skuId: 'sku', priceMinor: 8900, units: 10 }],
      holdSeconds: 600,
    });
  });

  it('is not ready while a required field is empty', () => {
    expect(readDraft({ ...DRAFT, title: ' ' }, brand)).toBeNull();
    expect(readDraft({ ...DRAFT, starts: '' }, brand)).toBeNull();
    expect(readDraft({ ...DRAFT, shipping: 'free' }, brand)).toBeNull();
  });
});

function margin(caps: Record<string, string>) {
  return expectedMargin({
    draft: { ...DRAFT, caps },
    skus: [SKU],
    contracts: [contract('cheap', 1000), contract('dear', 2000)],
    currency: 'eur',
  });
}

function contract(id: string, newCustomerBps: number): ContractView {
  const terms = { ...DEFAULT_TERMS, newCustomerBps, currency: 'eur' };
  return {
    id,
    brandId: 'brand',
    brandName: 'Brand',
    creatorId: id,
    creatorName: id,
    creatorHandle: id,
    invitedEmail: '',
    state: 'active',
    createdAt: NOW,
    endedAt: null,
    endReason: null,
    rateFloorBps: 0,
    jointCapBps: 5000,
    dropTitles: {},
    versions: [
      {
        id: `${id}-1`,
        number: 1,
        terms,
        termsHash: '',
        proposedBy: 'brand',
        proposedAt: NOW,
        acceptedByBrandAt: NOW,
        acceptedByCreatorAt: NOW,
        declinedAt: null,
        declineReason: null,
        withdrawnAt: null,
        counters: null,
        effectiveAt: 0,
        state: 'in_force',
        isInForce: true,
      },
    ],
  };
}
