// The same command under the name that TypeScript tools look for; start-up runs generate.mjs itself.
import { generateClients } from './generate.mjs';

generateClients();
