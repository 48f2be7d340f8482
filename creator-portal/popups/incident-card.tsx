import type { ReactNode } from 'react';
import type { IncidentDetail, IncidentView } from '../../server/protocol/popups.ts';
import { PROBLEMS, type ProblemCode } from '../../server/protocol/problems.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Amount } from '../ui/money.tsx';
import { Time } from '../ui/time.tsx';

/** One incident: what happened in plain words, both amounts, and what was or can be done about it. */
export function IncidentCard(given: { incident: IncidentView; onSettle: (() => void) | null }) {
  const { incident, onSettle } = given;
  const { kind, deviceName, dropTitle, detail, resolvedAt } = incident;
  const reason = detail.reason && PROBLEMS[detail.reason as ProblemCode]?.[1];
  const about = [dropTitle, deviceName].filter((part) => part !== null);
  return (
    <li data-row="" className="space-y-3 rounded-lg border border-line bg-surface p-4 sm:p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold">{say.popups.kinds[kind]}</h2>
          <p className="text-sm wrap-anywhere text-ink-soft">{about.join(' · ')}</p>
        </div>
        {resolvedAt === null && onSettle && (
          <Button onClick={onSettle} aria-label={`${say.popups.settle}: ${say.popups.kinds[kind]}`}>
            {say.popups.settle}
          </Button>
        )}
      </div>
      <p className="max-w-prose">
        {say.popups.meaning[kind]}
        {reason && (
          <>
            {' '}
            {say.popups.reason} “{reason}”
          </>
        )}
      </p>
      <Facts incident={incident} />
      {resolvedAt !== null && (
        <p className="max-w-prose rounded-sm bg-sunken px-3 py-2">
          <span className="block text-sm text-ink-soft">
            {say.popups.settledBy(incident.resolvedBy ?? '')} · <Time at={resolvedAt} />
          </span>
          {incident.resolution}
        </p>
      )}
    </li>
  );
}

function Facts({ incident: { detail, createdAt } }: { incident: IncidentView }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {detail.units !== undefined && (
        <Fact name={say.popups.unitsHead}>{say.figure.count(detail.units)}</Fact>
      )}
      <Amounts detail={detail} />
      {detail.soldAt !== undefined && (
        <Fact name={say.popups.soldAt}>
          <Time at={detail.soldAt} />
        </Fact>
      )}
      <Fact name={say.popups.reported}>
        <Time at={createdAt} />
      </Fact>
    </dl>
  );
}

/** What was paid, and where the rules say otherwise, both with the difference. */
function Amounts({ detail: { paidMinor, ruleMinor, currency } }: { detail: IncidentDetail }) {
  if (currency === undefined || paidMinor === undefined) return null;
  const amount = (minor: number) => <Amount money={{ minor, currency }} />;
  return (
    <>
      <Fact name={say.popups.paid}>{amount(paidMinor)}</Fact>
      {ruleMinor !== undefined && (
        <>
          <Fact name={say.popups.byTheRules}>{amount(ruleMinor)}</Fact>
          <Fact name={say.popups.difference}>{amount(paidMinor - ruleMinor)}</Fact>
        </>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="font-semibold tabular-nums">{children}</dd>
    </div>
  );
}
