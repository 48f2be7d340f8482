/**
 * Browsers inside other apps, by the marks that they put into their User-Agent. In them saved cards and
 * wallets are missing and cookies end with the app, so a page offers the phone's own browser.
 */
const MARKS = [
  ['Instagram', /\bInstagram\b/],
  ['TikTok', /musical_ly|BytedanceWebview|\bTikTok|\bTrill\//i],
  ['Facebook', /\bFBA[NV]\b|\bFB_IAB\b|\bFBIOS\b/],
  ['Threads', /\bBarcelona\b/],
  ['Snapchat', /\bSnapchat\b/],
  ['X', /\bTwitter(?:Android| for iPhone|\/)/],
  ['LinkedIn', /\bLinkedInApp\b/],
  ['Pinterest', /\[?Pinterest\/(?:iOS|Android)\b|\bPinterest for (?:iOS|Android)\b/],
  ['Line', /\bLine\/\d/],
  ['WeChat', /\bMicroMessenger\b/],
  ['Reddit', /\bReddit\/(?:Version|\d)/],
  ['Telegram', /\bTelegram(?:Bot)?-?(?:Android|iOS)/],
] as const satisfies readonly (readonly [string, RegExp])[];

type InAppBrowser = {
  /** The app's name, as people say it. */
  app: (typeof MARKS)[number][0];
  system: 'android' | 'ios' | 'other';
};

/** The app whose built-in browser this is; null: an ordinary browser. */
export function inAppBrowser(userAgent: string | undefined): InAppBrowser | null {
  if (!userAgent) return null;
  const mark = MARKS.find(([, pattern]) => pattern.test(userAgent));
  if (!mark) return null;
  const isApple = /\b(?:iPhone|iPad|iPod)\b/.test(userAgent);
  const system = /\bAndroid\b/.test(userAgent) ? 'android' : isApple ? 'ios' : 'other';
  return { app: mark[0], system };
}

/**
 * An address that opens `url` in the phone's own browser from inside an app; null where none does. The
 * query stays, and with it the click id. Android: an intent without a package is the default browser.
 * iOS from 17: `x-safari-https` is Safari.
 */
export function outOfApp(url: string, system: InAppBrowser['system']): string | null {
  const { protocol, host, pathname, search } = new URL(url);
  const scheme = protocol.slice(0, -1);
  const rest = `${host}${pathname}${search}`;
  if (system === 'android') {
    const back = encodeURIComponent(url);
    return `intent://${rest}#Intent;scheme=${scheme};action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;S.browser_fallback_url=${back};end`;
  }
  return system === 'ios' ? `x-safari-${scheme}://${rest}` : null;
}
