/** @jsxImportSource preact */
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';

/**
 * Inside another app saved cards, wallets and cookies are missing: the page offers the phone's own
 * browser, with the click that brought the viewer, and says where the app hides the same.
 */
export function InAppNotice({ inApp }: { inApp: DropPageData['inApp'] }) {
  if (!inApp) return null;
  return (
    <aside class="in-app" aria-label={`You are inside ${inApp.app}`}>
      <p>
        <strong>You are inside {inApp.app}.</strong> Saved cards, Apple Pay and Google Pay often
        work in your own browser only.
      </p>
      {inApp.openUrl && (
        <a class="in-app-open" href={inApp.openUrl}>
          Open in browser
        </a>
      )}
      <p class="in-app-hint">
        {inApp.openUrl ? 'Nothing happens? ' : ''}Tap the menu (⋯ or ⋮) of {inApp.app} and choose
        “Open in browser”. You keep your place and who sent you.
      </p>
    </aside>
  );
}
