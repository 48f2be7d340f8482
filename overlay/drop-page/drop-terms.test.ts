import { describe, expect, it } from 'vitest';
import type { PublicDropView } from '../../server/protocol/drops.ts';
import { EXAMPLE_NOW, exampleData, exampleDrop } from '../viewer-page/test-harness.ts';
import { renderDropPage } from './render-drop-page.tsx';

const HOUR = 3_600_000;
const PAGE = { assets: { js: [], css: [] }, publicUrl: 'http://localhost' };
const members = { audience: 'm', name: 'Members', closesAt: null };

/** The page's words without its tags, as the server writes them. */
function textOf(given: Partial<PublicDropView>, now = EXAMPLE_NOW): string {
  const data = { ...exampleData({ view: exampleDrop(given) }), now };
  const body = /<main[^>]*>(.*)<\/main>/s.exec(renderDropPage({ ...data, ...PAGE }));
  return (body?.[1] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

function withSteps(rungs: PublicDropView['items'][number]['rungs']): Partial<PublicDropView> {
  return { items: exampleDrop().items.map((item) => ({ ...item, rungs })) };
}

const step = { position: 1, priceMinor: 2400, units: 10, unitsLeft: 7, endsAt: null };

describe('the terms of a drop on its page', () => {
  it('are the price now, how long it holds and the price after it', () => {
    const text = textOf(withSteps([step]));
    expect(text).toContain('€24.00 for 7 more, then €49.00');
    expect(text).toContain('Claim for €28.90');
    expect(text).toContain('−65 %');
    const byTime = { ...step, units: null, unitsLeft: null, endsAt: EXAMPLE_NOW + HOUR };
    expect(textOf(withSteps([byTime]))).toContain('€24.00 until 14:00 UTC, then €49.00');
    const later = textOf(withSteps([byTime]), EXAMPLE_NOW + HOUR);
    expect(later).not.toContain('€24.00');
    expect(later).toContain('Claim for €53.90');
  });

  it('say what is kept for whom, until when', () => {
    const stock = { total: 50, available: 22, reserved: 15, held: 3, sold: 10 };
    const audiences = [{ ...members, opensAt: null, reserved: 15 }];
    const reserveEndsAt = EXAMPLE_NOW + HOUR / 4;
    const text = textOf({ stock, audiences, reserveEndsAt });
    expect(text).toContain(
      '15 more units are kept for Members until 13:15 UTC, then they are open to everybody.',
    );
    expect(text).toContain('15 kept · 3 held · 10 sold');
    expect(textOf({ stock, audiences })).toContain('15 more units are kept for Members.');
    const none = textOf({ stock: { ...stock, reserved: 0 }, audiences, reserveEndsAt });
    expect(none).not.toContain('Members');
  });

  it('say who may claim earlier, and nothing of it once everybody may', () => {
    const { startsAt } = exampleDrop().facts;
    const audiences = [{ ...members, opensAt: startsAt - HOUR / 4, reserved: 0 }];
    const early = 'Members may claim from 11:45 UTC, everybody from 12:00 UTC.';
    expect(textOf({ audiences }, startsAt - HOUR)).toContain(early);
    expect(textOf({ audiences }, startsAt - 1)).toContain('Members may claim now, everybody');
    expect(textOf({ audiences }, startsAt)).not.toContain('Members');
  });

  it('say what comes with each unit', () => {
    const offer = {
      kind: 'voucher',
      title: 'Studio visit',
      terms: 'For two.',
      validDays: 90,
    } as const;
    expect(textOf({ offer })).toContain('Voucher: Studio visit . For two. Valid for 90 days.');
    expect(textOf({ offer: { kind: 'credit_back', creditMinor: 500 } })).toContain(
      '€5.00 credit back for each one : it comes off your next order.',
    );
  });

  it('say when lots decide, with the way to check them', () => {
    const lot = { seedHash: 'a'.repeat(64), drawnAt: null };
    const draw = { fairness: 'draw', entriesCloseAt: EXAMPLE_NOW + HOUR, lot } as const;
    expect(textOf(draw)).toContain('Who gets a unit is drawn by lot at 14:00 UTC.');
    expect(textOf(draw)).toContain('Entries are open Lots are drawn 14:00 UTC');
    expect(textOf({ ...draw, offerSeconds: 7200 })).toContain('If drawn 2 hours to pay');
    const later = textOf(draw, EXAMPLE_NOW + HOUR);
    expect(later).not.toContain('Entries are open');
    expect(later).toContain('Who gets a unit was drawn by lot.');
    const html = renderDropPage({
      ...exampleData({ view: exampleDrop(draw) }),
      ...PAGE,
    });
    expect(html).toContain('href="/d/studio-set/lot"');
    expect(textOf({ fairness: 'shuffle', lot }, exampleDrop().facts.startsAt - 1)).toContain(
      'Places in line are shuffled at 12:00 UTC.',
    );
  });
});
