import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openSealed, sealText } from './sealed-text.ts';

const ring = { currentKeyId: 'a', secrets: new Map([['a', randomBytes(32)]]) };

describe('a sealed text', () => {
  it('is read again under its purpose alone, also after the ring has a newer key', () => {
    const sealed = sealText(ring, 'webhook', 'whsec_1');
    const newer = {
      currentKeyId: 'b',
      secrets: new Map([...ring.secrets, ['b', randomBytes(32)] as const]),
    };
    expect(openSealed(newer, 'webhook', sealed)).toBe('whsec_1');
    expect(sealed).not.toContain('whsec');
    expect(() => openSealed(ring, 'shop', sealed)).toThrow();
  });

  it('is refused when a character of it was changed', () => {
    const sealed = sealText(ring, 'webhook', 'whsec_1');
    const other = sealed.endsWith('A') ? 'B' : 'A';
    expect(() => openSealed(ring, 'webhook', sealed.slice(0, -2) + other + other)).toThrow();
  });
});
