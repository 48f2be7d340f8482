/**
 * Runs one step of getting ready and says what it is and how long it took. Steps that had nothing
 * to do stay silent, so a second start prints only what the hub itself says.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  const live = process.stdout.isTTY === true;
  if (!live) console.log(`${title} …`);
  const ticking = live && setInterval(() => process.stdout.write(`\r${title} … ${seconds()}`), 200);
  try {
    const result = await work();
    console.log(`${live ? '\r' : ''}${title}: done in ${seconds()}`);
    return result;
  } catch (error) {
    console.log(`${live ? '\r' : ''}${title}: failed after ${seconds()}`);
    throw error;
  } finally {
    if (ticking) clearInterval(ticking);
  }
}

/** A failure that a person can act on: its message is all that is printed. */
export class NotReady extends Error {
  /** @override */
  name = 'NotReady';
}

/**
 * Runs a command's whole life and ends the process as it should be seen from outside.
 * @param {() => Promise<number>} main
 */
export async function run(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof NotReady ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
