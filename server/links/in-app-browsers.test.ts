import { describe, expect, it } from 'vitest';
import { inAppBrowser, outOfApp } from '../protocol/in-app-browsers.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36';

describe('a browser inside an app', () => {
  it.each([
    [
      `${IPHONE} Mobile/22F76 Instagram 384.0.0.29.102 (iPhone17,1; iOS 18_5; de_DE)`,
      'Instagram',
      'ios',
    ],
    [`${ANDROID} Instagram 384.0.0.45.87 Android (35/15; 420dpi)`, 'Instagram', 'android'],
    [`${ANDROID} musical_ly_2024005030 BytedanceWebview/d8a21c6`, 'TikTok', 'android'],
    [`${IPHONE} Mobile/22F76 [FBAN/FBIOS;FBAV/516.0.0.41.97;FBDV/iPhone17,1]`, 'Facebook', 'ios'],
    [`${ANDROID} [FB_IAB/FB4A;FBAV/517.0.0.44.110;]`, 'Facebook', 'android'],
    [`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1 Snapchat/13.41.0.43`, 'Snapchat', 'ios'],
    [`${IPHONE} Mobile/22F76 Twitter for iPhone/11.3`, 'X', 'ios'],
    [`${IPHONE} Mobile/22F76 [LinkedInApp]/9.30`, 'LinkedIn', 'ios'],
  ])('is known by %s', (userAgent, app, system) => {
    expect(inAppBrowser(userAgent)).toEqual({ app, system });
  });

  it.each([
    undefined,
    `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`,
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:139.0) Gecko/20100101 Firefox/139.0',
  ])('is not %s', (userAgent) => {
    expect(inAppBrowser(userAgent)).toBeNull();
  });

  it('is left with the whole address, click id included', () => {
    const url = 'https://drops.example/d/moss?dcc=signed.id&utm_source=bio';
    expect(outOfApp(url, 'ios')).toBe(
      'x-safari-https://drops.example/d/moss?dcc=signed.id&utm_source=bio',
    );
    const intent = outOfApp(url, 'android') ?? '';
    expect(intent).toMatch(
      /^intent:\/\/drops\.example\/d\/moss\?dcc=signed\.id&utm_source=bio#Intent;scheme=https;/,
    );
    expect(intent).toContain(`S.browser_fallback_url=${encodeURIComponent(url)};end`);
    expect(outOfApp(url, 'other')).toBeNull();
  });
});
