import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { datasourceFile, ENGINES, readModels } from './schema.mjs';

/**
 * Generates one Prisma client per engine from the same models, into server/platform/generated.
 * Plain Node, because every start asks it: when nothing has changed it answers in a few
 * milliseconds and starts no process.
 * @param {string} [root]
 * @returns {{ generated: boolean }}
 */
export function generateClients(root = projectRoot()) {
  const models = readModels(root);
  const stamp = join(root, 'server', 'platform', 'generated', 'inputs.sha256');
  const inputs = hashOfInputs(root, models);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return { generated: false };

  rmSync(stamp, { force: true });
  for (const engine of ENGINES) generate(root, engine, models);
  writeFileSync(stamp, inputs);
  return { generated: true };
}

/**
 * @param {string} root
 * @param {import('./schema.mjs').Engine} engine
 * @param {import('./schema.mjs').SchemaFile[]} models
 */
function generate(root, engine, models) {
  const folder = join(root, '.cache', 'prisma', engine);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const output = join(root, 'server', 'platform', 'generated', engine);
  for (const file of [...models, datasourceFile(engine), generatorFile(output)])
    writeFileSync(join(folder, file.path), file.content);

  const cli = createRequire(join(root, 'package.json')).resolve('prisma/build/index.js');
  const run = spawnSync(process.execPath, [cli, 'generate', '--schema', folder, '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      // Generating needs no schema engine; naming any executable keeps the CLI from fetching one.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  });
  if (run.status !== 0)
    throw new Error(`prisma generate failed for ${engine}:\n${run.stdout}${run.stderr}`);
}

/** @param {string} output @returns {import('./schema.mjs').SchemaFile} */
function generatorFile(output) {
  return {
    path: '_generator.prisma',
    content: `generator client {
  provider               = "prisma-client"
  output                 = ${JSON.stringify(output)}
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = "ts"
}
`,
  };
}

/** @param {string} root @param {import('./schema.mjs').SchemaFile[]} models */
function hashOfInputs(root, models) {
  const hash = createHash('sha256');
  for (const { path, content } of models) hash.update(`${path}\0${content}\0`);
  const here = dirname(fileURLToPath(import.meta.url));
  for (const script of ['generate.mjs', 'schema.mjs'])
    hash.update(readFileSync(join(here, script)));
  hash.update(readFileSync(join(root, 'node_modules', 'prisma', 'package.json')));
  hash.update(root);
  return hash.digest('hex');
}

function projectRoot() {
  return join(dirname(fileURLToPath(import.meta.url)), '..', '..');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { generated } = generateClients();
  if (generated) console.log('Prisma clients generated');
}
