import { describe, expect, it } from 'vitest';
import { change, redo, startHistory, undo } from './history.ts';

describe('the history of the editor', () => {
  it('goes back and forth through every step, and stays at its ends', () => {
    let history = startHistory('a');
    history = change(history, 'b', { what: 'theme', at: 0 });
    history = change(history, 'c', { what: 'accent', at: 10 });
    expect(undo(history).present).toBe('b');
    expect(undo(undo(undo(history))).present).toBe('a');
    expect(redo(undo(history)).present).toBe('c');
    expect(redo(history).present).toBe('c');
  });

  it('takes one drag for one step, and two drags for two', () => {
    let history = startHistory(100);
    for (const [at, scale] of [105, 110, 115].entries()) {
      history = change(history, scale, { what: 'scale', at: at * 300 });
    }
    history = change(history, 120, { what: 'scale', at: 5_000 });
    expect(undo(history).present).toBe(115);
    expect(undo(undo(history)).present).toBe(100);
  });

  it('forgets what was taken back when something else is changed', () => {
    let history = change(startHistory('a'), 'b', { what: 'x', at: 0 });
    history = change(undo(history), 'c', { what: 'x', at: 1 });
    expect(history.future).toEqual([]);
    expect(undo(history).present).toBe('a');
  });
});
