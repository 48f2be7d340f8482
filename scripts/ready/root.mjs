import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. Every command runs there, wherever it was called from. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
