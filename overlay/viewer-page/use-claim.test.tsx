/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClaimView } from '../../server/protocol/claims.ts';
import { EXAMPLE_NOW, exampleClaim, fakeTools } from './test-harness.ts';
import { type OwnClaim, useClaim } from './use-claim.ts';

/** A question that the hub has heard; the test says when it is answered. */
type Open = { procedure: string; answer: (claim: ClaimView) => Promise<void> };

const A = exampleClaim({ id: 'claim-a' });
const B = exampleClaim({ id: 'claim-b' });

let open: Open[];
let own: OwnClaim;
let tools: ReturnType<typeof fakeTools>;
let place: HTMLElement;

beforeEach(async () => {
  vi.useFakeTimers();
  open = [];
  const later = (procedure: string) => () =>
    new Promise((resolve) => {
      const answer = (value: ClaimView) =>
        act(async () => {
          resolve({ ok: true, value });
          await vi.advanceTimersByTimeAsync(0);
        });
      open.push({ procedure, answer });
    });
  tools = fakeTools({ claim: later('claim'), release: later('release') });
  place = document.createElement('div');
});

afterEach(async () => {
  await act(() => render(null, place));
  vi.useRealTimers();
});

it('a late answer about an earlier claim does not hide the one that was just made', async () => {
  await show(A);
  await act(() => own.refresh());
  await act(() => own.take(B, undefined));
  await last('claim').answer(A);
  expect(own.claim?.id).toBe('claim-b');
});

it('a claim that was given back stays so when an older answer comes after it', async () => {
  await show(A);
  await act(() => own.refresh());
  const before = last('claim');
  await act(() => own.giveBack());
  await wait(5_000);
  await act(() => own.refresh());
  const meanwhile = last('claim');
  await last('release').answer({ ...A, state: 'released' });
  await before.answer(A);
  await meanwhile.answer(A);
  expect(own.claim?.state).toBe('released');
});

it('of two questions the later one is shown, whichever is answered last', async () => {
  await show(A);
  await act(() => own.refresh());
  const first = last('claim');
  await act(() => own.refresh());
  await last('claim').answer({ ...A, state: 'paid' });
  await first.answer(A);
  expect(own.claim?.state).toBe('paid');
});

it('asks again only when the answer before has come', async () => {
  await show({ ...A, state: 'paying' });
  await wait(6_000);
  expect(open).toHaveLength(1);
  await last('claim').answer({ ...A, state: 'paying' });
  await wait(2_000);
  expect(open).toHaveLength(2);
});

const now = () => EXAMPLE_NOW;

function Page({ claim }: { claim: ClaimView }) {
  own = useClaim(tools, { claim, claimId: claim.id, now });
  return null;
}

function show(claim: ClaimView) {
  return act(() => render(<Page claim={claim} />, place));
}

function wait(ms: number) {
  return act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
}

function last(procedure: string): Open {
  const found = open.findLast((one) => one.procedure === procedure);
  if (!found) throw new Error(`nobody asked for ${procedure}`);
  return found;
}
