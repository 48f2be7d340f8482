import { renderClaimPage } from '../overlay/claim-page/render-claim-page.tsx';
import { renderCountdownPage } from '../overlay/countdown-page/render-countdown-page.tsx';
import { renderDropPage } from '../overlay/drop-page/render-drop-page.tsx';
import { renderOrdinaryPage } from '../overlay/drop-page/render-ordinary-page.tsx';
import { renderLotPage } from '../overlay/lot-page/render-lot-page.tsx';

/** What a viewer is shown, as the hub has it: for a server under test that a browser is to open. */
export const VIEWER_PAGES = {
  renderDropPage,
  renderOrdinaryPage,
  renderClaimPage,
  renderCountdownPage,
  renderLotPage,
};
