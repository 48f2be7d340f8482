import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findParts } from './parts.mjs';
import { ROOT } from './root.mjs';

/**
 * Writes `dist/assets-manifest.json`, where the server finds the addresses that change with every
 * build: `{ pages: { "<page>": { script, styles } }, embeds: { "<name>": script } }`.
 */
export function writeAssetsManifest() {
  /** @type {{ pages: Record<string, PageAssets>, embeds: Record<string, string> }} */
  const manifest = { pages: {}, embeds: {} };
  for (const part of findParts()) {
    if (!existsSync(join(ROOT, part.output))) continue;
    if (part.kind === 'page') manifest.pages[part.name] = pageAssets(part);
    if (part.kind === 'embed') manifest.embeds[part.name] = part.output.replace('dist/', '/');
  }
  const file = join(ROOT, 'dist/assets-manifest.json');
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  // A server may read it at this very moment: it sees the old list or the new one.
  writeFileSync(`${file}.new`, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** @typedef {{ script: string, styles: string[] }} PageAssets */

/** @param {import('./parts.mjs').Part} part @returns {PageAssets} */
function pageAssets(part) {
  const chunks = JSON.parse(readFileSync(join(ROOT, part.output), 'utf8'));
  const entry = chunks[part.entry];
  const address = (/** @type {string} */ file) => `/assets/${part.name}/${file}`;
  return { script: address(entry.file), styles: (entry.css ?? []).map(address) };
}
