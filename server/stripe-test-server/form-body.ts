import { StripeFault } from './stripe-fault.ts';

/** A form value: text, or a level of brackets. Maps, so that `__proto__` is only a name. */
export type FormValue = string | FormTree;
export type FormTree = Map<string, FormValue>;

/**
 * Reads `a[b][0][c]=v` as Stripe does. `a[]=v` appends. Deep or huge forms are refused rather than
 * parsed, because everything here runs on one thread.
 */
export function parseForm(text: string): FormTree {
  const root: FormTree = new Map();
  let fields = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    fields += 1;
    if (fields > MAX_FIELDS) throw refuse('Too many parameters.');
    place(root, { path: bracketPath(name), value });
  }
  return root;
}

const MAX_FIELDS = 4_000;
const MAX_DEPTH = 8;

function bracketPath(name: string): string[] {
  const open = name.indexOf('[');
  if (open === -1) return [name];
  const rest = name.slice(open);
  if (open === 0 || !/^(\[[^[\]]*\])+$/.test(rest)) throw refuse(`Invalid parameter name: ${name}`);
  const path = [name.slice(0, open), ...rest.slice(1, -1).split('][')];
  if (path.length > MAX_DEPTH) throw refuse(`Parameter nested too deeply: ${name.slice(0, 80)}`);
  return path;
}

function place(root: FormTree, { path, value }: { path: string[]; value: string }): void {
  let level = root;
  path.forEach((segment, depth) => {
    const key = segment === '' ? String(level.size) : segment;
    if (depth === path.length - 1) {
      level.set(key, value);
      return;
    }
    const existing = level.get(key);
    if (existing instanceof Map) {
      level = existing;
      return;
    }
    const next: FormTree = new Map();
    level.set(key, next);
    level = next;
  });
}

function refuse(message: string): StripeFault {
  return new StripeFault(message, { beforeExecution: true });
}
