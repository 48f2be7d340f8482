import { type ReactNode, useState } from 'react';
import type {
  ContractState,
  ContractVersionView,
  ContractView,
  VersionState,
} from '../../server/protocol/contracts.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { Time } from '../ui/time.tsx';
import { EndDialog } from './end-dialog.tsx';
import { ExamplePanel } from './example-panel.tsx';
import type { DropChoice } from './override-fields.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { TermsList } from './terms-list.tsx';
import { VersionAnswer } from './version-answer.tsx';

export type Side = 'brand' | 'creator';

/**
 * One contract: what waits for an answer or for its day, the version in force, and the history folded;
 * below, what this side can do.
 */
export function ContractCard(card: {
  contract: ContractView;
  side: Side;
  title: string;
  drops: readonly DropChoice[];
  mayAct: boolean;
}) {
  const { contract } = card;
  const isShown = ({ state }: ContractVersionView) => FIRST.has(state);
  const shown = contract.versions.filter(isShown);
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
          <Version key={version.id} {...card} version={version} />
        ))}
      </div>
      {older.length > 0 && (
        <details className="mt-4 border-t border-line pt-3">
          <summary className="font-medium text-ink-soft hover:text-ink">
            {say.contracts.older} ({older.length})
          </summary>
          <div className="mt-3 space-y-5">
            {older.map((version) => (
              <Version key={version.id} {...card} version={version} />
            ))}
          </div>
        </details>
      )}
      {card.mayAct && <Actions {...card} />}
    </Panel>
  );
}

const FIRST: ReadonlySet<VersionState> = new Set(['open', 'scheduled', 'in_force']);

const TONES: Record<ContractState, Tone> = {
  proposed: 'warn',
  active: 'good',
  declined: 'neutral',
  withdrawn: 'neutral',
  ended: 'neutral',
};

const VERSION_TONES: Record<VersionState, Tone> = {
  open: 'warn',
  scheduled: 'warn',
  in_force: 'good',
  replaced: 'neutral',
  declined: 'neutral',
  withdrawn: 'neutral',
};

function Actions({ contract, side, drops }: Omit<Shown, 'version' | 'mayAct'>) {
  const [open, setOpen] = useState<'propose' | 'end' | null>(null);
  const close = () => setOpen(null);
  const isRunning = contract.state === 'active' || contract.state === 'proposed';
  const hasOpen = contract.versions.some(({ state }) => state === 'open');
  return (
    <div className="mt-5 flex flex-wrap justify-end gap-2">
      {contract.state === 'active' && (
        <Button look="danger" onClick={() => setOpen('end')}>
          {say.contracts.end}
        </Button>
      )}
      {!hasOpen && (
        <Button onClick={() => setOpen('propose')}>
          {isRunning ? say.contracts.propose : say.creators.renew}
        </Button>
      )}
      {open === 'propose' && (
        <ProposeDialog proposing={{ kind: 'next', contract, side }} drops={drops} onClose={close} />
      )}
      {open === 'end' && <EndDialog contract={contract} onClose={close} />}
    </div>
  );
}

type Shown = {
  contract: ContractView;
  version: ContractVersionView;
  side: Side;
  drops: readonly DropChoice[];
  mayAct: boolean;
};

function Version(shown: Shown) {
  const { contract, version, side } = shown;
  const isYours = version.proposedBy === side;
  const isAhead = version.state === 'open' || version.state === 'scheduled';
  const inForce = contract.versions.find(({ isInForce }) => isInForce)?.terms;
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 className="font-medium">{say.contracts.version(version.number)}</h3>
        <Badge tone={VERSION_TONES[version.state]}>
          {version.state === 'open'
            ? isYours
              ? say.contracts.waitsForThem
              : say.contracts.waitsForYou
            : say.contracts.versionStates[version.state]}
        </Badge>
        <Facts version={version} />
      </div>
      <TermsList
        terms={version.terms}
        before={isAhead ? inForce : undefined}
        side={side}
        dropTitles={contract.dropTitles}
      />
      {version.state === 'open' && (
        <div className="mt-3">
          <ExamplePanel terms={version.terms} jointCapBps={contract.jointCapBps} />
        </div>
      )}
      {version.state === 'open' && shown.mayAct && (
        <VersionAnswer {...{ contract, version, side, drops: shown.drops }} />
      )}
    </section>
  );
}

/** When it was proposed, what it counters, from when on it holds, why it was declined, its fingerprint. */
function Facts({ version }: { version: ContractVersionView }) {
  const facts: [string, ReactNode][] = [
    [
      'proposed',
      <>
        {say.contracts.proposedOn} <Time at={version.proposedAt} form="date" />
        {version.counters !== null && `, ${say.contracts.counters(version.counters)}`}
      </>,
    ],
  ];
  if (version.state === 'scheduled' && version.effectiveAt !== null) {
    facts.push([
      'holds',
      <>
        {say.contracts.holdsFrom} <Time at={version.effectiveAt} />
      </>,
    ]);
  }
  if (version.declineReason) {
    facts.push(['declined', say.contracts.declinedBecause(version.declineReason)]);
  }
  facts.push([
    'hash',
    <span key="hash" className="font-mono text-xs" title={say.contracts.hashTitle}>
      {say.contracts.hash(version.termsHash.slice(0, 12))}
    </span>,
  ]);
  return (
    <>
      {facts.map(([key, fact]) => (
        <span key={key} className="text-sm text-ink-soft">
          {fact}
        </span>
      ))}
    </>
  );
}
