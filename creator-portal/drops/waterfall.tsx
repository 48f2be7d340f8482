import type { DropDetail } from '../../server/protocol/drops.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { Amount } from '../ui/money.tsx';

type Step = { key: keyof DropDetail['money']; minor: number; from: number; to: number };

/** From what was captured down to what was left: each bar starts where the one above ended. */
export function Waterfall({ money }: { money: DropDetail['money'] }) {
  const steps = stepsOf(money);
  const low = Math.min(0, ...steps.map((step) => Math.min(step.from, step.to)));
  const span = Math.max(1, ...steps.map((step) => Math.max(step.from, step.to))) - low;
  const percent = (minor: number) => `${(minor / span) * 100}%`;
  return (
    <dl className="space-y-2">
      {steps.map((step) => (
        <div
          key={step.key}
          className="grid grid-cols-[7rem_minmax(0,1fr)_6rem] items-center gap-x-3 last:border-t last:border-line last:pt-2 last:font-semibold"
        >
          <dt className="text-sm text-ink-soft">{say.drop.steps[step.key]}</dt>
          <dd aria-hidden="true" className="relative h-5">
            <span
              hidden={step.minor === 0}
              className={classNames(
                'absolute inset-y-0 rounded-sm',
                step.key === 'captured' && 'bg-ink',
                step.key === 'margin' && (step.minor < 0 ? 'bg-bad' : 'bg-accent ring-1 ring-ink'),
                step.key !== 'captured' && step.key !== 'margin' && 'fill-held',
              )}
              style={{
                left: percent(Math.min(step.from, step.to) - low),
                width: percent(Math.abs(step.to - step.from)),
              }}
            />
          </dd>
          <dd className="text-right">
            <Amount money={{ minor: step.minor, currency: money.captured.currency }} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What is taken away is shown negative, whatever sign the hub counts it in. */
function stepsOf(money: DropDetail['money']): Step[] {
  const steps: Step[] = [
    { key: 'captured', minor: money.captured.minor, from: 0, to: money.captured.minor },
  ];
  let at = money.captured.minor;
  for (const key of ['refunded', 'shipping', 'cost', 'commission'] as const) {
    const minor = -Math.abs(money[key].minor);
    if (minor === 0) continue;
    steps.push({ key, minor, from: at, to: at + minor });
    at += minor;
  }
  return [...steps, { key: 'margin', minor: money.margin.minor, from: 0, to: money.margin.minor }];
}
