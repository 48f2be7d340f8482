import { readFileSync } from 'node:fs';

const EVERY_MILLISECONDS = 250;

/**
 * Calls back once when the process that started this one has gone.
 * @param {() => void} callback
 */
export function onParentGone(callback) {
  watch(() => String(process.ppid), callback);
}

/**
 * Calls back once when npm, or the shell that npm puts between, has gone. That shell dies of a
 * signal without passing it on; without this a stopped `npm start` would leave a hub behind that
 * holds its port and its database.
 * @param {() => void} callback
 */
export function onNpmGone(callback) {
  watch(() => `${process.ppid} ${grandparent()}`, callback);
}

/** @param {() => string} read @param {() => void} callback */
function watch(read, callback) {
  const born = read();
  const timer = setInterval(() => {
    if (read() === born) return;
    clearInterval(timer);
    callback();
  }, EVERY_MILLISECONDS);
  timer.unref();
}

/** Known on Linux only; elsewhere it never changes. */
function grandparent() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    // "pid (name) state ppid …"; the name may hold anything, spaces and brackets too.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return '';
  }
}
