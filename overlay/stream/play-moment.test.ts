// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MomentKind } from '../../server/protocol/live-events.ts';
import { buildView } from './build-view.ts';
import { createMomentPlayer, MOMENT_SHOWN_MS } from './play-moment.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp() {
  const view = buildView(document.createElement('div'));
  const player = createMomentPlayer(view, () => {});
  const said = () => (view.stage.dataset.banner === 'true' ? view.banner.textContent : '');
  return { player, said };
}

describe('the moments above the card', () => {
  it('name the article that was put on air, and go again', () => {
    const { player, said } = setUp();
    player.play('pinned', 'Studio Bra · Moss / M');
    vi.advanceTimersByTime(0);
    expect(said()).toBe('On air now · Studio Bra · Moss / M');
    vi.advanceTimersByTime(MOMENT_SHOWN_MS);
    expect(said()).toBe('');
  });

  it('take turns', () => {
    const { player, said } = setUp();
    player.play('started', 'We are live');
    player.play('low', 'Only 3 left');
    vi.advanceTimersByTime(0);
    expect(said()).toBe('We are live');
    vi.advanceTimersByTime(2_500);
    expect(said()).toBe('Almost gone · Only 3 left');
  });

  it('never name an article behind another one: the newest takes the place at once', () => {
    const { player, said } = setUp();
    player.play('low', 'Only 3 left');
    vi.advanceTimersByTime(0);
    player.play('pinned', 'A');
    player.play('pinned', 'B');
    vi.advanceTimersByTime(2_500);
    expect(said()).toBe('On air now · B');
    player.play('pinned', 'C');
    vi.advanceTimersByTime(0);
    expect(said()).toBe('On air now · C');
    vi.advanceTimersByTime(MOMENT_SHOWN_MS);
    expect(said()).toBe('');
  });

  it('of a kind that a newer hub tells take no place, neither on air nor as a test', () => {
    const { player, said } = setUp();
    const newer = 'auctioned' as MomentKind;
    player.play('low', 'Only 3 left');
    vi.advanceTimersByTime(0);
    player.play(newer, 'Going once');
    player.test(newer);
    expect(said()).toBe('Almost gone · Only 3 left');
    vi.advanceTimersByTime(2_500);
    expect(said()).toBe('Almost gone · Only 3 left');
  });
});
