import { rateOf } from '../../server/protocol/compare-terms.ts';
import type { ContractView } from '../../server/protocol/contracts.ts';
import { rateText } from '../contracts/rate-text.ts';
import { say } from '../strings.ts';
import { CheckField } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';

/**
 * Through whom the drop opens, each with a cap or without. Only active contracts can be chosen; what is
 * ticked all the same, because a copy brought it, is shown and can be taken out.
 */
export function CreatorFields(fields: {
  contracts: ContractView[];
  caps: Record<string, string>;
  onChange: (caps: Record<string, string>) => void;
}) {
  const shown = fields.contracts.filter(
    ({ id, state }) => state === 'active' || fields.caps[id] !== undefined,
  );
  const toggle = (id: string, isIn: boolean) => {
    const { [id]: _dropped, ...others } = fields.caps;
    fields.onChange(isIn ? { ...others, [id]: '' } : others);
  };
  return (
    <Panel>
      <fieldset>
        <legend className="font-semibold">{say.newDrop.creators}</legend>
        <p className="mb-2 text-sm text-ink-soft">
          {shown.length === 0 ? say.newDrop.creatorsNone : say.newDrop.creatorsHint}
        </p>
        <ul className="divide-y divide-line">
          {shown.map((contract) => {
            const cap = fields.caps[contract.id];
            const terms = contract.versions.find((version) => version.isInForce)?.terms;
            return (
              <li
                key={contract.id}
                className="flex min-h-14 flex-wrap items-center justify-between gap-3 py-1.5"
              >
                <CheckField
                  label={contract.creatorName}
                  hint={
                    terms
                      ? say.home.pays(
                          rateText(rateOf(terms, 'new'), terms.currency),
                          rateText(rateOf(terms, 'existing'), terms.currency),
                        )
                      : say.newDrop.creatorNotActive
                  }
                  checked={cap !== undefined}
                  onChange={(event) => toggle(contract.id, event.target.checked)}
                />
                {cap !== undefined && (
                  <input
                    type="number"
                    min={1}
                    aria-label={say.newDrop.capLabel(contract.creatorName)}
                    placeholder={say.newDrop.capNone}
                    value={cap}
                    onChange={(event) =>
                      fields.onChange({ ...fields.caps, [contract.id]: event.target.value })
                    }
                    className="min-h-9 w-28 rounded-sm border border-line-strong bg-surface px-3 placeholder:text-ink-soft"
                  />
                )}
              </li>
            );
          })}
        </ul>
      </fieldset>
    </Panel>
  );
}
