import { contractState } from '../contracts/rules/contract-state.ts';
import { engineOfDb } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import type { CreatorRow } from '../protocol/reports.ts';
import { sumBalances } from './balances.store.ts';
import { sumDays } from './days.store.ts';
import { readLtv } from './read-ltv.ts';
import { OWED } from './read-overview.ts';
import { readTail } from './read-tail.ts';
import { listReportedContracts, type ReportBrand } from './reports.store.ts';

/**
 * What each creator earned and brought until now: one row per contract, whoever sold most first. A
 * fixed number of queries, however many orders there are.
 */
export async function listCreators(hub: Hub, brand: ReportBrand): Promise<CreatorRow[]> {
  const { db } = hub;
  const reader = { db, engine: engineOfDb(db) };
  const contracts = await listReportedContracts(db, brand.id);
  const ofBrand = { brandId: brand.id, currency: brand.currency };
  const owed = await sumBalances(db, { ...ofBrand, accounts: OWED });
  const paid = await sumBalances(db, { ...ofBrand, accounts: ['creator_paid'] });
  const sold = await sumDays(reader, {
    scope: { of: { brandId: brand.id } },
    by: ['currency', 'contractId'],
    measures: MEASURES,
  });
  const tail = await readTail(hub, { brandId: brand.id });
  const { rows: ltvRows } = await readLtv(hub, brand, { by: 'contract' });
  const money = (minor: number) => ({ minor, currency: brand.currency });
  const rows = contracts.map((contract): CreatorRow => {
    const { id, creatorId, creatorName, handle, avatarHue } = contract;
    const own = (currency: string) =>
      sold.find((row) => row.contractId === id && row.currency === currency);
    const [sales, hits] = [own(brand.currency), own('')];
    const late = tail.filter((hit) => hit.contractId === id);
    const ltv = ltvRows.find(({ key }) => key === id);
    const orders = sales?.orders ?? 0;
    const net = sales?.netMinor ?? 0;
    return {
      contractId: id,
      creatorId,
      creatorName,
      handle,
      avatarHue,
      contractState: contractState(contract, hub.clock.now()),
      owed: money(owed.get(id) ?? 0),
      paid: money(paid.get(id) ?? 0),
      clicks: late.reduce((sum, { visits }) => sum + visits, hits?.visits ?? 0),
      orders,
      netSales: money(net),
      margin: money(net - (sales?.costMinor ?? 0) - (sales?.commissionMinor ?? 0)),
      refundRate: orders === 0 ? null : (sales?.refundedOrders ?? 0) / orders,
      firstClickOrders: ltv?.customers ?? 0,
      ltv: ltv?.cells ?? NOBODY,
      ltvSoFarMinor: ltv?.soFarMinor ?? null,
    };
  });
  return rows.sort((a, b) => b.netSales.minor - a.netSales.minor);
}

const MEASURES = [
  'visits',
  'orders',
  'netMinor',
  'costMinor',
  'commissionMinor',
  'refundedOrders',
] as const;

const NOBODY: CreatorRow['ltv'] = ([30, 60, 90] as const).map((days) => ({
  days,
  valueMinor: null,
  customers: 0,
  unfinished: 0,
  repeatRate: null,
}));
