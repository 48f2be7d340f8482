import { describe, expect, it } from 'vitest';
import type { OverlayInstanceView, OverlayReport } from '../../server/protocol/live.ts';
import { instanceAge, instanceState } from './instance-state.ts';

describe('a running page of an overlay', () => {
  it.each<[string, Partial<OverlayReport> | null, string]>([
    ['has just come', null, 'new'],
    ['is in the scene on air', { active: true, visible: true }, 'live'],
    ['is in another scene', { active: false, visible: true }, 'ready'],
    ['is hidden', { active: false, visible: false }, 'hidden'],
    ['is open in a browser', { active: null, visible: true }, 'shown'],
  ])('%s', (_name, report, state) => {
    expect(instanceState(page(report, 0))).toBe(state);
  });

  it('is called old when its stock is, and silent when it says nothing', () => {
    expect(instanceAge(page({ ageMs: 4_000 }, 5_000))).toEqual({
      oldSeconds: null,
      silentSeconds: null,
    });
    expect(instanceAge(page({ ageMs: 12_000 }, 4_000)).oldSeconds).toBe(16);
    expect(instanceAge(page({ ageMs: 1_000 }, 20_000))).toEqual({
      oldSeconds: 21,
      silentSeconds: 20,
    });
  });
});

function page(report: Partial<OverlayReport> | null, silentMs: number): OverlayInstanceView {
  const usual = { v: 1, ageMs: 0, visible: true, active: null, streaming: null, fps: null };
  return { id: 'x', connectedAt: 0, report: report && { ...usual, ...report }, silentMs };
}
