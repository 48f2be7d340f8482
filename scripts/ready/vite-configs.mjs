import { join, resolve } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { ROOT } from './root.mjs';

/**
 * How Vite builds one part. `whenWritten` is called after every write, also while watching.
 * @param {import('./parts.mjs').Part} part
 * @param {{ whenWritten: () => void, watch: boolean }} options
 * @returns {import('vite').InlineConfig}
 */
export function viteConfig(part, { whenWritten, watch }) {
  const config = CONFIGS[part.kind](part);
  return {
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    clearScreen: false,
    mode: watch ? 'development' : 'production',
    ...config,
    plugins: [...(config.plugins ?? []), { name: 'when-written', closeBundle: whenWritten }],
    build: {
      outDir: join(ROOT, part.outDir),
      emptyOutDir: part.kind !== 'embed',
      reportCompressedSize: false,
      // The pages' security policy allows no inline script.
      modulePreload: { polyfill: false },
      sourcemap: true,
      ...config.build,
      ...(watch ? { watch: {} } : {}),
    },
  };
}

/** Started by its address as a thread, and so by the same name beside whatever file starts it. */
const SQLITE_THREAD = 'server/platform/sqlite-thread.mjs';
/** @type {Record<string, string>} */
const ENTRIES = { 'sqlite-thread': 'sqlite-thread.mjs' };

/** @type {Record<import('./parts.mjs').Part['kind'], (part: import('./parts.mjs').Part) => import('vite').InlineConfig>} */
const CONFIGS = {
  /** Packages stay outside the bundle: Node loads them as they were installed. */
  server: (part) => ({
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { main: resolve(ROOT, part.entry), 'sqlite-thread': join(ROOT, SQLITE_THREAD) },
        output: { entryFileNames: ({ name }) => ENTRIES[name] ?? '[name].js', format: 'es' },
      },
    },
  }),

  portal: () => ({
    root: join(ROOT, 'creator-portal'),
    // The theme script and the icon keep their names: the page's policy allows no inline script.
    publicDir: join(ROOT, 'creator-portal/public'),
    base: '/app/',
    plugins: [react(), tailwind()],
    build: { target: 'es2022', assetsInlineLimit: 0 },
  }),

  /** One script and one style sheet a page: a stream starts with one round trip, or with none. */
  page: (part) => ({
    base: `/assets/${part.name}/`,
    // What must keep its name, for instance a service worker; few pages have such a folder.
    publicDir: join(ROOT, 'overlay', part.name, 'public'),
    plugins: [tailwind()],
    build: {
      manifest: true,
      // OBS 28–30 carries Chrome 103; phones of viewers are at least as old.
      target: ['chrome103', 'safari15.4', 'firefox100'],
      rolldownOptions: {
        input: join(ROOT, part.entry),
        output: {
          codeSplitting: false,
          entryFileNames: '[name]-[hash].js',
          assetFileNames: '[name]-[hash][extname]',
        },
      },
    },
  }),

  /** Beside the script lies a page that shows how a shop embeds it. */
  embed: (part) => ({
    publicDir: join(ROOT, 'overlay/embed'),
    build: {
      target: ['chrome103', 'safari15.4', 'firefox100'],
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      cssCodeSplit: false,
      rolldownOptions: {
        input: join(ROOT, part.entry),
        output: {
          codeSplitting: false,
          format: 'iife',
          entryFileNames: part.output.slice(part.outDir.length + 1),
        },
      },
    },
  }),
};
