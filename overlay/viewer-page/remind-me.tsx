/** @jsxImportSource preact */
import type { ReminderKind } from '../../server/protocol/push.ts';
import { Notice } from './notice.tsx';
import type { Reminder } from './use-reminder.ts';

const WORDS = {
  opening: { ask: 'Tell me when it opens', when: 'when it opens' },
  back_in_stock: { ask: 'Tell me when one is back', when: 'when one can be claimed again' },
} as const satisfies Record<ReminderKind, { ask: string; when: string }>;

/** One message by web push, after a tap and after the page has said what the browser will ask. */
export function RemindMe({
  reminder,
  kind,
  instead,
}: {
  reminder: Reminder;
  kind: ReminderKind;
  /** What to do where the browser cannot be told. */
  instead: string;
}) {
  const { step, problem } = reminder;
  const { ask, when } = WORDS[kind];
  return (
    <div class="remind needs-script">
      {(step === 'unknown' || step === 'off') && (
        <button type="button" class="button is-quiet" onClick={reminder.explain}>
          {ask}
        </button>
      )}
      {(step === 'explaining' || step === 'asking') && (
        <div class="remind-why">
          <p>
            Your browser asks next whether this page may show messages. You get one, {when}. Where
            it goes is deleted a day after the drop.
          </p>
          <p class="remind-choice">
            <button
              type="button"
              class="button is-quiet is-yes"
              onClick={reminder.accept}
              disabled={step === 'asking'}
            >
              {step === 'asking' ? 'Asking …' : 'Go on'}
            </button>
            <button type="button" class="button is-quiet" onClick={reminder.decline}>
              Not now
            </button>
          </p>
        </div>
      )}
      <div role="status">
        {step === 'on' && (
          <p class="remind-on">
            <span>You will be told {when}.</span>{' '}
            <button type="button" class="text-button" onClick={reminder.takeBack}>
              Take it back
            </button>
          </p>
        )}
        {step === 'blocked' && (
          <p class="soft fine">This browser blocks messages of this site. {instead}</p>
        )}
        {step === 'impossible' && (
          <p class="soft fine">This browser cannot be told while the page is closed. {instead}</p>
        )}
      </div>
      {problem && <Notice tone="bad">{problem.message}</Notice>}
    </div>
  );
}
