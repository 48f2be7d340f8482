import { describe, expect, it } from 'vitest';
import type { CountdownPageData } from '../../server/protocol/viewer-pages.ts';
import { renderClaimPage } from '../claim-page/render-claim-page.tsx';
import { renderCountdownPage } from '../countdown-page/render-countdown-page.tsx';
import { renderDropPage } from '../drop-page/render-drop-page.tsx';
import { renderLotPage } from '../lot-page/render-lot-page.tsx';
import { EXAMPLE_NOW, exampleClaim, exampleData, exampleDrop } from './test-harness.ts';

const assets = { js: [], css: [] };
const MARK = '<aside class="rehearsal"';

/** Each page of a drop, as a rehearsal or as the real thing. */
const PAGES: Record<string, (isRehearsal: boolean) => string> = {
  'the drop page': (isRehearsal) =>
    renderDropPage({
      ...exampleData({ view: exampleDrop({ isRehearsal }) }),
      ...{ assets, publicUrl: 'https://hub.test' },
    }),
  'the page of a claim': (isRehearsal) => {
    const claim = exampleClaim();
    const rehearsed = { ...claim, drop: { ...claim.drop, isRehearsal } };
    return renderClaimPage({ claimId: claim.id, claim: rehearsed, now: EXAMPLE_NOW, assets });
  },
  'its countdown': (isRehearsal) =>
    renderCountdownPage({ ...exampleCountdown(isRehearsal), assets }),
  'the page of its lots': (isRehearsal) =>
    renderLotPage({
      ...{ isRehearsal, dropId: 'x', slug: 'x', title: 'X', brandName: 'Y', isDraw: true },
      ...{ assets, now: EXAMPLE_NOW, closesAt: EXAMPLE_NOW },
      lot: {
        ...{ seedHash: 'a', committedAt: EXAMPLE_NOW, entriesHash: null, entryCount: 0 },
        ...{ drawnAt: null, seed: null, entries: [], winners: 0 },
      },
    }),
};

function exampleCountdown(isRehearsal: boolean): CountdownPageData {
  const { slug, title, brandName, currency, facts } = exampleDrop();
  return {
    ...{ slug, title, brandName, currency, facts, isTest: false, isRehearsal },
    ...{ hero: null, now: EXAMPLE_NOW, pushKey: '', publicUrl: 'https://hub.test' },
  };
}

describe('a rehearsal', () => {
  it.each(Object.entries(PAGES))('is called one on %s, and nothing else is', (_page, render) => {
    expect(render(true)).toContain(MARK);
    expect(render(false)).not.toContain(MARK);
  });

  it('is called one in the title and to chats, and stays out of search engines', () => {
    const html = PAGES['the drop page']?.(true) ?? '';
    expect(html).toContain('<title>Rehearsal: The studio set');
    expect(PAGES['its countdown']?.(true)).toContain('<title>Rehearsal: The studio set');
    expect(html).toContain('<meta property="og:title" content="Rehearsal: The studio set"');
    expect(html).toContain('<meta name="robots" content="noindex"');
  });
});
