/**
 * A code that can be said on air and written down from hearing it: "coral-tiger-42". `dice` are
 * three numbers in [0, 1). 64 × 64 × 90 combinations; the caller tries again when one is taken.
 */
export function spokenCode(dice: readonly [number, number, number]): string {
  const [first, second, third] = dice;
  return `${pick(COLOURS, first)}-${pick(ANIMALS, second)}-${10 + Math.floor(third * 90)}`;
}

/** A link name for a creator who chose none: the handle and a word, within 32 characters. */
export function slugFor(handle: string, dice: readonly [number, number, number]): string {
  const [first, , third] = dice;
  const stem = handle
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 20);
  return `${stem || 'link'}-${pick(COLOURS, first)}${10 + Math.floor(third * 90)}`;
}

function pick(words: readonly string[], dice: number): string {
  return words[Math.floor(dice * words.length)] ?? 'coral';
}

/** Words of one or two syllables, spelled as they sound, that mean no harm together. */
const COLOURS = (
  'amber apple apricot azure basil berry bronze butter cedar cherry clover cobalt cocoa copper ' +
  'coral cotton crystal denim ebony emerald fern garnet ginger golden granite hazel honey indigo ' +
  'ivory jade jasmine lava lemon lilac linen lunar magenta mango maple marble mint misty mocha ' +
  'navy nutmeg olive onyx opal orange pearl pepper plum poppy purple ruby saffron sage scarlet ' +
  'silver solar sunny topaz velvet violet'
).split(' ');

const ANIMALS = (
  'alpaca badger beaver bison bobcat camel canary cheetah cobra condor cougar coyote cricket dolphin ' +
  'dragon eagle falcon ferret finch fox gazelle gecko gibbon giraffe hamster heron husky iguana ' +
  'jackal jaguar kitten koala lemur leopard lion llama lobster lynx magpie marlin marmot meerkat ' +
  'monkey moose ocelot orca otter panda panther parrot pelican penguin pony puffin puma rabbit ' +
  'raven salmon seal sparrow tiger turtle walrus zebra'
).split(' ');
