/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { PopupDrop } from '../../server/protocol/popups.ts';

/** The gate of a drop that this counter sells through; its creator has the commission. */
export function useGate(drop: PopupDrop): [string, (gateId: string) => void] {
  const [wanted, setWanted] = useState<string | null>(null);
  const leased = drop.items.flatMap(({ leases }) => leases.map(({ gateId }) => gateId));
  const known = drop.gates.map(({ gateId }) => gateId);
  const gateId = wanted ?? leased.find((one) => known.includes(one)) ?? known[0] ?? '';
  return [gateId, setWanted];
}

/** Asks only where there is a choice. */
export function GateChoice(given: {
  drop: PopupDrop;
  gateId: string;
  onChange: (gateId: string) => void;
}) {
  const { gates } = given.drop;
  if (gates.length < 2) return null;
  return (
    <label class="field">
      <span>Sold for</span>
      <select value={given.gateId} onChange={(event) => given.onChange(event.currentTarget.value)}>
        {gates.map(({ gateId, creatorName }) => (
          <option key={gateId} value={gateId}>
            {creatorName}
          </option>
        ))}
      </select>
    </label>
  );
}
