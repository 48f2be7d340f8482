/**
 * Hints after a commit, within this process: "drop X has changed, look again". A hint may get
 * lost (a crash, another node); whoever listens also looks by itself every few seconds.
 */
export type Signals = {
  dropChanged(dropId: string): void;
  onDropChanged(listener: (dropId: string) => void): () => void;
};

export function createSignals(): Signals {
  const listeners = new Set<(dropId: string) => void>();
  return {
    dropChanged: (dropId) => {
      for (const listener of listeners) listener(dropId);
    },
    onDropChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
