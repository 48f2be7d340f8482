import { useState } from 'react';
import type { ContractTerms } from '../../server/protocol/contracts.ts';
import { decimalsOf } from '../../server/protocol/money.ts';
import { say } from '../strings.ts';
import { readAmount, writeAmount } from '../ui/money-input.ts';
import { MoneyField } from './number-fields.tsx';
import { workedExample } from './worked-example.ts';

/** What the terms come to in money, for an order that the reader can choose. */
export function ExamplePanel({
  terms,
  jointCapBps,
}: {
  terms: ContractTerms;
  jointCapBps: number;
}) {
  const { currency } = terms;
  const [text, setText] = useState(writeAmount(50 * 10 ** decimalsOf(currency), currency));
  const orderMinor = readAmount(text, currency);
  return (
    <section className="rounded-lg bg-sunken p-4">
      <h3 className="font-medium">{say.contracts.example.title}</h3>
      <div className="mt-2 max-w-40">
        <MoneyField
          label={say.contracts.example.order}
          value={text}
          currency={currency}
          onChange={setText}
        />
      </div>
      {orderMinor !== null && (
        <ul className="mt-3 list-disc space-y-1 pl-5" aria-live="polite">
          {workedExample(terms, { orderMinor, jointCapBps }).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
