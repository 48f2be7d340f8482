import { describe, expect, it } from 'vitest';
import { areUsableKeys, encryptMessage } from './encrypt-message.ts';

const P256DH =
  'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
const AUTH = 'BTBZMqHH6r4Tts7J_aSIgg';

describe('a push message', () => {
  it('is the example of RFC 8291, byte for byte', () => {
    const body = encryptMessage(
      'When I grow up, I want to be a watermelon',
      { p256dh: P256DH, auth: AUTH },
      {
        salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
        privateKey: Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'),
      },
    );
    expect(body.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('is refused for keys that are on no curve, or too short', () => {
    expect(areUsableKeys({ p256dh: P256DH, auth: AUTH })).toBe(true);
    expect(areUsableKeys({ p256dh: P256DH.replace('BCVx', 'BCVy'), auth: AUTH })).toBe(false);
    expect(areUsableKeys({ p256dh: 'BCVx', auth: AUTH })).toBe(false);
    expect(areUsableKeys({ p256dh: P256DH, auth: 'AAAA' })).toBe(false);
  });
});
