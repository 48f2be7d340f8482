import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'vite';
import { viteConfig } from '../../../scripts/ready/vite-configs.mjs';

/** One program, ready to be started by Node. */
export type Bundle = { main: string; remove(): void };

/**
 * Bundles a program as the production build bundles the server (half a second), so that it starts
 * as fast as an operator's hub and from the sources as they are now.
 */
export async function bundle(entry: string): Promise<Bundle> {
  // Inside the project, because its packages are looked up from where it lies.
  mkdirSync('.cache', { recursive: true });
  const folder = mkdtempSync(resolve('.cache', 'fault-'));
  const outDir = relative(process.cwd(), folder);
  const part = { kind: 'server', name: 'server', entry, outDir, output: '', inputs: [] } as const;
  await build(viteConfig({ ...part, inputs: [] }, { whenWritten: () => undefined, watch: false }));
  return {
    main: join(folder, 'main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
