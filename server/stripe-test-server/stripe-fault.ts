/**
 * An answer of the kind Stripe gives when it refuses: HTTP status, type, code and parameter, in
 * Stripe's words, so that code written against this server meets the same errors in production.
 */
export class StripeFault extends Error {
  readonly status: number;
  readonly type: FaultType;
  readonly code: string | undefined;
  readonly param: string | undefined;
  /** Refused before anything ran; Stripe does not remember such an answer for an idempotency key. */
  readonly beforeExecution: boolean;

  constructor(message: string, facts: FaultFacts = {}) {
    super(message);
    this.status = facts.status ?? 400;
    this.type = facts.type ?? 'invalid_request_error';
    this.code = facts.code;
    this.param = facts.param;
    this.beforeExecution = facts.beforeExecution ?? false;
  }

  /** The JSON body as it goes over the wire. */
  toWire(): { error: Record<string, string> } {
    const error: Record<string, string> = { message: this.message, type: this.type };
    if (this.code !== undefined) {
      error.code = this.code;
      error.doc_url = `https://docs.stripe.com/error-codes#${this.code.replaceAll('_', '-')}`;
    }
    if (this.param !== undefined) error.param = this.param;
    return { error };
  }
}

/** A parameter that Stripe would refuse before it starts to work. */
export function invalidParam(
  message: string,
  facts: { param: string; code?: string },
): StripeFault {
  return new StripeFault(message, { ...facts, beforeExecution: true });
}

/** The 404 for an id that does not exist; `noun` is Stripe's object name. */
export function noSuch(noun: string, { id, param }: { id: string; param: string }): StripeFault {
  return new StripeFault(`No such ${noun}: '${id}'`, {
    status: 404,
    code: 'resource_missing',
    param,
  });
}

type FaultType = 'invalid_request_error' | 'idempotency_error' | 'api_error';

interface FaultFacts {
  status?: number;
  type?: FaultType;
  code?: string;
  param?: string;
  beforeExecution?: boolean;
}
