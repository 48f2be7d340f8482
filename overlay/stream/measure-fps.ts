const FRAMES = 30;

/**
 * Counts frames while a moment moves anyway, and at no other time: a page at rest asks for none.
 */
export function createFpsMeter(): { measure(): void; fps(): number | null } {
  let measured: number | null = null;
  let isMeasuring = false;
  return {
    fps: () => measured,
    measure: () => {
      if (isMeasuring || document.visibilityState !== 'visible') return;
      isMeasuring = true;
      let frames = 0;
      let firstAt = 0;
      const count = (at: number) => {
        if (frames === 0) firstAt = at;
        frames += 1;
        if (frames <= FRAMES) return void requestAnimationFrame(count);
        isMeasuring = false;
        measured = Math.min(1_000, Math.round((FRAMES * 1_000) / Math.max(1, at - firstAt)));
      };
      requestAnimationFrame(count);
    },
  };
}
