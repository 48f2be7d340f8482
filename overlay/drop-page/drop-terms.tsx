/** @jsxImportSource preact */
import type { DropAudienceView, PublicDropView } from '../../server/protocol/drops.ts';
import { PAST_BUYERS } from '../../server/protocol/stock-keys.ts';
import { offerText } from '../shared/drop-words.ts';
import { momentText, moneyText } from '../viewer-page/page-text.ts';
import type { DropNow } from './use-live-drop.ts';

/** What comes with each unit, with its picture or its terms. */
export function OfferLine({ view: { offer, currency } }: { view: PublicDropView }) {
  const text = offerText(offer, (minor) => moneyText(minor, currency));
  if (text === '') return null;
  return (
    <div class="offer">
      {offer.kind === 'bundle' && offer.addOnImageUrl && (
        <img src={offer.addOnImageUrl} alt="" width="56" height="56" loading="lazy" />
      )}
      <p>
        <strong>{text}</strong>
        {offer.kind === 'credit_back' && <span class="soft">: it comes off your next order.</span>}
        {offer.kind === 'voucher' && (
          <span class="soft">
            {offer.terms && `. ${offer.terms}`}
            {offer.validDays !== null &&
              `${offer.terms ? '' : '.'} Valid for ${offer.validDays} days.`}
          </span>
        )}
      </p>
    </div>
  );
}

/** For whom units are kept, who may claim earlier, and how lots decide, with their times. */
export function DropTerms({ view, drop }: { view: PublicDropView; drop: DropNow }) {
  const moment = (at: number) => momentText(at, { now: drop.drawnAt, isLocal: drop.isAlive });
  const lines = [
    ...view.audiences.map((group) => earlyText(group, { drop, moment })),
    reserveText(view, { drop, moment }),
  ].filter((line) => line !== '');
  const fairness = fairnessText(view, { drop, moment });
  if (lines.length === 0 && fairness === '') return null;
  return (
    <ul class="terms">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {fairness && (
        <li>
          {fairness} <a href={`/d/${view.slug}/lot`}>How the lots are drawn</a>
        </li>
      )}
    </ul>
  );
}

type Told = { drop: DropNow; moment: (at: number) => string };

/** Nothing once everybody may claim. */
function earlyText(group: DropAudienceView, { drop, moment }: Told): string {
  const { startsAt, endedAt } = drop.facts;
  const isEarly = group.opensAt !== null && group.opensAt < startsAt && drop.drawnAt < startsAt;
  if (!isEarly || group.opensAt === null || endedAt !== null) return '';
  const from = drop.drawnAt < group.opensAt ? `from ${moment(group.opensAt)}` : 'now';
  return `${capital(nameOf(group))} may claim ${from}, everybody from ${moment(startsAt)}.`;
}

function reserveText({ audiences, reserveEndsAt }: PublicDropView, { drop, moment }: Told): string {
  const { reserved } = drop.stock;
  if (reserved === 0 || drop.staleness === 'lost' || drop.drawnAt >= drop.facts.endsAt) return '';
  const names = audiences.filter((group) => group.reserved > 0).map(nameOf);
  if (names.length === 0) return '';
  const until =
    reserveEndsAt === null || reserveEndsAt <= drop.drawnAt
      ? ''
      : ` until ${moment(reserveEndsAt)}, then they are open to everybody`;
  const are = reserved === 1 ? 'unit is' : 'units are';
  return `${reserved} more ${are} kept for ${names.join(' and ')}${until}.`;
}

function fairnessText(
  { fairness, entriesCloseAt, lot }: PublicDropView,
  { drop, moment }: Told,
): string {
  if (fairness === 'first_come') return '';
  // A page that was opened before is not told that lots were drawn, but it knows when.
  const at = fairness === 'draw' ? entriesCloseAt : drop.facts.startsAt;
  const isDrawn = (lot !== null && lot.drawnAt !== null) || (at !== null && drop.drawnAt >= at);
  if (fairness === 'draw') {
    if (isDrawn) return 'Who gets a unit was drawn by lot.';
    return `Who gets a unit is drawn by lot${at === null ? '' : ` at ${moment(at)}`}.`;
  }
  if (isDrawn || at === null) return 'Places in line were shuffled.';
  return `Places in line are shuffled at ${moment(at)}.`;
}

function nameOf({ audience, name }: DropAudienceView): string {
  return audience === PAST_BUYERS ? 'past buyers' : name;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
