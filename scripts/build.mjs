import { build } from 'vite';
import { writeAssetsManifest } from './ready/assets-manifest.mjs';
import { fingerprint, remember } from './ready/fingerprint.mjs';
import { findParts, isBuilt } from './ready/parts.mjs';
import { viteConfig } from './ready/vite-configs.mjs';

/**
 * `npm run build` makes everything in dist/; with `--stale` only what has changed since, with
 * `--watch` the browser's parts over and over.
 */
const watch = process.argv.includes('--watch');
const onlyStale = process.argv.includes('--stale');

const parts = findParts().filter((part) => (watch ? part.kind !== 'server' : true));
for (const part of parts) {
  if (onlyStale && isBuilt(part)) continue;
  const inputs = fingerprint(part.inputs);
  // What a watching build leaves behind is unminified: the next start makes it anew.
  if (watch) remember(part.name, 'made while watching');
  const startedAt = Date.now();
  await build(viteConfig(part, { whenWritten: watch ? writeAssetsManifest : () => {}, watch }));
  if (watch) continue;
  remember(part.name, inputs);
  console.log(`built ${part.name} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}
writeAssetsManifest();
