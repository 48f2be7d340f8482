import type { PublicDropView } from '../../server/protocol/drops.ts';
import type { OverlaySession } from '../../server/protocol/live.ts';
import type { DropStateMessage, OverlayCommand } from '../../server/protocol/live-events.ts';
import { countdownTarget, startCountdown } from '../shared/countdown.ts';
import { joinDrop } from '../shared/live-client.ts';
import type { Staleness } from '../shared/staleness.ts';
import { stateOfView } from '../shared/state-of-view.ts';
import type { Proof } from './address.ts';
import { untilAnswered } from './ask-until-answered.ts';
import { type View, write } from './build-view.ts';
import { createDelayLine } from './delay-line.ts';
import { createClaimsTicker } from './draw-claims.ts';
import { drawLook, fitStage } from './draw-look.ts';
import { momentText } from './draw-on-air.ts';
import { drawCountdown, drawDrop, drawState } from './draw-state.ts';
import { createCardFitter } from './fit-card.ts';
import { loadAnew } from './load-anew.ts';
import { createFpsMeter } from './measure-fps.ts';
import { createMomentPlayer, MOMENT_SHOWN_MS } from './play-moment.ts';
import { reportStatus } from './report-status.ts';
import { sampleDrop } from './sample-drop.ts';
import { createSessionKeeper } from './session.ts';
import { talkToEditor } from './talk-to-editor.ts';
import { createTurns } from './turns.ts';

/** What the stage shows: a real drop, or the example of a preview or a test. */
type Shown = { drop: PublicDropView; state: DropStateMessage };

/** Brings the overlay on air and keeps it there. Resolves when it is for the first time. */
export async function runOverlay(view: View, proof: Proof): Promise<void> {
  const isPreview = 'preview' in proof;
  let leave = () => {};
  const keeper = createSessionKeeper(proof, goDark);
  let session = await untilAnswered(view, keeper.current);
  let staleness: Staleness = 'fresh';
  let shown: Shown | null = null;
  let isEdited = false;
  let testEnds: ReturnType<typeof setTimeout> | undefined;

  const delayMs = () => session.options.delaySeconds * 1_000;
  const later = createDelayLine(delayMs);
  const drops = createTurns();
  const ticker = createClaimsTicker(view);
  const frames = createFpsMeter();
  const moments = createMomentPlayer(view, frames.measure);
  const editor = isPreview
    ? talkToEditor(({ layout, options }) => {
        isEdited = true;
        dress({ ...session, layout, options });
      })
    : null;
  const fitter = createCardFitter(view, (box) =>
    editor?.tell({ kind: 'dropcast:card', layout: session.layout, box }),
  );

  const live = joinDrop({
    origin: '',
    dropId: session.drop?.id ?? null,
    role: 'overlay',
    ...(session.drop ? { first: stateOfView(session.drop, session.now) } : {}),
    auth: async () => ({ token: (await keeper.current()).token }),
    onState: (state) => later.add(() => take(state)),
    onMoment: (moment) =>
      later.add(() => moments.play(moment.kind, momentText(session.drop, moment))),
    onClaims: (claims) => later.add(() => ticker.hear(claims)),
    onStaleness: (next) => {
      staleness = next;
      draw();
      report.changed();
    },
    onCommand: (command) => void obey(command),
    onConnected: (isConnected) => isConnected && report.changed(),
    onRefused: (code) => {
      if (code === 'key_invalid') void keeper.renew().catch(() => {});
      if (code === 'overlay_deleted') goDark();
    },
  });
  leave = live.leave;
  const report = reportStatus({
    version: () => (session.drop && shown ? shown.state.v : null),
    ageMs: live.ageMs,
    fps: frames.fps,
    send: live.report,
  });
  const now = () => live.now() - delayMs();

  show(session);
  startCountdown({
    now,
    isSure: live.isTimeSure,
    targetAt: () => shown && countdownTarget(shown.state.facts, now()),
    // The phase may turn with the second, without a word from the hub.
    onTick: (leftMs) => {
      drawCountdown(view, { leftMs, isSure: live.isTimeSure() });
      draw();
    },
  });
  addEventListener('resize', () => fitStage(view.stage, session.layout));

  /** For good. Whatever is still on its way is drawn on what nobody sees. */
  function goDark(): void {
    leave();
    view.stage.remove();
  }

  function take(state: DropStateMessage): void {
    if (session.drop === null || state.d !== session.drop.id) return;
    shown = { drop: session.drop, state };
    draw();
  }

  function draw(): void {
    if (shown === null) return;
    const isReal = shown.drop === session.drop;
    drawState(view, shown.drop, {
      state: shown.state,
      now: now(),
      isSure: live.isTimeSure(),
      staleness: isReal ? staleness : 'fresh',
    });
  }

  function dress(next: OverlaySession): void {
    session = next;
    drawLook(view, next.layout, next.options);
    later.changed();
    fitter.fit(next.layout, next.options);
    draw();
  }

  function show(next: OverlaySession): void {
    session = next;
    clearTimeout(testEnds);
    write(view.notice, '');
    ticker.clear();
    later.clear();
    const drop = next.drop ?? (isPreview ? sampleDrop(next.now) : null);
    // What is true now is shown now: there is nothing older that could be on air instead.
    const known = live.state();
    const state = known && known.d === drop?.id ? known : null;
    shown = drop && { drop, state: state ?? stateOfView(drop, next.now) };
    drawDrop(view, { drop, link: next.link });
    live.follow(next.drop?.id ?? null);
    dress(next);
  }

  /** Without a drop there is no card to play on, so the example is lent for as long as it lasts. */
  function test(kind: Extract<OverlayCommand, { kind: 'test' }>['moment']): void {
    moments.test(kind);
    if (session.drop !== null || isPreview) return;
    const drop = sampleDrop(live.now());
    shown = { drop, state: stateOfView(drop, live.now()) };
    drawDrop(view, { drop, link: null });
    dress(session);
    clearTimeout(testEnds);
    testEnds = setTimeout(() => show(session), MOMENT_SHOWN_MS);
  }

  async function obey(command: OverlayCommand): Promise<void> {
    switch (command.kind) {
      case 'layout':
        // What was saved is older than what the editor shows.
        if (isEdited) return;
        return dress({ ...session, layout: command.layout, options: command.options });
      case 'test':
        return test(command.moment);
      case 'reload':
        return loadAnew(keeper.key);
      case 'drop':
        return follow(command.dropId);
      case 'rekey':
        keeper.takeKey(command.key);
        await untilAnswered(view, keeper.renew);
        return live.reconnect();
      case 'gone':
        return goDark();
    }
  }

  async function follow(dropId: string | null): Promise<void> {
    const isNewest = drops.next();
    if (dropId === (session.drop?.id ?? null)) return;
    const next = await untilAnswered(view, keeper.renew);
    if (isNewest()) show(next);
  }
}
