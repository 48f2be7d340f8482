import type { DropDetail, GateView } from '../../server/protocol/drops.ts';
import { say } from '../strings.ts';
import { ShareBar } from '../ui/share-bar.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import { WithdrawRights } from './withdraw-rights.tsx';

/** Through whom the drop is open, and how much of each cap is used. */
export function DropCreators({ drop }: { drop: DropDetail }) {
  if (drop.gates.length === 0) return <p className="text-ink-soft">{say.drop.noGates}</p>;
  return (
    <Table
      caption={say.drop.tabs.creators}
      rows={drop.gates}
      rowKey={(gate) => gate.id}
      columns={[
        { key: 'creator', head: say.drop.creator, isTitle: true, cell: (gate) => gate.creatorName },
        { key: 'audience', head: say.drop.audience, cell: (gate) => gate.audienceName },
        { key: 'window', head: say.supply.window, cell: (gate) => <GateWindow gate={gate} /> },
        {
          key: 'used',
          head: say.drop.used,
          cell: (gate) => (
            <span className="flex items-center gap-3">
              {gate.capUnits !== null && (
                <span className="w-28">
                  <ShareBar
                    label={say.home.yourCap(gate.usedUnits, gate.capUnits)}
                    full={gate.usedUnits}
                    hatched={0}
                    total={gate.capUnits}
                  />
                </span>
              )}
              <span className="whitespace-nowrap">
                {gate.usedUnits} / {gate.capUnits ?? say.drop.noCap}
              </span>
            </span>
          ),
        },
        { key: 'rights', head: '', cell: (gate) => <WithdrawRights drop={drop} gate={gate} /> },
      ]}
    />
  );
}

/** When a gate is open, where it is not simply the window of the drop. */
function GateWindow({ gate: { opensAt, closesAt } }: { gate: GateView }) {
  if (opensAt === null && closesAt === null) return say.supply.asDrop;
  return (
    <>
      {opensAt !== null && (
        <span className="mr-2">
          {say.supply.from}
          <Time at={opensAt} />
        </span>
      )}
      {closesAt !== null && (
        <span>
          {say.supply.to}
          <Time at={closesAt} />
        </span>
      )}
    </>
  );
}
