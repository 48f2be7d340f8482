import type { ReactNode } from 'react';
import type { ExplainedOrder, OrderCredit } from '../../server/protocol/attribution.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Amount } from '../ui/money.tsx';
import { Time } from '../ui/time.tsx';

/** An order in words: the two credits with their arithmetic, what is in the way, and every candidate. */
export function ExplainedOrderView({ order }: { order: ExplainedOrder }) {
  return (
    <div className="space-y-5">
      <div>
        <Badge>
          {order.customerKind === 'new'
            ? say.explained.newCustomer
            : say.explained.existingCustomer}
        </Badge>
        <p className="mt-2">{order.sentence}</p>
      </div>
      <Part title={say.explained.credits}>
        <ul className="grid gap-3 sm:grid-cols-2">
          {order.credits.map((credit) => (
            <Credit key={credit.kind} credit={credit} />
          ))}
        </ul>
      </Part>
      {order.reasons.length > 0 && (
        <Part title={say.explained.reasons}>
          <ul className="space-y-2">
            {order.reasons.map(({ code, sentence, advice }) => (
              <li key={code} className="border-l-2 border-line-strong pl-3">
                <p>
                  {sentence} <code className="text-xs text-ink-soft">{code}</code>
                </p>
                <p className="text-sm text-ink-soft">{advice}</p>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={say.explained.candidates}>
        {order.candidates.length === 0 ? (
          <p className="text-ink-soft">{say.explained.none}</p>
        ) : (
          <ol className="space-y-3">
            {order.candidates.map((touch) => (
              <li
                key={`${touch.kind} ${touch.at} ${touch.who} ${touch.excludedBy}`}
                className="border-l-2 border-line-strong pl-3"
              >
                <p className="flex flex-wrap items-center gap-x-2 font-medium">
                  {say.explained.touch[touch.kind]} · {touch.who}
                  {touch.linkSlug && <span className="font-mono text-sm">/r/{touch.linkSlug}</span>}
                  {touch.excludedBy === null && <Badge tone="live">{say.explained.won}</Badge>}
                </p>
                <p className="text-sm text-ink-soft">
                  <Time at={touch.at} /> · {touch.sentence}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Part>
      <Part title={say.explained.path}>
        <ol className="space-y-1">
          {order.path.map(({ at, text }) => (
            <li key={`${at} ${text}`} className="flex flex-wrap gap-x-3">
              <span className="text-sm text-ink-soft">
                <Time at={at} />
              </span>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Credit({ credit }: { credit: OrderCredit }) {
  return (
    <li className="rounded-sm border border-line px-3 py-2">
      <p className="flex items-baseline justify-between gap-3">
        <span className="text-xs text-ink-soft">{say.explained.kinds[credit.kind]}</span>
        {credit.amount && <Amount money={credit.amount} className="font-semibold" />}
      </p>
      <p className="font-semibold">{credit.who ?? say.explained.nobody}</p>
      {credit.arithmetic && <p className="font-mono text-sm">{credit.arithmetic}</p>}
      <p className="text-sm text-ink-soft">{credit.sentence}</p>
      {credit.stateSentence && <p className="text-sm text-ink-soft">{credit.stateSentence}</p>}
    </li>
  );
}
