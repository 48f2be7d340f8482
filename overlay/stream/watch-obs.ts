/** What OBS says of its browser source; null where it has not said it, as in any other browser. */
export type ObsStatus = { active: boolean | null; streaming: boolean | null };

type ObsWindow = Window & {
  obsstudio?: { getStatus?: (answer: (status: { streaming?: unknown }) => void) => void };
};

/**
 * Follows the source and the stream. Source: github.com/obsproject/obs-browser, "JavaScript
 * Bindings"; the status is answered only where the source may read it.
 */
export function watchObs(onChange: () => void): ObsStatus {
  const status: ObsStatus = { active: null, streaming: null };
  const set = (patch: Partial<ObsStatus>) => {
    Object.assign(status, patch);
    onChange();
  };
  addEventListener('obsSourceActiveChanged', (event) => {
    const detail = event instanceof CustomEvent ? event.detail : null;
    set({ active: detail?.active === true });
  });
  addEventListener('obsStreamingStarted', () => set({ streaming: true }));
  addEventListener('obsStreamingStopped', () => set({ streaming: false }));
  (window as ObsWindow).obsstudio?.getStatus?.((answer) =>
    set({ streaming: answer?.streaming === true }),
  );
  return status;
}
