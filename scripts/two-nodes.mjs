import { spawn } from 'node:child_process';
import { isReady, startBalancer } from './ready/balancer.mjs';
import { ensureBuilt } from './ready/built.mjs';
import { ensureClients } from './ready/clients.mjs';
import { HEAP } from './ready/heap.mjs';
import { ensureInstalled } from './ready/installed.mjs';
import { ROOT } from './ready/root.mjs';
import { NotReady, run } from './ready/step.mjs';

const ADVICE = `npm run two-nodes runs two equal hubs behind a small balancer. It needs
  DATABASE_URL=postgres://…   one PostgreSQL database for both (an empty one is fine)
  REDIS_URL=redis://…         what they tell each other hints through
for instance:
  DATABASE_URL=postgres://postgres@127.0.0.1:5432/dropcast REDIS_URL=redis://127.0.0.1:6379 npm run two-nodes`;

/** Two hubs on this machine, one address. Ctrl-C drains and stops both. */
await run(async () => {
  const { DATABASE_URL = '', REDIS_URL = '' } = process.env;
  if (!/^postgres(ql)?:/.test(DATABASE_URL) || !/^rediss?:/.test(REDIS_URL)) {
    throw new NotReady(ADVICE);
  }
  await ensureInstalled();
  ensureClients();
  await ensureBuilt();
  return serve(Number(process.env.PORT || 4870));
});

/** @param {number} port where the balancer listens; the nodes and the test payments take the next ones */
async function serve(port) {
  const [first, testPayments, second] = [port + 1, port + 2, port + 3];
  const shared = {
    NODE_ENV: process.env.NODE_ENV ?? 'production',
    HOST: '127.0.0.1',
    PUBLIC_URL: process.env.PUBLIC_URL || `http://127.0.0.1:${port}`,
    TRUSTED_PROXIES: String(Number(process.env.TRUSTED_PROXIES || 0) + 1),
  };
  const others = process.env.STRIPE_SECRET_KEY
    ? {}
    : { STRIPE_TEST_SERVER_URL: `http://127.0.0.1:${testPayments}` };

  const balancer = await startBalancer({ port, nodes: [first, second] });
  // One after the other: the first makes the demo and starts the test payments that both use.
  const one = startNode({ ...shared, PORT: String(first) });
  const nodes = [one];
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    for (const { child } of nodes) child.kill('SIGTERM');
  };
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP']))
    process.on(signal, stop);

  if ((await ready(first, one)) && !isStopping) {
    const two = startNode({ ...shared, ...others, PORT: String(second) });
    nodes.push(two);
    if (await ready(second, two)) tell(port, [first, second]);
  }
  const codes = await Promise.all(nodes.map(({ ended }) => ended));
  await balancer.close();
  return isStopping ? 0 : Math.max(1, ...codes);
}

/**
 * @param {Record<string, string>} env
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<number> }}
 */
function startNode(env) {
  const args = [...HEAP, '--enable-source-maps', '--import', './scripts/ready/end-with-parent.mjs'];
  const child = spawn(
    process.execPath,
    [...args, 'dist/server/main.js', ...process.argv.slice(2)],
    {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: 'inherit',
      // Ctrl-C reaches the nodes through this process only, once.
      detached: true,
    },
  );
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  void ended.then((code) => console.log(`The node on port ${env.PORT} has ended (${code}).`));
  return { child, ended };
}

/** False when the node ended before it was ready. @param {number} port @param {{ ended: Promise<number> }} node */
async function ready(port, { ended }) {
  const gone = ended.then(() => 'gone');
  for (;;) {
    if (await isReady(port)) return true;
    const pause = new Promise((resolve) => setTimeout(resolve, 200));
    if ((await Promise.race([gone, pause])) === 'gone') return false;
  }
}

/** @param {number} port @param {number[]} nodes */
function tell(port, nodes) {
  console.log(`Two nodes are serving`);
  console.log(`  Together      http://127.0.0.1:${port}/app/`);
  for (const node of nodes) console.log(`  Alone         http://127.0.0.1:${node}/app/`);
  console.log('  Kill one of them, and the other one goes on. Ctrl-C stops both.\n');
}
