import { describe, expect, it } from 'vitest';
import { say } from '../strings.ts';
import { draftGaps } from './draft-gaps.ts';
import { type DropDraft, emptyDraft, readDraft } from './drop-draft.ts';

const BRAND = { currency: 'eur', timeZone: 'UTC' } as const;
const FULL: DropDraft = {
  ...emptyDraft(Date.UTC(2026, 0, 1), 'UTC'),
  title: 'Knit night',
  items: [{ key: 'a', skuId: 'sku', price: '49,00', units: '20', stock: [], rungs: [] }],
  caps: { mira: '', jonas: '5' },
};
const { gaps } = say.newDrop;

describe('a draft of a drop', () => {
  it('says what is missing, and is read exactly when nothing is', () => {
    const cases: [Partial<DropDraft>, string[]][] = [
      [{}, []],
      [{ title: ' ' }, [gaps.title]],
      [{ ends: '' }, [gaps.window]],
      [
        { items: [{ key: 'a', skuId: '', price: 'x', units: '0', stock: [], rungs: [] }] },
        [gaps.article],
      ],
      [{ items: [withStock('central', '0')] }, [gaps.stock]],
      [{ items: [withStock('central', '5')] }, [gaps.stock]],
      [{ items: [withStock('hub', '5')] }, []],
      [{ items: [withRung({ price: '39', units: '', ends: '' })] }, [gaps.rungs]],
      [{ items: [withRung({ price: '39', units: '0', ends: '' })] }, [gaps.rungs]],
      [{ items: [withRung({ price: '39', units: '5', ends: '2026-01-02T19:00' })] }, []],
      [{ groups: [{ key: 'g', audience: 'members', opens: '', cap: 'x' }] }, [gaps.groups]],
      [{ isForEveryone: false }, [gaps.groups]],
      [{ fairness: 'draw' }, [gaps.fairness]],
      [{ fairness: 'draw', entriesClose: '2026-01-02T18:00' }, []],
      [{ offerKind: 'bundle' }, [gaps.offer]],
      [{ offerKind: 'bundle', addOnSkuId: 'tote' }, []],
      [{ offerKind: 'bundle', addOnSkuId: 'tote', addOnUnits: { central: '0' } }, [gaps.offer]],
      [{ offerKind: 'credit_back', credit: '0' }, [gaps.offer]],
      [{ offerKind: 'voucher', voucherTitle: 'Studio visit', voucherDays: '30' }, []],
      [{ limit: '0' }, [gaps.limit]],
      [{ shipping: 'free' }, [gaps.shipping]],
      [{ title: '', shipping: '4.999' }, [gaps.title, gaps.shipping]],
    ];
    for (const [patch, expected] of cases) {
      const draft = { ...FULL, ...patch };
      expect(draftGaps(draft, BRAND)).toEqual(expected);
      expect(readDraft(draft, BRAND) !== null).toBe(expected.length === 0);
    }
  });

  it('never takes a cap that it cannot read for no cap at all', () => {
    for (const cap of ['0', '1.5', '-3', 'ten']) {
      const draft = { ...FULL, caps: { mira: cap } };
      expect(draftGaps(draft, BRAND)).toEqual([gaps.cap]);
      expect(readDraft(draft, BRAND)).toBeNull();
    }
    expect(readDraft(FULL, BRAND)?.gates).toEqual([
      { contractId: 'mira', audience: 'everyone', capUnits: null, opensAt: null },
      { contractId: 'jonas', audience: 'everyone', capUnits: 5, opensAt: null },
    ]);
  });
  it('puts an add-on beside every unit, at the place where the unit is', () => {
    const offer = { offerKind: 'bundle', addOnSkuId: 'tote', addOnUnits: { hub: '9' } } as const;
    const draft = { ...FULL, ...offer, items: [withStock('hub', '5')] };
    expect(readDraft(draft, BRAND)?.addOnStock).toEqual([
      { location: 'central', audience: 'everyone', units: 20 },
      { location: 'hub', audience: 'everyone', units: 9 },
    ]);
  });
});

function withStock(location: string, units: string): DropDraft['items'][number] {
  const stock = [{ key: 's', location, audience: 'everyone', units }];
  return { key: 'a', skuId: 'sku', price: '49', units: '20', stock, rungs: [] };
}

function withRung(rung: { price: string; units: string; ends: string }) {
  const rungs = [{ key: 'r', ...rung }];
  return { key: 'a', skuId: 'sku', price: '49', units: '20', stock: [], rungs };
}
