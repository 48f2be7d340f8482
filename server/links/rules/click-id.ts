import { REFUSALS, type Refusal } from '../../protocol/links.ts';

/** All that a click says about itself, so that nothing has to be looked up to believe it. */
export type ClickFacts = {
  clickId: string;
  linkId: string;
  contractId: string;
  /** The version in force at the click; null: the contract was not active. */
  contractVersionId: string | null;
  visitorId: string;
  at: Date;
  /** Who refused that the visitor is measured; null: nobody did. */
  refusedBy: Refusal | null;
};

/**
 * A click as one short text, to be signed. Ids and visitors are of [A-Za-z0-9_-], so a dot parts
 * them; the time is in milliseconds, base 36. Only a refusal adds a seventh part.
 */
export function packClick(click: ClickFacts): string {
  const { clickId, linkId, contractId, contractVersionId, visitorId, at, refusedBy } = click;
  const refusal = refusedBy === null ? '' : `.${refusedBy}`;
  return `${clickId}.${at.getTime().toString(36)}.${linkId}.${contractId}.${contractVersionId ?? ''}.${visitorId}${refusal}`;
}

/** The click that a text of `packClick` holds; null for any other text. */
export function unpackClick(text: string): ClickFacts | null {
  const [clickId, time, linkId, contractId, versionId, visitorId, refusal, ...rest] =
    text.split('.');
  const atMs = Number.parseInt(time ?? '', 36);
  if (!clickId || !linkId || !contractId || versionId === undefined || !visitorId) return null;
  const refusedBy = REFUSALS.find((one) => one === refusal) ?? null;
  if (refusal !== undefined && refusedBy === null) return null;
  if (rest.length > 0 || !Number.isSafeInteger(atMs)) return null;
  const contractVersionId = versionId === '' ? null : versionId;
  const at = new Date(atMs);
  return { clickId, linkId, contractId, contractVersionId, visitorId, at, refusedBy };
}
