import type { FormTree, FormValue } from './form-body.ts';
import { invalidParam } from './stripe-fault.ts';

/**
 * The parameters of one request. Every read checks the type as Stripe does, and `finish` refuses
 * what nobody read, so that a misspelt parameter fails here instead of in production.
 */
export class Params {
  readonly #tree: FormTree;
  readonly #prefix: string;
  readonly #read = new Set<string>();
  readonly #children: Params[] = [];

  constructor(tree: FormTree, prefix = '') {
    this.#tree = tree;
    this.#prefix = prefix;
  }

  /** Text, or null when absent or empty (Stripe treats an empty value as "unset"). */
  text(name: string, { maxLength = 5_000 }: { maxLength?: number } = {}): string | null {
    const value = this.#take(name);
    if (value === undefined || value === '') return null;
    if (typeof value !== 'string') throw this.#invalid(name, 'Invalid string');
    if (value.length > maxLength) {
      const message = `Invalid string: ${value.slice(0, 20)}…; must be at most ${maxLength} characters`;
      throw invalidParam(message, { param: this.path(name) });
    }
    return value;
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === null) throw this.missing(name);
    return value;
  }

  /** A whole number within JavaScript's safe range. */
  integer(name: string): number | null {
    const value = this.text(name);
    if (value === null) return null;
    if (!/^-?\d{1,15}$/.test(value)) {
      const message = `Invalid integer: ${value.slice(0, 40)}`;
      throw invalidParam(message, { param: this.path(name), code: 'parameter_invalid_integer' });
    }
    return Number(value);
  }

  requiredInteger(name: string): number {
    const value = this.integer(name);
    if (value === null) throw this.missing(name);
    return value;
  }

  choice<T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.text(name);
    if (value === null) return null;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
      const message = `Invalid ${this.path(name)}: must be one of ${allowed.join(', ')}`;
      throw invalidParam(message, { param: this.path(name) });
    }
    return found;
  }

  child(name: string): Params | null {
    const value = this.#take(name);
    if (value === undefined || value === '') return null;
    return this.#nest(name, value);
  }

  /** The members of `name[0]…`, in order. */
  children(name: string): Params[] {
    return this.#members(name).map(([index, value]) => this.#nest(`${name}[${index}]`, value));
  }

  texts(name: string): string[] {
    return this.#members(name).map(([index, value]) => {
      if (typeof value === 'string') return value;
      throw this.#invalid(`${name}[${index}]`, 'Invalid string');
    });
  }

  /** Key-value pairs within Stripe's limits: 50 keys of 40 characters, values of 500. */
  metadata(name: string): Record<string, string> {
    const value = this.#take(name);
    if (value === undefined || value === '') return {};
    if (!(value instanceof Map)) throw this.#invalid(name, 'Invalid object');
    if (value.size > 50) throw this.#invalid(name, 'Metadata can have up to 50 keys');
    const entries: [string, string][] = [];
    for (const [key, text] of value) {
      if (typeof text !== 'string') throw this.#invalid(`${name}[${key}]`, 'Invalid string');
      if (key.length > 40) throw this.#invalid(name, 'Metadata keys can be up to 40 characters');
      if (text.length > 500)
        throw this.#invalid(name, 'Metadata values can be up to 500 characters');
      if (text !== '') entries.push([key, text]);
    }
    return Object.fromEntries(entries);
  }

  /** `created=…` or `created[gte|gt|lte|lt]=…`, as an inclusive range of epoch seconds. */
  range(name: string): { from: number; to: number } {
    if (typeof this.#tree.get(name) === 'string') {
      const exact = this.requiredInteger(name);
      return { from: exact, to: exact };
    }
    const bounds = this.child(name);
    if (bounds === null) return { from: 0, to: Number.MAX_SAFE_INTEGER };
    const lowest = [bounds.integer('gte'), plus(bounds.integer('gt'), 1)];
    const highest = [bounds.integer('lte'), plus(bounds.integer('lt'), -1)];
    return {
      from: Math.max(0, ...lowest.filter((bound) => bound !== null)),
      to: Math.min(Number.MAX_SAFE_INTEGER, ...highest.filter((bound) => bound !== null)),
    };
  }

  /** Reads past parameters that Stripe knows and this server has no use for. */
  ignore(names: readonly string[]): void {
    for (const name of names) this.#read.add(name);
  }

  /** Refuses every parameter that nobody asked for. */
  finish(): void {
    for (const name of this.#tree.keys()) {
      if (this.#read.has(name)) continue;
      const path = this.path(name);
      throw invalidParam(`Received unknown parameter: ${path}`, {
        param: path,
        code: 'parameter_unknown',
      });
    }
    for (const child of this.#children) child.finish();
  }

  /** The bracketed name that an error message shows. */
  path(name: string): string {
    if (this.#prefix === '') return name;
    const [first = name, ...rest] = name.split('[');
    return `${this.#prefix}[${first}]${rest.map((part) => `[${part}`).join('')}`;
  }

  missing(name: string) {
    const path = this.path(name);
    return invalidParam(`Missing required param: ${path}.`, {
      param: path,
      code: 'parameter_missing',
    });
  }

  #take(name: string): FormValue | undefined {
    this.#read.add(name);
    return this.#tree.get(name);
  }

  #members(name: string): [string, FormValue][] {
    const value = this.#take(name);
    if (value === undefined || value === '') return [];
    if (!(value instanceof Map)) throw this.#invalid(name, 'Invalid array');
    return [...value].sort(([a], [b]) => Number(a) - Number(b));
  }

  #nest(name: string, value: FormValue): Params {
    if (!(value instanceof Map)) throw this.#invalid(name, 'Invalid object');
    const child = new Params(value, this.path(name));
    this.#children.push(child);
    return child;
  }

  #invalid(name: string, message: string) {
    return invalidParam(message, { param: this.path(name) });
  }
}

function plus(bound: number | null, step: number): number | null {
  return bound === null ? null : bound + step;
}
