import { readCredit, readCreditOfCustomer } from '../attribution/read-credit.ts';
import { nameContract } from '../contracts/name-contract.ts';
import { isClickRefused } from '../links/is-click-refused.ts';
import { readClick } from '../links/read-click.ts';
import type { Hub } from '../platform/hub.ts';
import type { ConversionBody } from '../protocol/conversions.schema.ts';
import type { ConversionAnswer } from '../protocol/conversions.ts';
import { fixAnswer, type StoredConversion } from './conversions.store.ts';

/** The answer to what was reported: made once, and the same for ever. */
export async function answerConversion(
  hub: Hub,
  conversion: StoredConversion,
  body: ConversionBody,
): Promise<ConversionAnswer> {
  const said = conversion.answer ?? (await decideAnswer(hub, conversion, body));
  return JSON.parse(said) as ConversionAnswer;
}

async function decideAnswer(
  hub: Hub,
  conversion: StoredConversion,
  body: ConversionBody,
): Promise<string> {
  const { id, eventId, orderId } = conversion;
  const clicked = await findClicked(hub, conversion, body);
  const answer: ConversionAnswer = {
    id,
    eventId,
    type: body.type,
    mode: conversion.mode as 'live' | 'test',
    orderId,
    ...(await creditOf(hub, { conversion, clicked }, body)),
    click: clicked ? 'known' : 'click' in body && body.click ? 'unknown' : 'none',
  };
  return fixAnswer(hub.db, id, JSON.stringify(answer));
}

type Credit = Pick<ConversionAnswer, 'credited' | 'contractVersion' | 'reason'>;
const NOBODY = { credited: null, contractVersion: null };

/** The contract behind the click that was sent; another brand's is none. */
type Clicked = {
  contractId: string;
  creatorName: string;
  version: number | null;
  isRefused: boolean;
};

async function findClicked(
  hub: Hub,
  { brandId }: StoredConversion,
  body: ConversionBody,
): Promise<Clicked | null> {
  const click = 'click' in body && body.click ? readClick(hub, body.click) : null;
  if (!click) return null;
  const { contractId, contractVersionId: versionId } = click;
  const named = await nameContract(hub.db, { brandId, contractId, versionId });
  return named && { contractId, ...named, isRefused: await isClickRefused(hub, click) };
}

async function creditOf(
  hub: Hub,
  { conversion, clicked }: { conversion: StoredConversion; clicked: Clicked | null },
  body: ConversionBody,
): Promise<Credit> {
  const { mode, orderId, customerId } = conversion;
  if (mode === 'test') return { ...NOBODY, reason: 'TEST_MODE' };
  if (body.type === 'lead') return creditOfLead(hub, customerId ?? '', clicked);
  if (orderId === null) return { ...NOBODY, reason: 'CURRENCY_UNSUPPORTED' };
  const credit = (await readCredit(hub.db, orderId)) ?? { ...NOBODY, reason: null };
  if (body.type === 'refund') return { ...credit, reason: 'REFUNDED' };
  if (body.type === 'dispute' && body.status !== 'won') return { ...credit, reason: 'DISPUTED' };
  return credit;
}

/** Whose customer they are; of somebody new: who would have them if they bought now. */
async function creditOfLead(
  hub: Hub,
  customerId: string,
  clicked: Clicked | null,
): Promise<Credit> {
  const known = await readCreditOfCustomer(hub.db, customerId);
  if (known) return { ...known, reason: 'EXISTING_CUSTOMER' };
  if (!clicked) return { ...NOBODY, reason: 'NO_QUALIFYING_CLICK' };
  if (clicked.isRefused) return { ...NOBODY, reason: 'CONSENT_MISSING' };
  const { contractId, creatorName, version } = clicked;
  if (version === null) return { ...NOBODY, reason: 'CONTRACT_INACTIVE' };
  return { credited: { contractId, creatorName }, contractVersion: version, reason: null };
}
