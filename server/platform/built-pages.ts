import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Addresses of one page's built files. */
export type BuiltPage = { script: string; styles: string[] };
export type BuiltPages = (name: string) => BuiltPage;

const manifestSchema = z.object({
  pages: z.record(z.string(), z.object({ script: z.string(), styles: z.array(z.string()) })),
});

/** Finds a page's built files by its name; the list is read again only after another build. */
export function openBuiltPages(distDir: string): BuiltPages {
  const file = join(distDir, 'assets-manifest.json');
  let known = { changedMs: -1, pages: {} as Record<string, BuiltPage> };
  return (name) => {
    const changedMs = statSync(file).mtimeMs;
    if (known.changedMs !== changedMs) {
      const { pages } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
      known = { changedMs, pages };
    }
    const page = known.pages[name];
    if (!page) throw new Error(`${file} names no page "${name}": run npm run build`);
    return page;
  };
}
