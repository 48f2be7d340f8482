import { isLinkOpen, type StoredAccountLink } from './account-links.ts';
import { finishOnboarding, type OnboardingOutcome } from './accounts.ts';
import { type Exchange, readForm, redirect, refuseMethod, sendPage } from './exchange.ts';
import { unknownPage } from './hosted-page-notes.ts';
import { type Html, html } from './html.ts';
import type { World } from './world.ts';

/** Answers the onboarding form of a connected account: `/setup/:link`. */
export async function answerSetupRequest(
  world: World,
  exchange: Exchange,
  linkId: string,
): Promise<void> {
  const link = world.store.find('account_link', linkId);
  if (link === undefined) {
    sendPage(exchange, { status: 404, title: 'Not found', body: unknownPage() });
    return;
  }
  const { method } = exchange.request;
  // As Stripe does: a link that was used or is too old leads to where a new one is made.
  if (!isLinkOpen(world, link)) redirect(exchange, link.refreshUrl);
  else if (method === 'POST') await answerPost(world, exchange, link);
  else if (method !== 'GET' && method !== 'HEAD') refuseMethod(exchange);
  else sendPage(exchange, { status: 200, title: 'Get paid', body: form(), origin: link.returnUrl });
}

async function answerPost(
  world: World,
  exchange: Exchange,
  link: StoredAccountLink,
): Promise<void> {
  const fields = await readForm(exchange);
  if (fields === null) return;
  const chosen = OUTCOMES.find(({ outcome }) => outcome === fields.get('outcome'));
  world.store.atomically(() => {
    world.store.update('account_link', { ...link, used: true });
    if (chosen) finishOnboarding(world, link.account, chosen.outcome);
  });
  redirect(exchange, link.returnUrl);
}

const OUTCOMES: readonly { outcome: OnboardingOutcome; label: string; note: string }[] = [
  { outcome: 'pays', label: 'Use a bank account that works', note: 'Payouts arrive.' },
  { outcome: 'fails', label: 'Use a bank account that fails', note: 'The bank returns payouts.' },
  { outcome: 'shares', label: 'Use the account that others use', note: 'Payouts arrive.' },
  { outcome: 'unfinished', label: 'Leave the bank account out', note: 'Something stays missing.' },
];

function form(): Html {
  return html`<main class="narrow"><section class="card">
    <h1 class="message">Get paid</h1>
    <p>A test of the form in which a creator says who they are and where their money goes.</p>
    <form method="post" class="stack">
      ${OUTCOMES.map(
        ({ outcome, label, note }, index) =>
          html`<button name="outcome" value="${outcome}"${index === 0 ? null : html` class="second"`} title="${note}">${label}</button>`,
      )}
    </form>
  </section></main>`;
}
