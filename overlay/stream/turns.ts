/** Numbers what is begun, so that an answer that was overtaken is known as one. */
export type Turns = {
  /** Begins a turn; the answer says whether no other one has begun since. */
  next(): () => boolean;
};

export function createTurns(): Turns {
  let newest = 0;
  return {
    next: () => {
      newest += 1;
      const mine = newest;
      return () => mine === newest;
    },
  };
}
