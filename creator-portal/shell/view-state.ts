/**
 * What a page shows of its content, kept in the URL so that it can be shared and gone back to.
 * One vocabulary for all pages; a page reads what it knows.
 */
export type ViewState = {
  /** Part of a page. */
  tab?: string;
  /** Only rows in this phase or state. */
  only?: string;
  /** Length of the period in days. */
  days?: 7 | 30 | 90 | 365;
  /** What a report groups its rows by. */
  by?: string;
  /** Which earlier period it is compared with. */
  compare?: string;
  /** Only the customers of this contract. */
  of?: string;
  /** ISO 4217, lower-case. */
  currency?: string;
  /** Column key; with a leading minus, falling. */
  sort?: string;
  /** What was typed into the page's search field. */
  find?: string;
  /** Where to go after signing in. */
  next?: string;
  /** An opened row. */
  open?: string;
  /** A span of time, in epoch milliseconds. */
  from?: string;
  to?: string;
  /** Only of this drop. */
  drop?: string;
};

/** Reads the view state leniently: what makes no sense is left out, never an error. */
export function readViewState(search: Record<string, unknown>): ViewState {
  const state: ViewState = {};
  for (const key of KEYS) {
    const value = search[key];
    if (typeof value === 'string' && value !== '' && value.length <= 500) state[key] = value;
    if (typeof value === 'number') state[key] = String(value);
  }
  const days = Number(search.days);
  if (days === 7 || days === 30 || days === 90 || days === 365) state.days = days;
  return state;
}

const KEYS = [
  'tab',
  'only',
  'sort',
  'find',
  'next',
  'open',
  'by',
  'compare',
  'of',
  'currency',
  'from',
  'to',
  'drop',
] as const;
