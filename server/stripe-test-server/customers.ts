import type Stripe from 'stripe';
import { emit } from './events.ts';
import type { Params } from './params.ts';
import { noSuch } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** `POST /v1/customers` */
export function createCustomer(world: World, params: Params): Stripe.Customer {
  const email = params.text('email', { maxLength: 512 });
  const name = params.text('name', { maxLength: 256 });
  const phone = params.text('phone', { maxLength: 20 });
  const description = params.text('description');
  const metadata = params.metadata('metadata');
  params.finish();
  return keepCustomer(world, { email, name, phone, description, metadata });
}

/** `GET /v1/customers/:id` */
export function findCustomer(world: World, id: string, param = 'id'): Stripe.Customer {
  const customer = world.store.find('customer', id);
  if (customer === undefined) throw noSuch('customer', { id, param });
  return customer;
}

/** Keeps a new customer and tells of it. */
export function keepCustomer(
  world: World,
  facts: {
    email: string | null;
    name: string | null;
    phone?: string | null;
    description?: string | null;
    metadata?: Record<string, string>;
    address?: Stripe.Address | null;
  },
): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: world.newId('cus_', 14),
    object: 'customer',
    address: facts.address ?? null,
    balance: 0,
    created: nowSeconds(world),
    currency: null,
    default_source: null,
    delinquent: false,
    description: facts.description ?? null,
    discount: null,
    email: facts.email,
    invoice_prefix: world.newId('', 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: facts.metadata ?? {},
    name: facts.name,
    phone: facts.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  world.store.insert('customer', customer);
  emit(world, { type: 'customer.created', object: customer });
  return customer;
}
