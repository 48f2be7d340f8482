/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { forgetProof, rememberProof } from '../viewer-page/proof-memory.ts';
import {
  EXAMPLE_NOW,
  exampleClaim,
  exampleData,
  exampleDrop,
  fakeTools,
} from '../viewer-page/test-harness.ts';
import { DropPage } from './drop-page.tsx';

const MINUTE_MS = 60_000;
const members = {
  audience: 'm',
  name: 'Members',
  opensAt: EXAMPLE_NOW - MINUTE_MS,
  closesAt: null,
  reserved: 0,
};
const { facts } = exampleDrop();
/** In half an hour for everyone, since a minute for members. */
const early = exampleDrop({
  audiences: [members],
  facts: { ...facts, startsAt: EXAMPLE_NOW + 30 * MINUTE_MS },
});
const proven = { proof: 'signed-proof', email: 'bea@home.test', audiences: ['m'] };
const mara = { handle: 'mara', displayName: 'Mara Vale' };

const ANSWERS = {
  sendProofCode: () => ({ ok: true, value: { expiresAt: 0 } }),
  proveAddress: () => ({ ok: true, value: proven }),
  provenAddress: () => ({
    ok: true,
    value: { email: proven.email, audiences: proven.audiences },
  }),
  issueToken: () => ({ ok: true, value: { token: 't', creator: mara, audience: 'm' } }),
  hold: () => ({ ok: true, value: { claim: exampleClaim(), access: 'a' } }),
};

let root: HTMLElement | null = null;
afterEach(async () => {
  await act(() => {
    if (root) render(null, root);
  });
  sessionStorage.clear();
  forgetProof();
});

async function open(answers: Parameters<typeof fakeTools>[0] = ANSWERS, view = early) {
  const page = document.createElement('div');
  document.body.replaceChildren(page);
  root = page;
  const tools = fakeTools(answers);
  await act(async () => render(<DropPage data={exampleData({ view })} tools={tools} />, page));
  await settle();
  return { page, tools, text: () => page.textContent ?? '' };
}

const settle = () =>
  act(async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  });

/** Types into the field of this id and sends its form. */
async function answer(page: HTMLElement, id: string, value: string) {
  const field = page.querySelector<HTMLInputElement>(`#${id}`);
  if (!field) throw new Error(`no field "${id}"`);
  await act(() => {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(() => void field.form?.dispatchEvent(new Event('submit', { bubbles: true })));
  await settle();
}

async function tap(page: HTMLElement, name: string) {
  const button = [...page.querySelectorAll('button')].find((one) =>
    one.textContent?.includes(name),
  );
  if (!button) throw new Error(`no button "${name}"`);
  await act(() => button.click());
  await settle();
}

describe('what a viewer can show on the drop page', () => {
  it('opens the claim to a member who proves an address, and sends the proof along', async () => {
    const { page, tools, text } = await open();
    expect(text()).toContain('Starts soon');
    expect(text()).not.toContain('Claim for');
    await answer(page, 'address', 'bea@home.test');
    await answer(page, 'digits', '123 456');
    expect(text()).toContain('You are in Members: you can claim now.');
    await tap(page, 'Claim for');
    const issued = tools.asked.find(({ procedure }) => procedure === 'issueToken');
    expect(issued?.input).toMatchObject({ proof: 'signed-proof' });
    expect(text()).toContain('Held for you');
  });

  it('knows a member again, and tells the hub nothing when nothing is remembered', async () => {
    const first = await open();
    expect(first.tools.asked).toEqual([]);
    rememberProof({ proof: proven.proof, email: proven.email });
    const second = await open();
    expect(second.text()).toContain('You are in Members: you can claim now.');
    await tap(second.page, 'Forget it here');
    expect(localStorage.length).toBe(0);
    expect(second.text()).toContain('Member? Prove your address');
  });

  it('forgets a proof that has run out', async () => {
    rememberProof({ proof: 'old', email: proven.email });
    const problem = { code: 'proof_invalid', message: 'Prove it again.' };
    const { text } = await open({ ...ANSWERS, provenAddress: () => ({ ok: false, problem }) });
    expect(localStorage.length).toBe(0);
    expect(text()).toContain('Member? Prove your address');
  });

  it('says what is wrong with the digits and lets them be typed again', async () => {
    const problem = { code: 'wrong_code', message: 'Not the code that we sent.' };
    const { page, text } = await open({ ...ANSWERS, proveAddress: () => ({ ok: false, problem }) });
    await answer(page, 'address', 'bea@home.test');
    await answer(page, 'digits', '000000');
    expect(text()).toContain('Not the code that we sent.');
    expect(page.querySelector('#digits')).not.toBeNull();
  });

  it('claims with an accepted code, through the creator that it names', async () => {
    const live = exampleDrop({
      creators: [
        { ...mara, avatarHue: 1 },
        { handle: 'kim', displayName: 'Kim', avatarHue: 2 },
      ],
    });
    const { page, tools, text } = await open(ANSWERS, live);
    expect(text()).toContain('Choose who sent you');
    await answer(page, 'code', 'coral fox 421');
    expect(text()).toContain('accepted: you claim through Mara Vale');
    await tap(page, 'Claim for');
    const issued = tools.asked.filter(({ procedure }) => procedure === 'issueToken');
    expect(issued.at(-1)?.input).toMatchObject({ code: 'coral fox 421' });
  });

  it('says why a code is not taken, and asks nothing more of it', async () => {
    const problem = { code: 'code_used_up', message: 'This code was already used.' };
    const answers = { ...ANSWERS, issueToken: () => ({ ok: false, problem }) };
    const { page, text } = await open(answers, exampleDrop());
    await answer(page, 'code', 'AAAAA-BBBBB');
    expect(text()).toContain('This code was already used.');
    expect(text()).toContain('Claim for');
  });

  it('shows nothing of it when the drop is over', async () => {
    const over = exampleDrop({ facts: { ...facts, endedAt: EXAMPLE_NOW - 1 } });
    const { text } = await open(ANSWERS, over);
    expect(text()).not.toContain('Have a code?');
  });
});
