/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks';
import { type DropPhase, dropPhase } from '../../server/protocol/drops.ts';
import { CLICK_PARAMETER } from '../../server/protocol/links.ts';
import type { CountdownPageData } from '../../server/protocol/viewer-pages.ts';
import { priceOf } from '../shared/drop-words.ts';
import { CalendarLinks } from '../viewer-page/calendar-links.tsx';
import { Countdown } from '../viewer-page/countdown.tsx';
import { Moment } from '../viewer-page/moment.tsx';
import { moneyText } from '../viewer-page/page-text.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';
import { RehearsalMark } from '../viewer-page/rehearsal-mark.tsx';
import { RemindMe } from '../viewer-page/remind-me.tsx';
import { useReminder } from '../viewer-page/use-reminder.ts';
import { useCountdownNow } from './use-countdown-now.ts';

type Tools = Pick<PageTools, 'askPush' | 'goTo'>;

const WORDS = {
  draft: 'Not announced yet',
  scheduled: 'Starts in',
  live: 'Open now',
  paused: 'Paused for a moment',
  sold_out: 'Sold out for now',
  ended: 'This drop has ended',
} as const satisfies Record<DropPhase, string>;

/** Who does not know today's date says the date of every moment. */
const SOME_OTHER_DAY = 0;

/**
 * One big clock, what it counts to, and the ways to be there. It leads to the drop by itself. It may be
 * older than the drop's price, so it names one before the start only.
 */
export function CountdownPage({ data, tools }: { data: CountdownPageData; tools: Tools | null }) {
  const { slug, title, brandName, hero, currency } = data;
  const clock = useCountdownNow(tools !== null, data);
  const phase = dropPhase(clock.facts, clock.drawnAt);
  const click = clock.isAlive ? new URLSearchParams(location.search).get(CLICK_PARAMETER) : null;
  const dropUrl = `/d/${slug}${click ? `?${CLICK_PARAMETER}=${encodeURIComponent(click)}` : ''}`;
  // A kept copy that got no answer knows neither the time nor what the drop does now.
  const isKnown = clock.isTimeKnown;
  const hasBegun = isKnown && data.facts.startsAt > data.now && phase === 'live';
  useEffect(() => {
    // A frame must not be led away from the page around it.
    if (hasBegun && window.top === window) tools?.goTo(dropUrl);
  }, [hasBegun, tools, dropUrl]);
  return (
    <div class="page countdown-page" data-phase={isKnown ? phase : 'unknown'}>
      <main>
        <RehearsalMark isShown={data.isRehearsal} />
        <p class="brand">{brandName}</p>
        <h1>{title}</h1>
        <p class="word" role="status">
          {isKnown ? WORDS[phase] : 'Start'}
        </p>
        {isKnown && phase === 'scheduled' && (
          <p class="big">
            <Countdown until={clock.facts.startsAt} clock={clock} />
          </p>
        )}
        {(!isKnown || phase === 'scheduled') && (
          <p class="soft">
            <Moment
              at={clock.facts.startsAt}
              now={isKnown ? clock.drawnAt : SOME_OTHER_DAY}
              isLocal={clock.isAlive}
            />
          </p>
        )}
        {hero && isKnown && phase === 'scheduled' && (
          <p class="cost">
            <strong>{moneyText(priceOf(hero, clock.drawnAt).priceMinor, currency)}</strong>
            {data.isTest && !data.isRehearsal && (
              <span class="soft"> · Test: no card is charged</span>
            )}
          </p>
        )}
        <p>
          <a class="button is-primary" href={dropUrl} target="_top">
            {isKnown && phase === 'live' ? 'Go to the drop' : 'See the drop'}
          </a>
        </p>
        {phase === 'scheduled' && !data.isRehearsal && <Remind {...{ data, tools, click }} />}
        <img
          class="qr"
          src={`/d/${slug}/qr.svg`}
          alt={`QR code of ${title}`}
          width="132"
          height="132"
        />
      </main>
    </div>
  );
}

function Remind(shown: { data: CountdownPageData; tools: Tools | null; click: string | null }) {
  const { data, tools, click } = shown;
  const { slug, pushKey } = data;
  const reminder = useReminder(tools, { slug, kind: 'opening', pushKey, click });
  return (
    <section class="be-there" aria-label="Be there on time">
      <RemindMe reminder={reminder} kind="opening" instead="Use the calendar instead." />
      <CalendarLinks view={data} publicUrl={data.publicUrl} />
    </section>
  );
}
