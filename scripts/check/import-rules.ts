import { createRequire } from 'node:module';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { nounCycles } from './noun-cycles.ts';

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: NonNullable<ICruiseOptions['ruleSet']>['forbidden'];
  options: ICruiseOptions;
};

export type BrokenRule = { rule: string; advice: string; from: string; to: string };

/** Every import under `baseDir` that the house does not allow, with the advice how to put it right. */
export async function brokenImportRules(baseDir: string, folders: string[]): Promise<BrokenRule[]> {
  const { output } = await cruise(folders, {
    ...rules.options,
    ruleSet: { forbidden: rules.forbidden ?? [] },
    validate: true,
    baseDir,
  });
  if (typeof output === 'string') throw new Error(output);
  const advice = new Map(rules.forbidden?.map((rule) => [rule.name, rule.comment ?? '']));
  const single = output.summary.violations.map((violation) => ({
    rule: violation.rule.name,
    advice: advice.get(violation.rule.name) ?? '',
    from: violation.from,
    to: violation.to,
  }));
  return [...single, ...nounCycles(importsOf(output))];
}

function importsOf(result: ICruiseResult) {
  return result.modules.flatMap((module) =>
    module.dependencies.map(({ resolved }) => ({ from: module.source, to: resolved })),
  );
}
