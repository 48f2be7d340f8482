import { describe, expect, it } from 'vitest';
import {
  EXAMPLE_NOW,
  exampleClaim,
  exampleData,
  exampleDrop,
} from '../viewer-page/test-harness.ts';
import { renderDropPage } from './render-drop-page.tsx';

const assets = { js: ['/assets/drop-page/main-1.js'], css: ['/assets/drop-page/main-1.css'] };
const render = (data = exampleData()) =>
  renderDropPage({ ...data, assets, publicUrl: 'https://hub.test' });

/** What a reader sees: no head, no data, no tags. */
const textOf = (html: string) =>
  html
    .replace(/^.*<body>/s, '')
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the drop page without scripts', () => {
  it.each([
    ['title', 'The studio set'],
    ['brand', 'Northstep'],
    ['price', '€49.00'],
    ['full price with shipping', '€53.90 in all, with €4.90 shipping, tax included'],
    ['ordinary price', '€69.00'],
    ['stock', '37 of 50 left'],
    ['held and sold', '3 held · 10 sold'],
    ['state', 'Live now'],
    ['end', '16:00 UTC'],
    ['commission', 'Mara Vale earns a commission'],
    ['shipping promise', 'Leaves Berlin within two working days.'],
    ['returns promise', '30 days, free label.'],
    ['warranty promise', 'Two years on every seam.'],
    ['contingency plan', 'If the stream breaks off, the drop goes on here.'],
    ['public log', '+10 released (M)'],
    ['test mode', 'no card is charged'],
  ])('says the %s', (_what, sentence) => {
    expect(textOf(render())).toContain(sentence);
  });

  it('carries Open Graph tags with whole addresses', () => {
    const view = exampleDrop();
    const [item] = view.items;
    if (!item) throw new Error('no item');
    const html = render(
      exampleData({ view: { ...view, items: [{ ...item, imageUrl: '/images/1' }] } }),
    );
    expect(html).toContain('<meta property="og:title" content="The studio set"');
    expect(html).toContain('<meta property="og:image" content="https://hub.test/images/1"');
    expect(html).toContain('<meta property="og:url" content="https://hub.test/d/studio-set"');
  });

  it('has no inline script and no inline style, so that a strict policy can hold', () => {
    const html = render(exampleData({ claim: exampleClaim() }));
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts).toHaveLength(3);
    for (const tag of scripts) expect(tag).toMatch(/src=|application\/(ld\+)?json/);
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=/);
  });

  it('shows hostile words as words', () => {
    const title = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
    const html = render(exampleData({ view: exampleDrop({ title, description: title }) }));
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
    const data = /id="page-data"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(JSON.parse(data).view.title).toBe(title);
  });

  it.each([
    ['Starts soon', { startsAt: EXAMPLE_NOW + 60_000 }],
    ['Sold out for now', { available: 0 }],
    ['Paused for a moment', { pausedAt: EXAMPLE_NOW - 1 }],
    ['This drop has ended', { endedAt: EXAMPLE_NOW - 1 }],
  ])('says "%s" and offers nothing to claim', (heading, change) => {
    const view = exampleDrop();
    const text = textOf(
      render(exampleData({ view: { ...view, facts: { ...view.facts, ...change } } })),
    );
    expect(text).toContain(heading);
    expect(text).not.toContain('Claim for');
  });

  it('says what was sold once the drop is over, and nothing that only helps whoever can buy', () => {
    const view = exampleDrop();
    const facts = { ...view.facts, endedAt: EXAMPLE_NOW - 1 };
    const text = textOf(render(exampleData({ view: { ...view, facts } })));
    expect(text).toContain(`${view.stock.sold} of ${view.stock.total} sold`);
    expect(text).not.toMatch(/\d left|earns a commission/);
  });

  it('says what "paused" is for', () => {
    const view = exampleDrop({ pauseReason: 'Sizing is being checked' });
    const facts = { ...view.facts, pausedAt: EXAMPLE_NOW - 1 };
    expect(textOf(render(exampleData({ view: { ...view, facts } })))).toContain(
      'Sizing is being checked',
    );
  });

  it('asks who sent the viewer when several creators could have', () => {
    const creators = [
      { handle: 'mara', displayName: 'Mara Vale', avatarHue: 160 },
      { handle: 'jon', displayName: 'Jon Aker', avatarHue: 20 },
    ];
    const several = exampleData({ view: exampleDrop({ creators }) });
    expect(textOf(render(several))).toContain('Who sent you?');
    const known = { ...several, creator: { handle: 'jon', displayName: 'Jon Aker' } };
    expect(textOf(render(known))).not.toContain('Who sent you?');
    expect(textOf(render(known))).toContain('Jon Aker earns a commission');
  });

  it('opens with the hold that the visitor already has', () => {
    const text = textOf(render(exampleData({ claim: exampleClaim() })));
    expect(text).toContain('Held for you');
    expect(text).toContain('Pay €53.90');
  });
});
