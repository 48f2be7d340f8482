/** Gives out one turn at a time, in the order in which turns were asked for. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is this caller's turn; the caller must call the returned `done` once. */
  async take(): Promise<() => void> {
    const before = this.#last;
    let done: () => void = () => undefined;
    this.#last = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    return done;
  }
}
