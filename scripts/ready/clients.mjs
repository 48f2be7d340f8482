import { generateClients } from '../database/generate.mjs';

/** Leaves the Prisma clients in step with the models. Says so only when there was work to do. */
export function ensureClients() {
  const startedAt = Date.now();
  const { generated } = generateClients();
  if (!generated) return;
  console.log(
    `Generating the Prisma clients: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  );
}
