import type { BrokenRule } from './import-rules.ts';

type Import = { from: string; to: string };

const RULE = 'nouns never lean on each other both ways';
const ADVICE =
  'Record a happening in the upstream verb and let reactions.ts say what follows downstream.';

/**
 * The pairs of nouns that lean on each other, directly or round a corner, with one import that
 * shows each direction. Tests may look both ways.
 */
export function nounCycles(imports: Import[]): BrokenRule[] {
  const leans = leansOf(imports);
  return [...leans.keys()].flatMap((noun) => {
    const way = wayBack(leans, noun);
    // Each circle is told once, by its first noun in the alphabet.
    if (way === undefined || way.some((other) => other < noun)) return [];
    const steps = [...way, noun].map((to, at) => leans.get([noun, ...way][at] ?? '')?.get(to));
    const story = steps.map((step) => `${step?.from} → ${step?.to}`).join(', ');
    return [{ rule: RULE, advice: ADVICE, from: [noun, ...way, noun].join(' → '), to: story }];
  });
}

/** Noun → the nouns that it leans on, each with the first import that says so. */
function leansOf(imports: Import[]) {
  const leans = new Map<string, Map<string, Import>>();
  for (const step of imports) {
    const [from, to] = [nounOf(step.from), nounOf(step.to)];
    if (from === undefined || to === undefined || from === to) continue;
    const known = leans.get(from) ?? new Map<string, Import>();
    if (!known.has(to)) known.set(to, step);
    leans.set(from, known);
  }
  return leans;
}

function nounOf(path: string): string | undefined {
  if (/\.test[.-][^/]*$|\/test-harness\.ts$/.test(path)) return undefined;
  const noun = /^server\/([^/]+)\//.exec(path)?.[1];
  return noun === undefined || NOT_NOUNS.has(noun) ? undefined : noun;
}

const NOT_NOUNS = new Set(['platform', 'protocol', 'test', 'stripe-test-server']);

/** The shortest way from a noun back to itself, without its two ends. */
function wayBack(leans: Map<string, Map<string, Import>>, noun: string): string[] | undefined {
  const seen = new Set<string>();
  let ways: string[][] = [...(leans.get(noun)?.keys() ?? [])].map((next) => [next]);
  while (ways.length > 0) {
    const longer: string[][] = [];
    for (const way of ways) {
      for (const next of leans.get(way.at(-1) ?? '')?.keys() ?? []) {
        if (next === noun) return way;
        if (!seen.has(next)) longer.push([...way, next]);
        seen.add(next);
      }
    }
    ways = longer;
  }
  return undefined;
}
