import { build } from 'vite';
import { writeAssetsManifest } from './ready/assets-manifest.mjs';
import { fingerprint, remember } from './ready/fingerprint.mjs';
import { findParts, isBuilt } from './ready/parts.mjs';
import { viteConfig } from './ready/vite-configs.mjs';

/**
 * `npm run build` makes everything in dist/, `npm run build -- drop-page portal` these parts; with
 * `--stale` only what has changed since, with `--watch` the browser's parts over and over. A part
 * that cannot be built keeps no other from being built.
 */
const watch = process.argv.includes('--watch');
const onlyStale = process.argv.includes('--stale');
const chosen = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));

for (const part of findParts()) {
  if (watch && part.kind === 'server') continue;
  if (chosen.length > 0 && !chosen.includes(part.name)) continue;
  if (onlyStale && isBuilt(part)) continue;
  await make(part).catch((error) => {
    console.error(`${part.name} was not built:\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  });
}
writeAssetsManifest();

/** @param {import('./ready/parts.mjs').Part} part */
async function make(part) {
  const inputs = fingerprint(part.inputs);
  // What a watching build leaves behind is unminified: the next start makes it anew.
  if (watch) remember(part.name, 'made while watching');
  const startedAt = Date.now();
  await build(viteConfig(part, { whenWritten: watch ? writeAssetsManifest : () => {}, watch }));
  if (watch) return;
  remember(part.name, inputs);
  console.log(`built ${part.name} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}
