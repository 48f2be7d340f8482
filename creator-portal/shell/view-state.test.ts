import { describe, expect, it } from 'vitest';
import { readViewState } from './view-state.ts';

describe('the view state in an address', () => {
  it('keeps what it knows and drops what makes no sense', () => {
    expect(
      readViewState({ tab: 'orders', days: '90', sort: '-owed', only: '', find: {}, other: 1 }),
    ).toEqual({ tab: 'orders', days: 90, sort: '-owed' });
    expect(readViewState({ days: 31 })).toEqual({});
  });

  it('takes a search for a number as text', () => {
    expect(readViewState({ find: 42 })).toEqual({ find: '42' });
  });
});
