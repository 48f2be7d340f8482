/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { Refusal } from '../../server/protocol/links.ts';
import { MEASUREMENT_ID, MEASUREMENT_WORDS } from '../shared/measurement-words.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';

/**
 * Says whether this visit counts for a creator, and lets the viewer choose. A browser that refuses by
 * itself (Global Privacy Control) has spoken, and nothing is asked.
 */
export function MeasurementChoice({
  tools,
  click,
  refusedBy,
  refused = MEASUREMENT_WORDS.refused,
  onChoose,
}: {
  tools: PageTools | null;
  click: string | null;
  refusedBy: Refusal | null;
  /** What a refusal means on this page. */
  refused?: string;
  onChoose?: (isRefused: boolean) => void;
}) {
  const [isRefused, setRefused] = useState(refusedBy !== null);
  const [isAsking, setAsking] = useState(false);
  const choose = async () => {
    if (!tools) return;
    setAsking(true);
    const answer = await tools.ask('chooseMeasurement', { isRefused: !isRefused });
    setAsking(false);
    if (!answer.ok) return;
    setRefused(!isRefused);
    onChoose?.(!isRefused);
  };
  return (
    <p class="measurement" id={MEASUREMENT_ID} role="status">
      {refusedBy === 'gpc' && `${MEASUREMENT_WORDS.byBrowser} `}
      {isRefused ? refused : MEASUREMENT_WORDS[click === null ? 'countedIfAny' : 'counted']}{' '}
      {refusedBy !== 'gpc' && (
        <button type="button" class="text-button needs-script" onClick={choose} disabled={isAsking}>
          {isRefused ? 'Count it' : MEASUREMENT_WORDS.refuse}
        </button>
      )}
    </p>
  );
}
