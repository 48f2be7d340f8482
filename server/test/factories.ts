import { sealTerms } from '../contracts/seal-terms.ts';
import { newId } from '../platform/ids.ts';
import { type ContractTerms, DEFAULT_TERMS } from '../protocol/contracts.ts';
import type { TestHub } from './hub.ts';

const DAY_MS = 86_400_000;
let serial = 0;
const next = () => {
  serial += 1;
  return serial;
};

/** A brand with one owner. */
export async function makeBrand(
  { db, clock }: TestHub,
  given: { currency?: string; timeZone?: string } = {},
) {
  const at = clock.now();
  const n = next();
  const user = await makeUser(db, at, `owner${n}@brand.test`);
  const brand = await db.brand.create({
    data: {
      id: newId(at),
      slug: `brand-${n}`,
      name: `Brand ${n}`,
      currency: given.currency ?? 'eur',
      timeZone: given.timeZone ?? 'Europe/Berlin',
      createdAt: at,
      members: { create: { id: newId(at), userId: user.id, role: 'owner', createdAt: at } },
    },
  });
  return { ...brand, owner: user };
}

/** A creator with a sign-in. */
export async function makeCreator({ db, clock }: TestHub, given: { email?: string } = {}) {
  const at = clock.now();
  const n = next();
  const user = await makeUser(db, at, given.email ?? `creator${n}@stream.test`);
  const creator = await db.creator.create({
    data: {
      id: newId(at),
      userId: user.id,
      handle: `creator${n}`,
      displayName: `Creator ${n}`,
      createdAt: at,
    },
  });
  return { ...creator, user };
}

/** A contract whose first version both sides have accepted. */
export async function makeContract(
  { db, clock }: TestHub,
  given: {
    brandId: string;
    creatorId: string;
    currency?: string;
    terms?: Partial<ContractTerms>;
    at?: Date;
  },
) {
  const at = given.at ?? clock.now();
  const terms: ContractTerms = {
    ...DEFAULT_TERMS,
    currency: given.currency ?? 'eur',
    ...given.terms,
  };
  const { json, hash } = sealTerms(terms);
  const contract = await db.contract.create({
    data: {
      id: newId(at),
      brandId: given.brandId,
      creatorId: given.creatorId,
      invitedEmail: 'invited@stream.test',
      createdAt: at,
      versions: {
        create: {
          id: newId(at),
          number: 1,
          terms: json,
          termsHash: hash,
          proposedBy: 'brand',
          proposedAt: at,
          acceptedByBrandAt: at,
          acceptedByCreatorAt: at,
        },
      },
    },
    include: { versions: true },
  });
  const [version] = contract.versions;
  if (!version) throw new Error('no version');
  return { ...contract, version };
}

/** A product with one SKU. */
export async function makeSku(
  { db, clock }: TestHub,
  given: { brandId: string; priceMinor?: number; costMinor?: number },
) {
  const at = clock.now();
  const n = next();
  const product = await db.product.create({
    data: { id: newId(at), brandId: given.brandId, name: `Product ${n}`, createdAt: at },
  });
  return db.sku.create({
    data: {
      id: newId(at),
      productId: product.id,
      brandId: given.brandId,
      code: `SKU-${n}`,
      title: 'One size',
      priceMinor: BigInt(given.priceMinor ?? 4900),
      costMinor: BigInt(given.costMinor ?? 1500),
      createdAt: at,
    },
  });
}

/** A published drop with one SKU, live from now for four hours unless told otherwise. */
export async function makeDrop(
  { db, clock }: TestHub,
  given: {
    brandId: string;
    skuId: string;
    contractIds: string[];
    units: number;
    priceMinor?: number;
    limitPerCustomer?: number;
    startsAt?: Date;
    endsAt?: Date;
    capUnits?: number;
    shippingMinor?: number;
    holdSeconds?: number;
  },
) {
  const at = clock.now();
  const startsAt = given.startsAt ?? at;
  const id = newId(at);
  const drop = await db.drop.create({
    data: {
      id,
      brandId: given.brandId,
      slug: `drop-${next()}`,
      title: 'Test drop',
      startsAt,
      endsAt: given.endsAt ?? new Date(startsAt.getTime() + DAY_MS / 6),
      publishedAt: at,
      createdAt: at,
      holdSeconds: given.holdSeconds ?? 600,
      limitPerCustomer: given.limitPerCustomer ?? 1,
      shippingMinor: BigInt(given.shippingMinor ?? 0),
      items: {
        create: {
          id: newId(at),
          skuId: given.skuId,
          priceMinor: BigInt(given.priceMinor ?? 4900),
          position: 0,
        },
      },
      pools: {
        create: {
          id: newId(at),
          skuId: given.skuId,
          capacity: given.units,
          available: given.units,
        },
      },
      gates: {
        create: given.contractIds.map((contractId) => ({
          id: newId(at),
          contractId,
          capUnits: given.capUnits ?? null,
        })),
      },
    },
    include: { pools: true, gates: true, items: true },
  });
  return drop;
}

/** An active link of a contract. */
export async function makeLink(
  { db, clock }: TestHub,
  given: { contractId: string; dropId?: string; slug?: string },
) {
  const at = clock.now();
  const n = next();
  return db.link.create({
    data: {
      id: newId(at),
      contractId: given.contractId,
      slug: given.slug ?? `link-${n}`,
      spokenCode: `coral-tiger-${n}`,
      dropId: given.dropId ?? null,
      createdAt: at,
    },
  });
}

async function makeUser(db: TestHub['db'], at: Date, email: string) {
  return db.user.create({
    data: {
      id: newId(at),
      name: email.split('@')[0] ?? email,
      email,
      emailVerified: true,
      createdAt: at,
      updatedAt: at,
    },
  });
}
