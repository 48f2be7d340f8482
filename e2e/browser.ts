import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/**
 * Starts a headless Chromium, the same on every machine: the one named by `CHROMIUM_PATH`, an
 * installed one, or the one that came with the npm packages. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = [process.env.CHROMIUM_PATH, ...USUAL_PLACES].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (installed !== undefined) {
    return chromium.launch({ executablePath: installed, args: ['--no-sandbox'] });
  }
  return launchPackagedBrowser();
}

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Flags of the package that make pages behave unlike a viewer's browser, or hide its crashes. */
const UNWANTED_FLAGS = new Set([
  '--single-process',
  '--no-zygote',
  '--in-process-gpu',
  '--disable-web-security',
]);

const CACHE_DIR = fileURLToPath(new URL('../.cache/chromium', import.meta.url));

async function launchPackagedBrowser(): Promise<Browser> {
  const home = await unpackOnce();
  const { args } = JSON.parse(await readFile(join(home, 'flags.json'), 'utf8')) as {
    args: string[];
  };
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: args.filter((flag) => !UNWANTED_FLAGS.has(flag) && !flag.startsWith('--headless')),
    env: {
      ...definedEnvironment(),
      LD_LIBRARY_PATH: [join(home, 'al2023/lib'), process.env.LD_LIBRARY_PATH]
        .filter((path) => path)
        .join(':'),
      FONTCONFIG_PATH: join(home, 'fonts'),
    },
  });
}

/**
 * Unpacks the packaged browser into the cache once per version. Workers may race: each unpacks
 * into a folder of its own and the first rename wins, so nobody starts a half-written browser.
 */
async function unpackOnce(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const manifest = await readFile(join(dirname(entry), '../../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const home = join(CACHE_DIR, version);
  if (existsSync(home)) return home;

  await mkdir(dirname(home), { recursive: true });
  const fresh = await mkdtemp(`${home}-unpacking-`);
  // The package chooses its folder (TMPDIR) and its libraries (AWS_…) when it is imported, so it is
  // imported in a process of its own.
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', UNPACK], {
    cwd: dirname(fileURLToPath(import.meta.url)),
    env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  await writeFile(join(fresh, 'fonts/fonts.conf'), FONTS);
  await rename(fresh, home).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  });
  return home;
}

const UNPACK = `
  import { writeFileSync } from 'node:fs';
  import { join } from 'node:path';
  import chromium from '@sparticuz/chromium';
  await chromium.executablePath();
  writeFileSync(join(process.env.TMPDIR, 'flags.json'), JSON.stringify({ args: chromium.args }));
`;

/** The package's own list names `/tmp/fonts`; this one finds the fonts wherever they were unpacked. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
