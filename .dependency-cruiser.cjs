/**
 * Who may import whom. A rule's name is the fact that it keeps, its comment is the advice that a
 * person gets who broke it. `scripts/check/import-rules.test.ts` breaks every one of them.
 */

/** A test, or a file named as the helper of one: `x.test.ts`, `x.test-server.ts`, `test-harness.ts`. */
const TEST = '\\.test[.-][^/]*$|/test-harness\\.ts$|^server/test/';
/** A noun: a folder of the business inside server/. */
const NOUN = '^server/(?!platform/|protocol/|test/|stripe-test-server/)([^/]+)/';
const EDGE =
  '\\.(router|routes|socket)\\.ts$|/webhook/|^server/live/|^server/(app|main|router)\\.ts$|^server/platform/|^server/stripe-test-server/';

module.exports = {
  forbidden: [
    {
      name: 'protocol imports nothing of ours',
      comment:
        'Browsers carry protocol/. Move the shared words into protocol/, or the code out of it.',
      severity: 'error',
      from: { path: '^server/protocol/', pathNot: TEST },
      to: { path: '^(server/(?!protocol/)|overlay/|creator-portal/|scripts/)' },
    },
    {
      name: 'platform imports protocol only',
      comment:
        'platform/ knows no business word. Hand it a function, or move the file to its noun.',
      severity: 'error',
      from: { path: '^server/platform/', pathNot: TEST },
      to: { path: '^(server/(?!platform/|protocol/)|overlay/|creator-portal/|scripts/)' },
    },
    {
      name: 'rules import protocol and other rules only',
      comment:
        'A rule is told what it needs to know: let the verb load it and pass it in. ' +
        '(platform/invariant.ts and platform/problem.ts are allowed: they only throw.)',
      severity: 'error',
      from: { path: '^server/[^/]+/rules/', pathNot: TEST },
      to: {
        path: '^(server|overlay|creator-portal|scripts)/|^(node_modules/)?(@prisma|express|@trpc|socket\\.io|stripe|pg|better-sqlite3|pino)(/|$)|^(node:)?(fs|net|http|https|child_process|timers)(/|$)',
        pathNot:
          '^server/protocol/|^server/[^/]+/rules/|^server/platform/(invariant|problem)\\.ts$',
      },
    },
    {
      name: "a noun never imports another noun's store",
      comment: 'Call a verb or a rule of that noun; write the verb if it is not there yet.',
      severity: 'error',
      from: { path: NOUN, pathNot: TEST },
      to: { path: '^server/[^/]+/.*\\.store\\.ts$', pathNot: '^server/($1|platform)/' },
    },
    {
      name: 'a verb never imports a router',
      comment: 'A verb returns values; routers call verbs, never the other way round.',
      severity: 'error',
      from: { path: NOUN, pathNot: `${EDGE}|${TEST}` },
      to: { path: '^server/([^/]+/.*\\.(router|routes)\\.ts$|(router|app|main)\\.ts$)' },
    },
    {
      name: 'only stores and platform touch Prisma',
      comment: 'Put the query into <noun>.store.ts and give it a name that says what it finds.',
      severity: 'error',
      from: { path: '^server/', pathNot: `\\.store\\.ts$|^server/platform/|${TEST}` },
      to: { path: '^(node_modules/)?(@prisma|prisma)(/|$)|^server/platform/generated/' },
    },
    {
      name: 'only edges touch Express, tRPC and Socket.IO',
      comment:
        'A verb takes plain arguments and returns plain values; parse and present at the edge.',
      severity: 'error',
      from: { path: '^server/', pathNot: `${EDGE}|${TEST}` },
      to: { path: '^(node_modules/)?(express|@trpc|socket\\.io)(/|$)' },
    },
    {
      name: 'a front end imports protocol and the type of the router only',
      comment: 'What both sides must know belongs in server/protocol/.',
      severity: 'error',
      from: { path: '^(overlay|creator-portal)/', pathNot: TEST },
      to: { path: '^(server/(?!protocol/|router\\.ts$)|scripts/|e2e/)' },
    },
    {
      name: 'a front end takes nothing but a type from the router',
      comment: "Write `import type { AppRouter } from '…/server/router.ts'`.",
      severity: 'error',
      from: { path: '^(overlay|creator-portal)/' },
      to: { path: '^server/router\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the two front ends never import each other',
      comment: 'They are served apart. Share through server/protocol/, or write it twice.',
      severity: 'error',
      from: { path: '^(overlay|creator-portal)/' },
      to: { path: '^(overlay|creator-portal)/', pathNot: '^$1/' },
    },
    {
      name: 'embed imports nothing',
      comment: "Other people's sites carry it: every byte is theirs to wait for.",
      severity: 'error',
      from: { path: '^overlay/embed/', pathNot: TEST },
      to: { pathNot: '^overlay/embed/' },
    },
    {
      name: 'only main.ts takes a render function from a front end',
      comment: 'Let main.ts import it and pass it in as an argument.',
      severity: 'error',
      from: { path: '^server/(?!main\\.ts$)', pathNot: TEST },
      to: { path: '^(overlay|creator-portal)/' },
    },
    {
      name: 'main.ts takes nothing but render functions from a front end',
      comment: 'Only overlay/<page>/render-* runs on the server.',
      severity: 'error',
      from: { path: '^server/main\\.ts$' },
      to: { path: '^(overlay|creator-portal)/', pathNot: '^overlay/[^/]+/render-[^/]+$' },
    },
    {
      name: 'nothing imports a test',
      comment: 'Move what is shared to server/test/.',
      severity: 'error',
      from: { pathNot: `${TEST}|^(e2e|bench)/` },
      to: { path: TEST, pathNot: '^node_modules/' },
    },
    {
      name: 'what runs is a dependency, not a development dependency',
      comment: 'Move the package to "dependencies" in package.json.',
      severity: 'error',
      from: { path: '^(server|overlay|creator-portal)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'what is imported exists',
      comment: 'Correct the path (with its extension), or install the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^server/platform/generated/'] },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'],
    },
  },
};
