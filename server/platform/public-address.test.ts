import { describe, expect, it } from 'vitest';
import { isPublicAddress, NoAddress, publicUrl, resolvePublic } from './public-address.ts';

describe('an address that somebody else chose', () => {
  it.each(['https://hooks.example.com/dropcast', 'https://example.com:8443/x?y=1'])(
    'may be %s',
    (text) => {
      expect(publicUrl(text).href).toBe(text);
    },
  );

  it.each([
    ['http://example.com/', 'https'],
    ['ftp://example.com/', 'https'],
    ['example.com', 'not an address'],
    ['https://user:word@example.com/', 'password'],
    ['https://127.0.0.1/', 'digits'],
    ['https://2130706433/', 'digits'],
    ['https://0x7f.1/', 'digits'],
    ['https://[::1]/', 'digits'],
    ['https://[::ffff:10.0.0.1]/', 'digits'],
    ['https://localhost/', 'public'],
    ['https://database/', 'public'],
    ['https://metadata.google.internal/', 'public'],
    ['https://db.localhost./', 'public'],
  ])('is never %s', (text, why) => {
    expect(() => publicUrl(text)).toThrow(why);
  });

  it.each([
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:93.184.216.34',
    '64:ff9b::a00:1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:a00:1::1',
    'nonsense',
  ])('does not lead to %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])(
    'leads to %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it('is refused whole when one of its addresses is inside, and when it has none', async () => {
    const answers = (...addresses: string[]) => ({
      resolve: async () => addresses.map((address) => ({ address, family: 4 })),
    });
    const mixed = resolvePublic('two.example.com', answers('93.184.216.34', '10.0.0.7'));
    await expect(mixed).rejects.toThrow('not on the public internet');
    await expect(mixed).rejects.not.toBeInstanceOf(NoAddress);
    const none = resolvePublic('none.example.com', answers());
    await expect(none).rejects.toThrow('no address');
    await expect(none).rejects.toBeInstanceOf(NoAddress);
    const good = await resolvePublic('one.example.com', answers('93.184.216.34'));
    expect(good.address).toBe('93.184.216.34');
  });
});
