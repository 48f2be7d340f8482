import { describe, expect, it } from 'vitest';
import { strayTopLevel } from './layout.ts';

describe('the top level', () => {
  it('has a place for nouns, papers and dot-files', () => {
    const paths = ['server/main.ts', 'docs/GLOSSARY.md', 'README.md', '.ci/run', '.npmrc'];
    expect(strayTopLevel(paths)).toEqual([]);
  });

  it('names each stray once', () => {
    const strays = strayTopLevel(['src/a.ts', 'src/b.ts', 'notes.md', 'LICENSE/x']);
    expect(strays.map((fault) => fault.split(' ')[0])).toEqual(['src', 'notes.md', 'LICENSE']);
  });
});
