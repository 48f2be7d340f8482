/**
 * Bank debits: the delayed payment methods. The session completes unpaid, and the money comes or
 * fails to come later. Account numbers are those of https://docs.stripe.com/testing.
 */
const DEBIT_METHODS = ['us_bank_account', 'sepa_debit', 'bacs_debit'] as const;
export type DebitMethod = (typeof DEBIT_METHODS)[number];

export interface DebitFacts {
  label: string;
  accountLabel: string;
  currency: string;
  paysAccount: string;
  failsAccount: string;
}

export const DEBITS: Readonly<Record<DebitMethod, DebitFacts>> = {
  us_bank_account: {
    label: 'US bank account',
    accountLabel: 'Account number',
    currency: 'usd',
    paysAccount: '000123456789',
    failsAccount: '000222222227',
  },
  sepa_debit: {
    label: 'SEPA debit',
    accountLabel: 'IBAN',
    currency: 'eur',
    paysAccount: 'AT611904300234573201',
    failsAccount: 'AT861904300235473202',
  },
  bacs_debit: {
    label: 'Bacs debit',
    accountLabel: 'Account number',
    currency: 'gbp',
    paysAccount: '00012345',
    failsAccount: '22222227',
  },
};

/** The debit that a session offers, if any. */
export function debitAmong(methodTypes: readonly string[]): DebitMethod | null {
  return DEBIT_METHODS.find((method) => methodTypes.includes(method)) ?? null;
}

/** The methods of an account that takes cards and bank debits, by the currency of a session. */
export function defaultMethodTypes(currency: string): string[] {
  const debit = DEBIT_METHODS.find((method) => DEBITS[method].currency === currency);
  return debit === undefined ? ['card'] : ['card', debit];
}
