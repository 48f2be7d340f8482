import type { ContractView } from '../../server/protocol/contracts.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { moneyText } from '../ui/money.tsx';
import { Panel } from '../ui/panel.tsx';
import type { SkuChoice } from './article-fields.tsx';
import type { DropDraft } from './drop-draft.ts';
import { expectedMargin } from './expected-margin.ts';

/** What the drop leaves if it sells out, while it is being typed. */
export function MarginPreview(preview: {
  draft: DropDraft;
  skus: SkuChoice[];
  contracts: ContractView[];
}) {
  const { currency } = useBrand();
  const margin = expectedMargin({ ...preview, currency });
  const text = (minor: number) => moneyText({ minor, currency });
  return (
    <Panel>
      <h2 className="font-semibold">{say.newDrop.previewTitle}</h2>
      {margin === null ? (
        <p className="mt-2 text-ink-soft">{say.newDrop.previewEmpty}</p>
      ) : (
        <>
          <p
            className={classNames(
              'mt-1 text-2xl font-semibold tracking-tight',
              margin.marginMinor < 0 && 'text-bad',
            )}
          >
            {text(margin.marginMinor)}
          </p>
          <p className="text-sm text-ink-soft">
            {say.newDrop.margin} ·{' '}
            {margin.revenueMinor > 0 &&
              say.figure.percent(margin.marginMinor / margin.revenueMinor, 1)}
          </p>
          <dl className="mt-3 space-y-1 border-t border-dashed border-line-strong pt-3">
            {(
              [
                [say.newDrop.revenue, margin.revenueMinor],
                [say.newDrop.cost, -margin.costMinor],
                ...(margin.extrasMinor > 0
                  ? [[say.newDrop.extras, -margin.extrasMinor] as const]
                  : []),
                [say.newDrop.commission, -margin.commissionMinor],
              ] as const
            ).map(([label, minor]) => (
              <div key={label} className="flex justify-between gap-3">
                <dt className="text-ink-soft">{label}</dt>
                <dd>{text(minor)}</dd>
              </div>
            ))}
          </dl>
          {margin.marginMinor < 0 && (
            <p role="status" className="mt-3 font-medium text-bad">
              {say.newDrop.losing}
            </p>
          )}
        </>
      )}
      <p className="mt-3 text-xs text-ink-soft">{say.newDrop.previewHint}</p>
    </Panel>
  );
}
