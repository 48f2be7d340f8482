// long: one table of all problems, so that none is said twice.
/**
 * Every problem that a person can meet, in one table: its HTTP status, and a sentence that says what
 * happened and what to do. The code is the contract; sentences may be reworded.
 */
export const PROBLEMS = {
  // anybody, anywhere
  bad_input: [400, 'Some of what was sent is missing or not in the expected form.'],
  not_signed_in: [401, 'Sign in to go on.'],
  not_allowed: [403, 'Your role in this workspace does not allow this. Ask an owner.'],
  cross_site: [403, 'This request came from another site and was refused.'],
  not_found: [404, 'There is nothing here under this address.'],
  method_not_allowed: [405, 'This address does not take that kind of request.'],
  unsupported_media_type: [415, 'Send this as application/json.'],
  too_large: [413, 'That is more than can be taken at once.'],
  too_many_requests: [429, 'That was a lot at once. Wait a moment and try again.'],
  busy: [
    503,
    'Very many people are here right now. Your request was not done; try again in a moment.',
  ],
  bug: [500, 'Something broke on our side. It was reported; nothing was charged for this step.'],

  // accounts
  sign_in_refused: [401, 'This address and password do not belong together.'],
  sign_in_link_gone: [
    410,
    'This link was already used or has run out. Have a new one sent to you.',
  ],
  email_taken: [
    409,
    'There is already a sign-in for this address. Sign in, or have a sign-in link sent to you.',
  ],
  handle_taken: [409, 'This handle belongs to somebody else. Choose another.'],
  already_creator: [409, 'You already have a creator profile.'],
  invitation_gone: [410, 'This invitation was withdrawn or already used. Ask for a new one.'],
  email_not_verified: [403, 'Confirm your e-mail address first: open the link that we sent you.'],
  last_owner: [409, 'A workspace needs at least one owner. Make somebody else owner first.'],
  already_member: [409, 'This person is already in the workspace.'],

  // contracts
  contract_not_active: [
    409,
    'This contract is not active: both sides must have accepted it and it must not have ended.',
  ],
  contract_exists: [
    409,
    'There is already a contract with this creator. Propose a new version of it.',
  ],
  version_not_open: [
    409,
    'This version was already accepted or declined, or replaced by a newer one.',
  ],
  terms_not_read: [
    409,
    'These are not the terms that you read. Load the page again and read them before you accept.',
  ],
  terms_unchanged: [409, 'These are the very terms that are on the table. Change some, or accept.'],
  rate_below_floor: [422, 'A rate is below the floor that was agreed for this contract.'],
  own_proposal: [409, 'You proposed this version yourself; the other side accepts it.'],
  contract_ended: [409, 'This contract has ended.'],

  // catalog
  sku_code_taken: [409, 'You already have an article with this code.'],
  image_not_readable: [
    422,
    'This picture could not be read. Use a PNG, JPEG or WebP of at most 2 MB.',
  ],

  // drops
  slug_taken: [409, 'This address is already in use. Choose another.'],
  drop_not_draft: [
    409,
    'A published drop cannot be changed like this. Extend, release or pause it instead.',
  ],
  drop_incomplete: [409, 'The drop cannot be published yet. See the list of what is missing.'],
  done_already: [
    409,
    'Your first try was carried out after all, as it was then. Close this and look before you go on.',
  ],
  drop_not_running: [409, 'This is only possible while the drop is running.'],
  drop_over: [409, 'This drop has ended.'],
  rehearsal_running: [
    409,
    'A rehearsal is already running. End it first, or wait until it is over.',
  ],
  rehearsal_without_creator: [
    409,
    'A rehearsal needs a creator with a contract in force. Add one to the drop first.',
  ],
  rehearsal_over: [409, 'This rehearsal is over.'],

  // links
  link_paused: [410, 'This link is paused.'],
  link_ended: [409, 'This link has ended. Create a new one.'],
  link_slug_taken: [409, 'This link name is taken. Choose another.'],
  host_not_public: [422, 'This is no public host name. Write it like shop.example.com.'],
  host_not_verified: [
    409,
    'Links lead only to hosts that the brand has verified. Ask the brand to verify this one in its settings.',
  ],
  too_many_overlays: [409, 'You can have 20 overlays. Delete one that you no longer need.'],
  overlay_changed: [409, 'This overlay was changed elsewhere. Look again before you save.'],
  too_many_hosts: [409, 'A brand can have 20 hosts. Remove one that you no longer need.'],

  // claims
  drop_not_started: [409, 'This drop has not started yet.'],
  drop_ended: [410, 'This drop has ended.'],
  drop_paused: [409, 'This drop is paused for a moment. Your place on this page is kept.'],
  drop_sold_out: [
    409,
    'Sold out. Units of lapsed holds may come back; stay on this page to see them.',
  ],
  not_enough_units: [409, 'There are fewer units left than you asked for.'],
  gate_closed: [403, 'This drop is not open through this creator right now.'],
  gate_full: [409, 'All units of this creator are taken. Another creator may still have some.'],
  limit_reached: [409, 'You have reached the limit per customer for this drop.'],
  token_invalid: [403, 'This claim right is not valid. Open the link again.'],
  token_expired: [403, 'This claim right has run out. Open the link again.'],
  token_used: [409, 'This claim right was already used.'],
  idempotency_conflict: [409, 'The same request key was used for another request.'],
  claim_not_held: [409, 'This claim is no longer held.'],
  claim_expired: [410, 'The hold on this claim has run out and its units went back.'],
  claim_already_extended: [409, 'A hold can be extended once.'],
  claim_already_paid: [409, 'This claim is already paid.'],
  customer_limit_at_payment: [
    409,
    'This address has reached the limit for this drop. Your payment was sent back.',
  ],
  drop_not_published: [
    409,
    'Publish the drop first. Until then its creators can change, and codes would be lost with them.',
  ],
  token_revoked: [403, 'This claim right was withdrawn. Open the link again.'],
  not_your_turn: [409, 'It is not your turn yet. Stay on this page: it goes on by itself.'],
  draw_only: [409, 'Units of this drop are drawn by lot. Enter the draw on this page.'],
  not_for_audience: [
    403,
    'This is open to another audience. Prove your address if you belong to it.',
  ],
  code_unknown: [404, 'This code is not known. Check it letter by letter.'],
  code_used_up: [409, 'This code was already used.'],
  code_gone: [410, 'This code is no longer valid.'],
  note_missing: [422, 'Fill in what the drop asks for.'],
  pick_up_unknown: [409, 'Nothing can be collected there. Choose another place or have it sent.'],
  no_shipping: [409, 'This drop is for pick-up only. Choose where you collect it.'],

  // lines
  line_closed: [409, 'This line is closed.'],
  already_in_line: [409, 'You are already in this line.'],

  // audiences
  audience_name_taken: [409, 'You already have an audience of this name, perhaps an archived one.'],

  // proof of an address
  proof_invalid: [403, 'Your proven address has run out. Prove it again.'],
  wrong_code: [403, 'This is not the code that we sent. Check the newest mail.'],

  no_gate: [403, 'This drop is open through its creators. Choose the creator who sent you.'],

  // customers
  same_customer: [409, 'This is one and the same customer. Choose two.'],
  merge_undone: [409, 'This merge was already undone.'],
  merge_not_last: [409, 'A later merge builds on this one. Undo the later one first.'],

  // checkout
  payment_declined: [402, 'The card was declined. Your units stay held; try again.'],
  payment_unavailable: [
    502,
    'The payment service did not answer. Your units stay held; try again.',
  ],
  refund_too_large: [409, 'That is more than is left on this order.'],
  refund_changed: [
    409,
    'Something was refunded on this order meanwhile, perhaps by your first try. Close this and look at it before you give more back.',
  ],
  refund_in_shop: [
    409,
    'This was paid in your own shop: give the money back there, and the shop reports it.',
  ],
  refund_failed: [502, 'The payment service refused this refund.'],
  signature_invalid: [400, 'The signature of this event is not valid.'],

  // vouchers
  voucher_unknown: [404, 'There is no voucher with this code here. Check it letter by letter.'],
  voucher_used: [409, 'This voucher was already used.'],
  voucher_expired: [410, 'This voucher has run out.'],
  voucher_void: [410, 'This voucher is no longer valid: its order was refunded.'],
  voucher_undo_over: [
    409,
    'This can no longer be undone: a voucher can be taken back for 5 minutes.',
  ],

  // fulfilment
  location_name_taken: [409, 'You already have a location of this name. Choose another.'],
  location_in_use: [
    409,
    'A drop that is not over has stock here, or orders still wait here. Finish them first.',
  ],
  pick_up_unknown_code: [
    404,
    'No order waits under this code or number. Check it letter by letter.',
  ],
  fulfilment_done: [409, 'This was already handed over or sent.'],
  fulfilment_canceled: [409, 'This order was refunded in full: do not hand it over or send it.'],
  undo_too_late: [409, 'This can be taken back for five minutes only.'],

  // pop-ups
  pair_code_unknown: [404, 'No device waits for this code. Make a new one in the portal.'],
  device_unknown: [403, 'This device is no longer paired. Pair it again in the portal.'],
  lease_no_extras: [
    409,
    'A drop with an add-on, credit or voucher cannot be sold at a counter without a network.',
  ],
  lease_too_small: [409, 'More was to be given back than is left. Report the sales first.'],
  paid_too_late: [
    409,
    'These units were given back before the money was reported. Give the buyer the money back.',
  ],
  refund_at_counter: [409, 'This was paid at the counter: give the money back there.'],

  flag_decided: [409, 'Somebody has decided this in the meantime. Look at it again.'],
  held_out: [
    403,
    'You see the ordinary offer: the article is in the brand’s own shop, at its usual price.',
  ],
  // payouts
  nothing_to_pay: [
    409,
    'Nothing is due for payout yet: all earnings are on hold, paid or below the minimum.',
  ],
  batch_not_open: [409, 'This batch was already approved or canceled.'],
  batch_changed: [409, 'This batch has changed since you looked at it. Look again, then approve.'],
  item_not_payable: [
    409,
    'This payout cannot be paid: it was paid, is on its way, or its batch is not approved.',
  ],
  item_on_hold: [
    409,
    'An order in this payout is set aside. Take the payout out of the batch, or decide the hold first.',
  ],
  item_moved_on: [
    409,
    'The money of this payout is available again and in another batch by now. Pay it there.',
  ],
  payout_account_missing: [
    409,
    'This creator has no payout account that can take money. Pay outside and mark it, or wait until it is set up.',
  ],
  payout_account_unavailable: [502, 'The payment service did not answer. Try again in a moment.'],

  // the integration API
  api_key_invalid: [
    401,
    'Send a valid key as `Authorization: Bearer dc_live_…`. Keys are made in the portal’s settings.',
  ],
  scope_missing: [403, 'This key may not do that. Make one with the scope that is named.'],
  live_key_needed: [403, 'A test key cannot do this: nothing real may come of a test.'],
  key_replaced: [409, 'This key was already replaced or revoked. Rotate the newer one.'],
  event_conflict: [409, 'This event id was used before with another content.'],
  order_not_reported: [
    409,
    'No sale was reported under this order id yet. Report the sale first, then this.',
  ],
  order_reported_already: [409, 'This order was already reported, under another event id.'],

  // webhooks
  url_not_public: [422, 'This address cannot be called: it must be https on the public internet.'],
  endpoint_disabled: [409, 'This endpoint is switched off. Switch it on first.'],
  too_many_endpoints: [409, 'A brand can have 20 endpoints. Remove one first.'],

  // live
  key_invalid: [
    403,
    'This overlay address is no longer valid. Copy the current one from the portal.',
  ],
  overlay_deleted: [410, 'This overlay was deleted. Choose another one in the portal.'],
  dock_code_unknown: [404, 'No dock shows this code. Codes run out after ten minutes: look again.'],
  dock_unknown: [403, 'This dock is no longer signed in. Sign it in again with a new code.'],
  dock_conflict: [
    409,
    'Somebody has changed the drop since you looked. Look again, then press again.',
  ],
  dock_limit: [409, 'This is more than the brand has allotted to you in this drop.'],
  dock_forbidden: [403, 'The brand has not allowed this for you in this drop.'],
  questions_closed: [409, 'Questions can be asked until the drop ends.'],
  visitor_unknown: [
    403,
    'Your browser kept no cookie of this page, so the answer could not find you. Allow cookies and reload.',
  ],
  question_limit: [
    409,
    'You have asked enough for now. Ask again when one of your questions was answered.',
  ],
  protocol_unsupported: [400, 'This page is older than the hub. Reload it.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

/** A word that programs may rely on. */
export type ProblemCode = keyof typeof PROBLEMS;

/** What every error answer carries, on every channel. */
export type ProblemView = {
  code: ProblemCode;
  message: string;
  /** For `bad_input`: which field, and what is wrong with it. */
  fields?: { path: string; message: string }[];
  /** For `drop_incomplete`: sentences that say what is missing. */
  missing?: string[];
  /** Seconds after which trying again makes sense. */
  retryAfterSeconds?: number;
};
