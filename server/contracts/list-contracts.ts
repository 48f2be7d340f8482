import { findCreator } from '../accounts/find-creator.ts';
import type { Hub } from '../platform/hub.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import type { ContractView } from '../protocol/contracts.ts';
import { listContractsOfBrand, listContractsOfPerson } from './contracts.store.ts';
import { presentContracts } from './present-contract.ts';

/** All contracts of a brand, newest first. */
export async function listContracts(hub: Hub, brandId: string): Promise<ContractView[]> {
  const at = hub.clock.now();
  const contracts = await listContractsOfBrand(hub.db, brandId);
  return presentContracts(hub.db, contracts, { side: 'brand', at });
}

/** A person's contracts as a creator, and the proposals to their confirmed address, newest first. */
export async function listMyContracts(hub: Hub, me: SignedInUser): Promise<ContractView[]> {
  const creator = await findCreator(hub.db, me.id);
  const person = { creatorId: creator?.id ?? null, email: me.emailVerified ? me.email : null };
  const at = hub.clock.now();
  const contracts = await listContractsOfPerson(hub.db, person);
  return presentContracts(hub.db, contracts, { side: 'creator', at });
}
