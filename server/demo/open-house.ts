import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { becomeCreator } from '../accounts/become-creator.ts';
import { createBrand } from '../accounts/create-brand.ts';
import { createPasswordHasher } from '../accounts/hash-passwords.ts';
import { addMembers } from '../audiences/add-members.ts';
import { createAudience } from '../audiences/create-audience.ts';
import { addImage } from '../catalog/add-image.ts';
import { createProduct } from '../catalog/create-product.ts';
import { acceptVersion } from '../contracts/accept-version.ts';
import { proposeContract } from '../contracts/propose-contract.ts';
import { createLink } from '../links/create-link.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import type { BrandView } from '../protocol/accounts.ts';
import { insertPerson, markDemoBrand, markDemoCreator } from './demo.store.ts';
import {
  CREATOR_KEYS,
  type CreatorKey,
  DEMO_BRAND,
  DEMO_CREATORS,
  DEMO_OWNER,
  DEMO_SIGN_INS,
} from './demo-brand.ts';
import { demoPerson } from './demo-people.ts';
import { DEMO_PRODUCTS, type ProductKey, skuCode } from './demo-products.ts';
import { range } from './rules/plan-visits.ts';

export type HiredCreator = {
  user: SignedInUser;
  id: string;
  handle: string;
  contractId: string;
  linkSlugs: readonly string[];
};

/** The demo brand with its people, contracts, links and goods: where the story takes place. */
export type House = {
  brand: BrandView;
  owner: SignedInUser;
  creators: Record<CreatorKey, HiredCreator>;
  /** By article number. */
  skuIds: ReadonlyMap<string, string>;
  /** The audience of the studio's members. */
  membersId: string;
};

/**
 * Opens the demo brand at the clock's time. Marked as demo data before anything else is written, so
 * that a seeding that breaks off can be removed.
 */
export async function openHouse(hub: Hub): Promise<House> {
  const owner = await addPerson(hub, DEMO_OWNER);
  const brand = await createBrand(hub, { ...DEMO_BRAND, ownerId: owner.id });
  await markDemoBrand(hub.db, brand.id);
  const skuIds = await stock(hub, brand.id);
  const membersId = await openMembership(hub, brand.id);
  const hired: [CreatorKey, HiredCreator][] = [];
  for (const key of CREATOR_KEYS) hired.push([key, await hire(hub, { brand, key })]);
  const creators = Object.fromEntries(hired) as Record<CreatorKey, HiredCreator>;
  return { brand: { ...brand, isDemo: true }, owner, creators, skuIds, membersId };
}

async function addPerson(
  hub: Hub,
  { name, email }: { name: string; email: string },
): Promise<SignedInUser> {
  const signIn = DEMO_SIGN_INS.find((known) => known.email === email);
  invariant(signIn, `${email} has a demo sign-in`);
  const passwordHash = await createPasswordHasher().hash(signIn.password);
  return insertPerson(hub.db, { name, email, passwordHash, at: hub.clock.now() });
}

async function stock(hub: Hub, brandId: string): Promise<Map<string, string>> {
  const skuIds = new Map<string, string>();
  for (const key of Object.keys(DEMO_PRODUCTS) as ProductKey[]) {
    const { name, description, picture, colours, sizes, ...money } = DEMO_PRODUCTS[key];
    const product = await createProduct(hub, {
      brandId,
      name,
      description,
      skus: colours.flatMap((colour) =>
        sizes.map((size) => ({
          code: skuCode(key, colour, size),
          title: `${colour} / ${size}`,
          priceMinor: money.priceMinor,
          costMinor: money.costMinor,
        })),
      ),
    });
    for (const { code, id } of product.skus) skuIds.set(code, id);
    const bytes = await readFile(join(process.cwd(), 'server', 'demo', 'pictures', picture));
    await addImage(hub, { brandId, productId: product.id, bytes });
  }
  return skuIds;
}

/** The first two dozen of the people who buy are members of the studio. */
async function openMembership(hub: Hub, brandId: string): Promise<string> {
  const { id: audienceId } = await createAudience(hub, { brandId, name: 'Studio members' });
  const addresses = range(0, 24).map((person) => demoPerson(person).email);
  await addMembers(hub, { brandId, audienceId, addresses });
  return audienceId;
}

async function hire(
  hub: Hub,
  { brand, key }: { brand: BrandView; key: CreatorKey },
): Promise<HiredCreator> {
  const { name, email, handle, timeZone, terms, links } = DEMO_CREATORS[key];
  const user = await addPerson(hub, { name, email });
  const given = { userId: user.id, handle, displayName: name, timeZone };
  const creator = await becomeCreator(hub, given);
  await markDemoCreator(hub.db, creator.id);
  const contract = await proposeContract(hub, brand, { email, terms });
  const contractId = contract.id;
  const [version] = contract.versions;
  invariant(version, 'a proposed contract has a version');
  const { id: versionId, termsHash } = version;
  await acceptVersion(hub, { contractId, versionId, termsHash, me: user });
  for (const link of links) await createLink(hub, creator, { contractId, ...link });
  const linkSlugs = links.map(({ slug }) => slug);
  return { user, id: creator.id, handle, contractId, linkSlugs };
}
