import { describe, expect, it } from 'vitest';
import { addressesIn } from './audiences.ts';

describe('addresses in pasted text', () => {
  it('finds them between commas, semicolons, lines, quotes and names', () => {
    const text =
      '"Bea" <bea@a.test>; kim@b.test,lee@c.test\r\nemail;name\n"d@d.test","Dee"\t(e@e.test)';
    expect(addressesIn(text)).toEqual([
      'bea@a.test',
      'kim@b.test',
      'lee@c.test',
      'd@d.test',
      'e@e.test',
    ]);
  });

  it('finds none in a text without any', () => {
    expect(addressesIn('')).toEqual([]);
    expect(addressesIn('email,name\nBea')).toEqual([]);
  });
});
