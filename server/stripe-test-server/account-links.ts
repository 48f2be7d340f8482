import type Stripe from 'stripe';
import { findAccount } from './accounts.ts';
import type { Params } from './params.ts';
import { nowSeconds, type World } from './world.ts';

/** One way into the onboarding form, for one visit within five minutes. */
export interface StoredAccountLink {
  id: string;
  created: number;
  account: string;
  refreshUrl: string;
  returnUrl: string;
  used: boolean;
}

/** `POST /v1/account_links` */
export function createAccountLink(world: World, params: Params): Stripe.AccountLink {
  const account = findAccount(world, params.requiredText('account'));
  params.choice('type', ['account_onboarding', 'account_update']) ?? params.requiredText('type');
  const refreshUrl = params.requiredText('refresh_url');
  const returnUrl = params.requiredText('return_url');
  params.ignore(['collect', 'collection_options']);
  params.finish();
  const created = nowSeconds(world);
  const link = { id: world.newId('acl_'), created, account: account.id, refreshUrl, returnUrl };
  world.store.insert('account_link', { ...link, used: false });
  return {
    object: 'account_link',
    created,
    expires_at: created + LINK_SECONDS,
    url: `${world.pageBaseUrl()}/setup/${link.id}`,
  };
}

/** Whether the form behind a link can still be filled in. */
export function isLinkOpen(world: World, link: StoredAccountLink): boolean {
  return !link.used && nowSeconds(world) <= link.created + LINK_SECONDS;
}

const LINK_SECONDS = 300;
