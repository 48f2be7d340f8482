/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks';
import { dropPhase } from '../../server/protocol/drops.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import { CalendarLinks } from '../viewer-page/calendar-links.tsx';
import type { PageTools } from '../viewer-page/page-tools.ts';
import { RemindMe } from '../viewer-page/remind-me.tsx';
import { forgetAsked, useReminder } from '../viewer-page/use-reminder.ts';
import type { DropNow } from './use-live-drop.ts';

/** How to be there when it can be claimed: before the start, and while nothing is left. */
export function BeThere(shown: {
  tools: PageTools | null;
  data: DropPageData;
  drop: DropNow;
  click: string | null;
}) {
  const { drop } = shown;
  const phase = dropPhase(drop.facts, drop.drawnAt);
  const { slug } = shown.data.view;
  useEffect(() => {
    // Units are back and that was told: at the next sell-out it is asked for anew.
    if (shown.tools && phase === 'live') forgetAsked(slug, 'back_in_stock');
  }, [shown.tools, slug, phase]);
  if (shown.data.view.isRehearsal) return null;
  if (phase === 'scheduled') return <BeforeStart {...shown} />;
  return phase === 'sold_out' ? <WhenBack {...shown} /> : null;
}

type Shown = Parameters<typeof BeThere>[0];

function BeforeStart({ tools, data: { view, pushKey, publicUrl = '' }, click }: Shown) {
  const reminder = useReminder(tools, { slug: view.slug, kind: 'opening', pushKey, click });
  return (
    <section class="be-there" aria-labelledby="be-there-heading">
      <h2 id="be-there-heading">Be there on time</h2>
      <RemindMe reminder={reminder} kind="opening" instead="Use the calendar instead." />
      <CalendarLinks view={view} publicUrl={publicUrl} />
    </section>
  );
}

function WhenBack({ tools, data: { view, pushKey }, click }: Shown) {
  const reminder = useReminder(tools, { slug: view.slug, kind: 'back_in_stock', pushKey, click });
  const instead = view.hasWaitingList
    ? 'Leave your e-mail address on the waiting list instead.'
    : 'Keep it open: it goes on by itself.';
  return (
    <section class="be-there" aria-label="When units come back">
      <RemindMe reminder={reminder} kind="back_in_stock" instead={instead} />
    </section>
  );
}
