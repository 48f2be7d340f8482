import type { Rate } from '../../server/protocol/contracts.ts';
import { say } from '../strings.ts';
import { moneyText } from '../ui/money.tsx';

/** "15%", or "€9.00" where an amount per order was agreed. */
export function rateText({ bps, flatMinor }: Rate, currency: string): string {
  return flatMinor > 0 ? moneyText({ minor: flatMinor, currency }) : say.figure.percentOfBps(bps);
}
