import { z } from 'zod';
import { readContractLtv } from '../../attribution/read-contract-ltv.ts';
import { listContracts } from '../../contracts/list-contracts.ts';
import { nameContract } from '../../contracts/name-contract.ts';
import { Problem } from '../../platform/problem.ts';
import type { ContractView } from '../../protocol/contracts.ts';
import { id } from '../../protocol/id.schema.ts';
import { contract, creator, ltv, pageOf } from '../answers.schema.ts';
import { operation } from '../operation.ts';
import { isoTime, isoTimeOrNull } from '../rules/iso-time.ts';

const CONTRACTS = { tag: 'Contracts', scope: 'contracts:read' } as const;

export const contractOperations = [
  operation({
    ...CONTRACTS,
    id: 'listContracts',
    method: 'get',
    path: '/v1/contracts',
    summary: 'Your contracts with creators and all their versions, newest first',
    answerSchema: pageOf(contract),
    run: async (hub, { brand }) => ({
      items: (await listContracts(hub, brand.id)).map(present),
      nextCursor: null,
    }),
  }),
  operation({
    ...CONTRACTS,
    id: 'readLtv',
    method: 'get',
    path: '/v1/contracts/{contractId}/ltv',
    summary: 'What the customers whom a creator brought are worth, as it was known at a moment',
    description:
      'Net of refunds, 30, 60 and 90 days after each customer’s first order. Only customers that ' +
      'old are counted.',
    isLiveOnly: true,
    pathSchema: z.strictObject({ contractId: id }),
    querySchema: z.strictObject({
      asOf: z.iso.datetime({ offset: true }).optional().describe('Left out: now.'),
    }),
    answerSchema: ltv,
    run: async (hub, { brand }, { path, query }) => {
      const asOf = query.asOf ? new Date(query.asOf) : hub.clock.now();
      const { contractId } = path;
      const { id: brandId, currency } = brand;
      const which = { brandId, contractId, versionId: null };
      if (!(await nameContract(hub.db, which))) throw new Problem('not_found');
      const figures = await readContractLtv(hub.db, { contractId, currency, asOf });
      return { contractId, asOf: asOf.toISOString(), currency, figures };
    },
  }),
  operation({
    ...CONTRACTS,
    id: 'listCreators',
    method: 'get',
    path: '/v1/creators',
    summary: 'Creators with whom you have a contract',
    answerSchema: pageOf(creator),
    run: async (hub, { brand }) => ({
      items: creatorsOf(await listContracts(hub, brand.id)),
      nextCursor: null,
    }),
  }),
];

function present(view: ContractView) {
  return {
    id: view.id,
    creatorId: view.creatorId,
    creatorName: view.creatorName,
    creatorHandle: view.creatorHandle,
    state: view.state,
    createdAt: isoTime(view.createdAt),
    endedAt: isoTimeOrNull(view.endedAt),
    versions: view.versions.map(({ id: versionId, number, isInForce, termsHash, terms }) => ({
      id: versionId,
      number,
      isInForce,
      termsHash,
      terms: { ...terms },
    })),
  };
}

function creatorsOf(contracts: readonly ContractView[]) {
  const ids = new Set(contracts.flatMap(({ creatorId }) => creatorId ?? []));
  return [...ids].map((creatorId) => {
    const own = contracts.filter((one) => one.creatorId === creatorId);
    return {
      id: creatorId,
      name: own[0]?.creatorName ?? '',
      handle: own[0]?.creatorHandle ?? null,
      contractIds: own.map((one) => one.id),
    };
  });
}
