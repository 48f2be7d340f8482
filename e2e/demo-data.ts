import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startHub } from './hub-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with a database that holds the demo; every hub gets a copy of its own. */
    demoData: string;
  }
}

/** Makes the 60 days of the demo once, for all files that want them. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-demo-'));
  const hub = await startHub({ dataDir: folder });
  await hub.stop();
  project.provide('demoData', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
