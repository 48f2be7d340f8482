import type {
  ContractState,
  ContractVersionView,
  ContractView,
} from '../../server/protocol/contracts.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Panel } from '../ui/panel.tsx';
import { Time } from '../ui/time.tsx';
import { TermsList } from './terms-list.tsx';
import { VersionAnswer } from './version-answer.tsx';

export type Side = 'brand' | 'creator';

/** One contract: the version in force or waiting, what it changes, and the older ones folded. */
export function ContractCard(card: { contract: ContractView; side: Side; title: string }) {
  const { contract, side } = card;
  const inForce = contract.versions.find((version) => version.isInForce);
  const open = contract.versions.filter((version) => doesWait(contract, version));
  const shown = [...open, ...(inForce ? [inForce] : [])];
  const first = shown.length > 0 ? shown : contract.versions.slice(0, 1);
  const older = contract.versions.filter((version) => !first.includes(version));
  return (
    <Panel>
      <header className="flex flex-wrap items-center gap-3">
        <h2 className="text-lg font-semibold">{card.title}</h2>
        <Badge tone={TONES[contract.state]}>{say.contracts.state[contract.state]}</Badge>
        {contract.endedAt !== null && (
          <span className="text-sm text-ink-soft">
            <Time at={contract.endedAt} form="date" />
            {contract.endReason && ` · ${contract.endReason}`}
          </span>
        )}
      </header>
      <div className="mt-4 space-y-5">
        {first.map((version) => (
          <Version
            key={version.id}
            {...{ contract, version, side }}
            before={version.isInForce ? undefined : inForce}
          />
        ))}
      </div>
      {older.length > 0 && (
        <details className="mt-4 border-t border-line pt-3">
          <summary className="font-medium text-ink-soft hover:text-ink">
            {say.contracts.older} ({older.length})
          </summary>
          <div className="mt-3 space-y-5">
            {older.map((version) => (
              <Version key={version.id} {...{ contract, version, side }} before={undefined} />
            ))}
          </div>
        </details>
      )}
    </Panel>
  );
}

const TONES: Record<ContractState, Tone> = {
  proposed: 'warn',
  active: 'good',
  declined: 'neutral',
  ended: 'neutral',
};

function Version(shown: {
  contract: ContractView;
  version: ContractVersionView;
  side: Side;
  before: ContractVersionView | undefined;
}) {
  const { contract, version } = shown;
  const isYours = version.proposedBy === shown.side;
  const waits = doesWait(contract, version);
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 className="font-medium">{say.contracts.version(version.number)}</h3>
        {version.isInForce && <Badge tone="good">{say.contracts.inForce}</Badge>}
        {version.declinedAt !== null && <Badge>{say.contracts.declined}</Badge>}
        {waits && (
          <Badge tone="warn">
            {isYours ? say.contracts.waitsForThem : say.contracts.waitsForYou}
          </Badge>
        )}
        <span className="text-sm text-ink-soft">
          {say.contracts.proposed} <Time at={version.proposedAt} form="date" />
        </span>
      </div>
      <TermsList terms={version.terms} before={shown.before?.terms} />
      {waits && !isYours && <VersionAnswer contractId={contract.id} version={version} />}
    </section>
  );
}

/** Only the newest version can be answered, and after an end only one that was proposed since. */
function doesWait({ endedAt, versions }: ContractView, version: ContractVersionView): boolean {
  const isNewest = versions.every(({ number }) => number <= version.number);
  const isClosed = endedAt !== null && version.proposedAt <= endedAt;
  const isAccepted = version.acceptedByBrandAt !== null && version.acceptedByCreatorAt !== null;
  return isNewest && !isClosed && !isAccepted && version.declinedAt === null;
}
