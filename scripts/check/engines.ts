import { readFile } from 'node:fs/promises';
import semver from 'semver';

type Manifest = {
  engines?: { node?: string };
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

const OLDEST_NODE = '20.19.0';

/**
 * Names every direct dependency that refuses the oldest Node that we promise, or that is not
 * pinned. npm's own `engine-strict` cannot be used: an unused part of a tool asks for a newer Node.
 */
export async function engineFaults(manifest: Manifest): Promise<string[]> {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const loose = Object.entries(wanted)
    .filter(([, range]) => semver.valid(range) === null)
    .map(([name, range]) => `${name} is not pinned: ${range}`);
  const refusing = await Promise.all(Object.keys(wanted).map(refusal));
  return [...loose, ...refusing.filter((fault) => fault !== undefined)];
}

async function refusal(name: string): Promise<string | undefined> {
  const text = await readFile(`node_modules/${name}/package.json`, 'utf8').catch(() => undefined);
  if (text === undefined) return `${name} is not installed; run npm ci`;
  const range = (JSON.parse(text) as Manifest).engines?.node;
  if (range === undefined || semver.satisfies(OLDEST_NODE, range)) return undefined;
  return `${name} wants Node ${range}; we promise ${OLDEST_NODE}`;
}
