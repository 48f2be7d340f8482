import type { Freshness } from '../../server/protocol/reports.ts';
import { say } from '../strings.ts';
import { Notice } from '../ui/notice.tsx';

/** Says so while history is still being counted; a handful of changes is the usual second of delay. */
export function FreshnessNotice({ freshness }: { freshness: Freshness }) {
  if (freshness.waiting < 100) return null;
  return (
    <div className="mb-4">
      <Notice>{say.reports.waiting}</Notice>
    </div>
  );
}
