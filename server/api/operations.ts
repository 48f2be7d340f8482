import type { Operation } from './operation.ts';
import { callerOperations } from './operations/caller.ts';
import { contractOperations } from './operations/contracts.ts';
import { conversionOperations } from './operations/conversions.ts';
import { dropOperations } from './operations/drops.ts';
import { linkOperations } from './operations/links.ts';
import { moneyOperations } from './operations/money.ts';
import { orderOperations } from './operations/orders.ts';

/** All of `/v1`. Routes, document and page are made of this list. */
export const OPERATIONS: readonly Operation[] = [
  ...callerOperations,
  ...conversionOperations,
  ...orderOperations,
  ...contractOperations,
  ...dropOperations,
  ...linkOperations,
  ...moneyOperations,
];
