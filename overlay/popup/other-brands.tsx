/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { ViewProps } from './counter-page.tsx';
import { waitingElsewhere } from './of-brand.ts';
import { PairForm } from './pair-form.tsx';

/** What was sold for other brands and is not reported: only a code of theirs can do that. */
export function OtherBrands({ counter, sales, acts, code }: ViewProps & { code: string }) {
  const [isOpen, setOpen] = useState(code !== '');
  const waiting = waitingElsewhere({ counter, sales });
  if (waiting.length === 0) return null;
  const isRevoked = counter.revokedAt !== null;
  return (
    <section class="panel" aria-labelledby="elsewhere-heading">
      <h2 id="elsewhere-heading">Not reported to another brand</h2>
      {waiting.map(({ brandName, count }) => (
        <p key={brandName} class="notice is-warn">
          {count === 1 ? '1 sale was' : `${count} sales were`} made here for {brandName}, and{' '}
          {brandName} alone is told: do not clear this browser. Ask {brandName} for a new pairing
          code and enter it here.
        </p>
      ))}
      {!isRevoked && isOpen && (
        <>
          <p class="fine soft">
            The device sells for that brand from then on, and needs a new code to come back.
          </p>
          <PairForm code={code} acts={acts} isInside />
        </>
      )}
      {!isRevoked && !isOpen && (
        <button type="button" class="button is-quiet" onClick={() => setOpen(true)}>
          Enter its code
        </button>
      )}
    </section>
  );
}
