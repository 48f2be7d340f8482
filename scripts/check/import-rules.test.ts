import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { brokenImportRules } from './import-rules.ts';

/** One import a line that must not pass: the rule, who imports, and the statement. */
const BREAKS: [rule: string, from: string, statement: string][] = [
  [
    'protocol imports nothing of ours',
    'server/protocol/money.ts',
    "import '../platform/clock.ts';",
  ],
  ['platform imports protocol only', 'server/platform/log.ts', "import '../drops/open-drop.ts';"],
  [
    'rules import protocol and other rules only',
    'server/drops/rules/price.ts',
    "import '../../platform/clock.ts';",
  ],
  [
    'rules import protocol and other rules only',
    'server/drops/rules/stock.ts',
    "import type { Drop } from '../drops.store.ts';",
  ],
  ['rules import protocol and other rules only', 'server/drops/rules/file.ts', "import 'node:fs';"],
  [
    "a noun never imports another noun's store",
    'server/claims/hold-units.ts',
    "import '../drops/drops.store.ts';",
  ],
  [
    'a verb never imports a router',
    'server/claims/release-claim.ts',
    "import '../drops/drops.router.ts';",
  ],
  [
    'only stores and platform touch Prisma',
    'server/claims/list-claims.ts',
    "import type { Prisma } from '../platform/generated/sqlite/client.ts';",
  ],
  [
    'only stores and platform touch Prisma',
    'server/claims/read-claim.ts',
    "import '@prisma/client';",
  ],
  [
    'only edges touch Express, tRPC and Socket.IO',
    'server/links/follow-link.ts',
    "import 'express';",
  ],
  [
    'only edges touch Express, tRPC and Socket.IO',
    'server/links/name-link.ts',
    "import { TRPCError } from '@trpc/server';",
  ],
  [
    'nouns never lean on each other both ways',
    'server/payouts/pay-out.ts',
    "import '../attribution/credit-order.ts';",
  ],
  [
    'a front end imports protocol and the type of the router only',
    'creator-portal/drops/list.tsx',
    "import '../../server/drops/rules/price.ts';",
  ],
  [
    'a front end takes nothing but a type from the router',
    'creator-portal/api.ts',
    "import { appRouter } from '../server/router.ts';",
  ],
  [
    'the two front ends never import each other',
    'overlay/dock/main.ts',
    "import '../../creator-portal/api.ts';",
  ],
  ['embed imports nothing', 'overlay/embed/main.ts', "import '../shared/socket.ts';"],
  [
    'only main.ts takes a render function from a front end',
    'server/app.ts',
    "import '../overlay/drop-page/render-drop.tsx';",
  ],
  [
    'main.ts takes nothing but render functions from a front end',
    'server/main.ts',
    "import '../overlay/dock/main.ts';",
  ],
  ['nothing imports a test', 'server/links/count-clicks.ts', "import './follow-link.test.ts';"],
  ['what is imported exists', 'server/links/mint-slug.ts', "import './nowhere.ts';"],
];

/** What the house does allow, in the same tree. */
const ALLOWED: Record<string, string> = {
  'server/platform/clock.ts': "import '../protocol/problems.ts';",
  'server/platform/generated/sqlite/client.ts': '',
  'server/protocol/problems.ts': '',
  'server/drops/drops.store.ts': "import '../platform/generated/sqlite/client.ts';",
  'server/drops/drops.router.ts': "import '@trpc/server'; import './open-drop.ts';",
  'server/drops/open-drop.ts': "import './drops.store.ts'; import './rules/ladder.ts';",
  'server/drops/rules/ladder.ts': "import '../../protocol/problems.ts';",
  'server/attribution/credit-order.ts': "import '../payouts/post-entries.ts';",
  'server/payouts/post-entries.ts': "import '../platform/clock.ts';",
  'server/links/follow-link.test.ts': "import '../drops/drops.store.ts';",
  'server/router.ts': "import './drops/drops.router.ts';",
  'creator-portal/client.ts': "import type { AppRouter } from '../server/router.ts';",
  'overlay/shared/socket.ts': "import '../../server/protocol/problems.ts';",
  'overlay/drop-page/render-drop.tsx': '',
};

const house = mkdtempSync(join(tmpdir(), 'broken-house-'));
afterAll(() => rmSync(house, { recursive: true, force: true }));
for (const [path, text] of [
  ...Object.entries(ALLOWED),
  ...BREAKS.map(([, path, statement]) => [path, statement] as const),
]) {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), `${text}\nexport {};\n`);
}
const broken = await brokenImportRules(house, ['server', 'overlay', 'creator-portal']);

describe('the import rules', () => {
  it.each(BREAKS)('%s: %s is caught', (rule, from) => {
    const caught = broken.filter((one) => one.rule === rule);
    expect(caught.map((one) => `${one.from} ${one.to}`).join('\n')).toContain(from);
    expect(caught[0]?.advice).not.toBe('');
  });

  it('let everything pass that the house allows', () => {
    const wrongly = broken.filter((one) => one.from in ALLOWED);
    expect(wrongly.filter((one) => !missingPackage.test(one.to))).toEqual([]);
  });
});

/** The tree has no node_modules of its own. */
const missingPackage = /^(@trpc|@prisma|express)/;
