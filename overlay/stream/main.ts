import type { OverlaySession } from '../../server/protocol/live.ts';
import type { OverlayCommand } from '../../server/protocol/live-events.ts';
import { countdownTarget, startCountdown } from '../shared/countdown.ts';
import { joinDrop } from '../shared/live-client.ts';
import type { Staleness } from '../shared/staleness.ts';
import { stateOfView } from '../shared/state-of-view.ts';
import { readProof } from './address.ts';
import { buildView, write } from './build-view.ts';
import { drawLook, fitStage } from './draw-look.ts';
import { drawCountdown, drawDrop, drawState } from './draw-state.ts';
import { keepForStart } from './keep-for-start.ts';
import { createMomentPlayer } from './play-moment.ts';
import { createSessionKeeper, Refused } from './session.ts';
import './stream.css';
import './terms.css';
import './moments.css';

const view = buildView(document.body);
const moments = createMomentPlayer(view);
const proof = readProof(location);
if (proof === null) explain('This address is not complete. Copy it again from the portal.');
else void run();

async function run(): Promise<void> {
  if (proof === null) return;
  const keeper = createSessionKeeper(proof);
  let session: OverlaySession = await untilAnswered(keeper.current);
  let staleness: Staleness = 'fresh';

  const live = joinDrop({
    origin: '',
    dropId: session.drop?.id ?? null,
    role: 'overlay',
    ...(session.drop ? { first: stateOfView(session.drop, session.now) } : {}),
    auth: async () => ({ token: (await keeper.current()).token }),
    onState: draw,
    onMoment: ({ kind, text }) => moments.play(kind, text),
    onStaleness: (next) => {
      staleness = next;
      draw();
    },
    onCommand: (command) => void obey(command),
    onRefused: (code) => {
      if (code === 'key_invalid') void keeper.renew().catch(() => {});
    },
  });

  show(session);
  void keepForStart();
  startCountdown({
    now: live.now,
    targetAt: () => {
      const facts = factsNow();
      return facts && countdownTarget(facts, live.now());
    },
    // The phase may turn with the second, without a word from the hub.
    onTick: (leftMs) => {
      drawCountdown(view, leftMs);
      draw();
    },
  });
  addEventListener('resize', () => fitStage(view.stage, session.layout));

  function factsNow() {
    return live.state()?.facts ?? session.drop?.facts ?? null;
  }

  function draw(): void {
    const state = live.state();
    if (state === null || session.drop === null || state.d !== session.drop.id) return;
    drawState(view, session.drop, { state, now: live.now(), staleness });
  }

  function show(next: OverlaySession): void {
    session = next;
    write(view.notice, '');
    drawLook(view, next.layout, next.options);
    drawDrop(view, next);
    live.follow(next.drop?.id ?? null);
    draw();
  }

  async function obey(command: OverlayCommand): Promise<void> {
    switch (command.kind) {
      case 'layout':
        session = { ...session, layout: command.layout, options: command.options };
        return drawLook(view, command.layout, command.options);
      case 'test':
        return moments.test(command.moment);
      case 'reload':
        return location.reload();
      case 'drop':
        if (command.dropId === (session.drop?.id ?? null)) return;
        return show(await untilAnswered(keeper.renew));
      case 'rekey':
        keeper.takeKey(command.key);
        await untilAnswered(keeper.renew);
        return live.reconnect();
    }
  }
}

/** OBS may start before the hub: asks until there is an answer, never in step with others. */
async function untilAnswered(ask: () => Promise<OverlaySession>): Promise<OverlaySession> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const isRefused = error instanceof Refused;
      if (isRefused) explain('This overlay has a new address. Copy it again from the portal.');
      const longestMs = isRefused ? 30_000 : Math.min(5_000, 500 * 2 ** attempt);
      await new Promise((resolve) => setTimeout(resolve, longestMs * (0.5 + Math.random() / 2)));
    }
  }
}

/** Only where nothing is on air yet: a running overlay never shows a fault to an audience. */
function explain(text: string): void {
  if (view.stage.dataset.shown !== 'true') write(view.notice, text);
}
