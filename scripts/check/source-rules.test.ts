import { describe, expect, it } from 'vitest';
import { sourceFaults } from './source-rules.ts';

const facts = (path: string, text: string) => sourceFaults(path, text).map((fault) => fault.fact);

describe('the source rules', () => {
  it.each([
    ['server/drops/rules/price.ts', 'const now = new Date();', /no clock/],
    ['server/drops/rules/price.ts', 'const x = await y;', /no waiting/],
    ['server/drops/open-drop.ts', 'const x = await db.drop.findMany({});', /only stores/],
    ['server/drops/open-drop.ts', 'await tx.$executeRaw`x`;', /only stores/],
    ['server/drops/open-drop.ts', '// @ts-ignore', /types are checked/],
    ['server/drops/open-drop.ts', '// @ts-expect-error', /types are checked/],
    ['server/drops/open-drop.ts', 'const x = y as any;', /types are checked/],
    ['server/drops/open-drop.ts', 'function f(x: any) {}', /types are checked/],
    ['server/drops/open-drop.test.ts', `${'it'}.only('opens', () => {});`, /every test runs/],
    ['server/drops/open-drop.test.ts', `${'it'}('should open', () => {});`, /present tense/],
    ['overlay/stream/main.css', 'a{}\n'.repeat(301), /longer than 300/],
  ])('%s: "%s" is caught', (path, text, fact) => {
    expect(facts(path, text)).toEqual([expect.stringMatching(fact)]);
  });

  it('stay silent about prose, stores, tests and files of the allowed length', () => {
    expect(facts('server/drops/rules/price.ts', '// await any news\n * any')).toEqual([]);
    expect(facts('server/drops/rules/price.ts', 'const end = new Date(startsAt);')).toEqual([]);
    expect(facts('server/drops/drops.store.ts', 'return db.drop.findMany({});')).toEqual([]);
    expect(facts('server/drops/open-drop.test.ts', 'await db.drop.findMany({});')).toEqual([]);
    expect(facts('overlay/stream/main.css', 'a{}\n'.repeat(300))).toEqual([]);
  });

  it('accept a longer file that says why', () => {
    expect(facts('prisma/seed.ts', `// long: one table\n${'x;\n'.repeat(400)}`)).toEqual([]);
  });
});
