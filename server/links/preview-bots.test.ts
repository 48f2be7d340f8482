import { expect, test } from 'vitest';
import { isPreviewBot } from './preview-bots.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A; wv) AppleWebKit/537.36';

test.each([
  `${IPHONE} (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1`,
  `${IPHONE} (KHTML, like Gecko) Mobile/15E148 Instagram 321.0.3.29.110 (iPhone14,5; iOS 17_4; en_US; en; scale=3.00; 1170x2532; 575829164)`,
  `${IPHONE} (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/454.0.0.39.108;FBBV/571231847;FBDV/iPhone14,5]`,
  `${IPHONE} (KHTML, like Gecko) Mobile/15E148 musical_ly_33.5.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/DE BytedanceWebview/d8a21c6`,
  `${ANDROID} (KHTML, like Gecko) Version/4.0 Chrome/122.0.6261.90 Mobile Safari/537.36 trill_330503 AppName/musical_ly BytedanceWebview/d8a21c6`,
  `${ANDROID} (KHTML, like Gecko) Version/4.0 Chrome/122.0.6261.90 Mobile Safari/537.36 Snapchat/12.77.0.47`,
  `${IPHONE} (KHTML, like Gecko) Mobile/15E148 Twitter for iPhone/10.30`,
  `${ANDROID} (KHTML, like Gecko) Version/4.0 Chrome/122.0.0.0 Mobile Safari/537.36 [Pinterest/Android]`,
  `${ANDROID} (KHTML, like Gecko) Chrome/122.0.0.0 Mobile Safari/537.36 GSA/15.8`,
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/143.0.0.0 Safari/537.36',
  'curl/8.5.0',
  'node',
  '',
])('a person may come with %s', (agent) => {
  expect(isPreviewBot(agent)).toBe(false);
});

test.each([
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'WhatsApp/2.23.20.0',
  'TelegramBot (like TwitterBot)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  'Twitterbot/1.0',
  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  `${IPHONE} (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0`,
])('a preview is made by %s', (agent) => {
  expect(isPreviewBot(agent)).toBe(true);
});

test('an agent that was asked about before gets the same answer', () => {
  expect([isPreviewBot('Twitterbot/1.0'), isPreviewBot('Twitterbot/1.0')]).toEqual([true, true]);
});
