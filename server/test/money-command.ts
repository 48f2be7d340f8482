import type fc from 'fast-check';
import type { MoneyHouse } from './money-house.ts';

/** A hub with two creators, one of whom has a payout account, and what the history keeps in mind. */
export type MoneyWorld = MoneyHouse & {
  linkId: string;
  /** The next transfer is made, and its answer is lost on the way. */
  losesAnswer: boolean;
};

/**
 * Something that can happen. To add a command, append one to
 * `MONEY_COMMANDS`: what it is given at random, and what it does. It finds its own subject in the
 * database and does nothing when there is none; a `Problem` means that the hub refused, which is fine.
 */
export type MoneyCommand<Given = unknown> = {
  name: string;
  given: fc.Arbitrary<Given>;
  take(world: MoneyWorld, given: Given): Promise<void>;
};

/** One command, typed by what it is given. */
export function command<Given>(
  name: string,
  given: fc.Arbitrary<Given>,
  take: (world: MoneyWorld, given: Given) => Promise<void>,
): MoneyCommand {
  return { name, given, take: (world, value) => take(world, value as Given) };
}
