import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isRemembered } from './fingerprint.mjs';
import { ROOT } from './root.mjs';

/**
 * What the build makes. `page` is a viewer's page with hashed files; `embed` is one script with a
 * lasting address that other sites carry.
 * @typedef {{
 *   kind: 'server' | 'portal' | 'page' | 'embed',
 *   name: string, entry: string, outDir: string, output: string, inputs: string[]
 * }} Part
 */

const COMMON = ['scripts/build.mjs', 'scripts/ready', 'package-lock.json', 'tsconfig.json'];
const FRONT = ['overlay', 'server/protocol', ...COMMON];

/** Scripts that other sites carry, and the file names that they must keep for ever. */
const EMBEDS = new Map([
  ['checkout-widget', 'dropcast-widget.js'],
  ['embed', 'dropcast-embed.js'],
]);

/**
 * The parts whose entry exists: `server/main.ts`, `creator-portal/index.html`
 * with its `main.tsx`, and `overlay/<page>/main.ts` or `main.tsx`. A new page needs no line here.
 * @returns {Part[]}
 */
export function findParts() {
  return [...serverPart(), ...portalPart(), ...overlayParts()];
}

/** @param {Part} part */
export function isBuilt(part) {
  return existsSync(join(ROOT, part.output)) && isRemembered(part.name, fingerprint(part.inputs));
}

/** @returns {Part[]} */
function serverPart() {
  if (!existsSync(join(ROOT, 'server/main.ts'))) return [];
  return [
    {
      kind: 'server',
      name: 'server',
      entry: 'server/main.ts',
      outDir: 'dist/server',
      output: 'dist/server/main.js',
      inputs: ['server', 'overlay', ...COMMON],
    },
  ];
}

/** @returns {Part[]} */
function portalPart() {
  const files = ['creator-portal/index.html', 'creator-portal/main.tsx'];
  if (!files.every((file) => existsSync(join(ROOT, file)))) return [];
  return [
    {
      kind: 'portal',
      name: 'portal',
      entry: 'creator-portal/index.html',
      outDir: 'dist/portal',
      output: 'dist/portal/index.html',
      inputs: ['creator-portal', 'server/protocol', ...COMMON],
    },
  ];
}

/** @returns {Part[]} */
function overlayParts() {
  if (!existsSync(join(ROOT, 'overlay'))) return [];
  return readdirSync(join(ROOT, 'overlay'))
    .sort()
    .flatMap((name) => {
      const entry = ['main.ts', 'main.tsx']
        .map((file) => `overlay/${name}/${file}`)
        .find((path) => existsSync(join(ROOT, path)));
      return entry === undefined ? [] : [overlayPart(name, entry)];
    });
}

/** @param {string} name @param {string} entry @returns {Part} */
function overlayPart(name, entry) {
  const file = EMBEDS.get(name);
  if (file !== undefined) {
    const outDir = 'dist/embed';
    return { kind: 'embed', name, entry, outDir, output: `${outDir}/${file}`, inputs: FRONT };
  }
  const outDir = `dist/assets/${name}`;
  const output = `${outDir}/.vite/manifest.json`;
  return { kind: 'page', name, entry, outDir, output, inputs: FRONT };
}
