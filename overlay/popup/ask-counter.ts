import type { LeaseInput, SaleInput } from '../../server/protocol/popups.schema.ts';
import type {
  PairedDevice,
  PopupLease,
  PopupMatrix,
  SaleOutcome,
} from '../../server/protocol/popups.ts';
import { type Ask, askAbout, type PageProblem } from '../viewer-page/hub-client.ts';

/** What a device asks, with its key instead of an account. */
type CounterProcedures = {
  pair: [input: { code: string }, answer: PairedDevice];
  matrix: [input: { key: string }, answer: PopupMatrix];
  lease: [input: { key: string } & LeaseInput, answer: PopupLease];
  giveBack: [input: { key: string; leaseId: string; returnedUnits: number }, answer: PopupLease];
  sync: [input: { key: string; sales: SaleInput[] }, answer: SaleOutcome[]];
  takeMoney: [input: { key: string; claimId: string }, answer: { claimId: string }];
};

export const askCounter: Ask<CounterProcedures> = askAbout('popups');

/** Whether the same request may have another answer in a while; else it is the hub's last word. */
export function isForNow({ code }: PageProblem): boolean {
  return ['unreachable', 'busy', 'bug', 'too_many_requests'].includes(code);
}
