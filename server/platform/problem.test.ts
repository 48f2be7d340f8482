import { afterEach, describe, expect, it, vi } from 'vitest';

describe('the stack of a problem', () => {
  afterEach(() => vi.unstubAllEnvs());

  async function problemIn(environment: string) {
    vi.stubEnv('NODE_ENV', environment);
    vi.resetModules();
    const { Problem } = await import('./problem.ts');
    return new Problem('drop_sold_out');
  }

  it('has no frames in production, where a refusal is an answer', async () => {
    expect((await problemIn('production')).stack).not.toContain(' at ');
    expect(new Error('a bug').stack).toContain(' at ');
  });

  it('says where it was thrown everywhere else', async () => {
    expect((await problemIn('development')).stack).toContain('problem.test.ts');
  });
});
