import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

describe('the environment', () => {
  it('is read with its defaults, and empty values count as unset', () => {
    expect(readEnv({ PORT: '', PUBLIC_URL: '' })).toMatchObject({ PORT: 4870, HOST: '127.0.0.1' });
  });

  it('fails with the whole list of what is wrong', () => {
    const read = () => readEnv({ PORT: 'x', DATABASE_URL: 'mysql://a', LOG_LEVEL: 'loud' });
    expect(read).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*LOG_LEVEL/);
  });

  it.each([
    'https://drops.example.com/',
    'http://127.0.0.1:4870',
    'https://drops.example.com:8443',
  ])('takes %s as the public address', (PUBLIC_URL) =>
    expect(readEnv({ PUBLIC_URL }).PUBLIC_URL).toBe(PUBLIC_URL),
  );

  it.each([
    'https://example.com/shop',
    'https://example.com/?a=1',
    'https://me:secret@example.com',
    'ftp://example.com',
    'example.com',
  ])('refuses %s as the public address', (PUBLIC_URL) => {
    expect(() => readEnv({ PUBLIC_URL })).toThrow(/PUBLIC_URL/);
  });

  it('refuses a live key without the secret that its webhooks are signed with', () => {
    expect(() => readEnv({ STRIPE_SECRET_KEY: 'sk_live_1' })).toThrow(/STRIPE_WEBHOOK_SECRET/);
  });
});
