import { useEffect, useState } from 'preact/hooks';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import type { PageProblem } from '../viewer-page/hub-client.ts';
import { forget, recall, remember } from '../viewer-page/page-memory.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';
import {
  forgetProof,
  type RememberedProof,
  recallProof,
  rememberProof,
} from '../viewer-page/proof-memory.ts';
import type { Arrival } from './use-arrival.ts';

type Creator = { handle: string; displayName: string };
/** A code that the hub has accepted; its use is taken with the units. */
export type AcceptedCode = { text: string; audience: string; creator: Creator };
type Proven = RememberedProof & { audiences: string[] };

/** What the viewer may do beyond everybody: by a proven address, and by a code. */
export type Rights = {
  proven: Proven | null;
  code: AcceptedCode | null;
  /** Audiences that either of them opens. */
  audiences: ReadonlySet<string>;
  /** Each answers what stood in the way, or null. */
  sendCode: (email: string) => Promise<PageProblem | null>;
  prove: (claimed: { email: string; code: string }) => Promise<PageProblem | null>;
  enterCode: (text: string) => Promise<PageProblem | null>;
  forgetAddress: () => void;
  removeCode: () => void;
  /** A code says who sent the viewer, whatever brought them. */
  arrivalOf: (arrival: Arrival) => Arrival;
  /** What goes along with the wish to claim. */
  forWish: { proof?: string; code?: string };
};

/** Keeps a proven address over visits and a code over reloads, and asks the hub what they open. */
export function useRights(tools: PageTools | null, { view }: DropPageData): Rights {
  const [proven, setProven] = useState<Proven | null>(null);
  const [code, setCode] = useState<AcceptedCode | null>(null);
  const { slug: dropSlug } = view;
  const memory = `dc.code.${view.id}`;

  useEffect(() => {
    const known = recall(memory);
    if (isAcceptedCode(known)) setCode(known);
    const kept = recallProof();
    if (!tools || !kept) return;
    let isGone = false;
    void tools.ask('provenAddress', { dropSlug, proof: kept.proof }).then((answer) => {
      if (isGone) return;
      if (answer.ok) setProven({ proof: kept.proof, ...answer.value });
      else if (answer.problem.code === 'proof_invalid') forgetProof();
    });
    return () => {
      isGone = true;
    };
  }, [tools, dropSlug, memory]);

  async function prove(claimed: { email: string; code: string }): Promise<PageProblem | null> {
    if (!tools) return null;
    const answer = await tools.ask('proveAddress', { dropSlug, ...claimed });
    if (!answer.ok) return answer.problem;
    const { proof, email } = answer.value;
    rememberProof({ proof, email });
    setProven(answer.value);
    return null;
  }

  async function enterCode(text: string): Promise<PageProblem | null> {
    if (!tools) return null;
    const answer = await tools.ask('issueToken', { dropSlug, code: text });
    if (!answer.ok) return answer.problem;
    const { audience, creator } = answer.value;
    const accepted = { text, audience, creator };
    remember(memory, accepted);
    setCode(accepted);
    return null;
  }

  return {
    proven,
    code,
    audiences: new Set([...(proven?.audiences ?? []), ...(code ? [code.audience] : [])]),
    sendCode: async (email) => {
      const answer = await tools?.ask('sendProofCode', { dropSlug, email });
      return !answer || answer.ok ? null : answer.problem;
    },
    prove,
    enterCode,
    forgetAddress: () => {
      forgetProof();
      setProven(null);
    },
    removeCode: () => {
      forget(memory);
      setCode(null);
    },
    arrivalOf: (arrival) => (code ? { ...arrival, creator: code.creator } : arrival),
    forWish: {
      ...(proven ? { proof: proven.proof } : {}),
      ...(code ? { code: code.text } : {}),
    },
  };
}

function isAcceptedCode(value: unknown): value is AcceptedCode {
  if (typeof value !== 'object' || value === null) return false;
  const { text, audience, creator } = value as Partial<AcceptedCode>;
  return (
    typeof text === 'string' &&
    typeof audience === 'string' &&
    typeof creator?.handle === 'string' &&
    typeof creator.displayName === 'string'
  );
}
