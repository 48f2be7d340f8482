import { draftIdOf } from './checkout-draft.ts';
import { listAnswer } from './lists.ts';
import type { ObjectKind } from './store.ts';
import { StripeFault } from './stripe-fault.ts';
import type { World } from './world.ts';

/**
 * Replaces ids by the objects that they name, along paths such as `payment_intent.latest_charge`
 * or, in a list, `data.customer`. Works on a copy.
 */
export function expand(world: World, answer: object, paths: readonly string[]): object {
  const copy = structuredClone(answer);
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > 4) {
      throw new StripeFault('You cannot expand more than 4 levels of a property.', {
        param: 'expand',
      });
    }
    expandPath(world, copy, { steps, path });
  }
  return copy;
}

/** Id prefixes, longest first where one begins another. */
const KIND_BY_PREFIX: readonly (readonly [string, ObjectKind])[] = [
  ['pi_', 'payment_intent'],
  ['ch_', 'charge'],
  ['py_', 'charge'],
  ['cus_', 'customer'],
  ['pm_', 'payment_method'],
  ['txn_', 'balance_transaction'],
  ['shr_', 'shipping_rate'],
  ['re_', 'refund'],
  ['pyr_', 'refund'],
  ['du_', 'dispute'],
];

type Fields = Record<string, unknown>;

function expandPath(
  world: World,
  target: unknown,
  { steps, path }: { steps: string[]; path: string },
): void {
  const [step, ...rest] = steps;
  if (step === undefined || target === null) return;
  if (Array.isArray(target)) {
    for (const member of target) expandPath(world, member, { steps, path });
    return;
  }
  if (!isFields(target)) throw notExpandable(path);
  const value = expandField(world, target, { step, path });
  target[step] = value;
  expandPath(world, value, { steps: rest, path });
}

function expandField(
  world: World,
  target: Fields,
  { step, path }: { step: string; path: string },
): unknown {
  const sublist = SUBLISTS[`${target.object}.${step}`];
  if (sublist !== undefined) return sublist(world, String(target.id));
  const value = Object.hasOwn(target, step) ? target[step] : undefined;
  if (value === undefined) throw notExpandable(path);
  if (typeof value !== 'string') return value;
  const kind = KIND_BY_PREFIX.find(([prefix]) => value.startsWith(prefix))?.[1];
  const found = kind === undefined ? undefined : world.store.find(kind, value);
  if (found === undefined) throw notExpandable(path);
  return structuredClone(found);
}

/** Lists that an object has only when they are asked for. */
const SUBLISTS: Readonly<Record<string, (world: World, id: string) => object>> = {
  'checkout.session.line_items': (world, id) => {
    const lines = world.store.find('checkout_draft', draftIdOf(id))?.lineItems ?? [];
    return listAnswer(lines, { url: `/v1/checkout/sessions/${id}/line_items`, hasMore: false });
  },
  'charge.refunds': (world, id) => {
    const refunds = world.store.list('refund', { limit: 100, fields: { charge: id } });
    return listAnswer(refunds, { url: `/v1/charges/${id}/refunds`, hasMore: false });
  },
};

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function notExpandable(path: string): StripeFault {
  const message = `This property cannot be expanded (${path}). You may want to try expanding it on another object.`;
  return new StripeFault(message, { param: 'expand' });
}
