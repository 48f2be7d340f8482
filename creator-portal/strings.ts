import { accountWords } from './strings/accounts.ts';
import { audienceWords } from './strings/audiences.ts';
import { benefitWords } from './strings/benefits.ts';
import { brandWords } from './strings/brand.ts';
import { commonWords } from './strings/common.ts';
import { contractWords } from './strings/contracts.ts';
import { creatorWords } from './strings/creator.ts';
import { customerWords } from './strings/customers.ts';
import { dockWords } from './strings/dock.ts';
import { dropTermWords } from './strings/drop-terms.ts';
import { dropWords } from './strings/drops.ts';
import { fraudWords } from './strings/fraud.ts';
import { fulfilmentWords } from './strings/fulfilment.ts';
import { integrationWords } from './strings/integrations.ts';
import { lineWords } from './strings/lines.ts';
import { moneyWords } from './strings/money.ts';
import { overlayWords } from './strings/overlay.ts';
import { popupWords } from './strings/popups.ts';
import { rehearsalWords } from './strings/rehearsals.ts';
import { reportWords } from './strings/reports.ts';
import { supplyWords } from './strings/supply.ts';
import { upliftWords } from './strings/uplift.ts';

/** Every sentence of the portal, by the noun that says it. Another language is another such object. */
export const say = {
  ...commonWords,
  ...accountWords,
  ...audienceWords,
  ...benefitWords,
  ...contractWords,
  ...creatorWords,
  ...brandWords,
  ...customerWords,
  ...dockWords,
  ...dropTermWords,
  ...dropWords,
  ...fraudWords,
  ...fulfilmentWords,
  ...integrationWords,
  ...lineWords,
  ...overlayWords,
  ...popupWords,
  ...rehearsalWords,
  ...reportWords,
  ...moneyWords,
  ...supplyWords,
  ...upliftWords,
};
