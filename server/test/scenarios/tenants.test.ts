// long: one row a procedure, and all rows are read together.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMembers } from '../../audiences/add-members.ts';
import { createAudience } from '../../audiences/create-audience.ts';
import { createCodeBatch } from '../../claims/create-code-batch.ts';
import { openDock } from '../../dock/open-dock.ts';
import { newId } from '../../platform/ids.ts';
import { DEFAULT_TERMS } from '../../protocol/contracts.ts';
import { DEFAULT_OVERLAY_OPTIONS } from '../../protocol/live.ts';
import { askQuestion } from '../../questions/ask-question.ts';
import { appRouter } from '../../router.ts';
import { type AppServer, startAppServer } from '../app-server.ts';
import { makeLink } from '../factories.ts';
import { callRaw, listProcedures } from '../procedures.ts';
import { claimOne, makeShop, type Shop } from '../shop.ts';

type World = Shop & {
  audienceId: string;
  batchId: string;
  linkId: string;
  overlayId: string;
  claimId: string;
  versionId: string;
  dockId: string;
  questionId: string;
};
type Row = {
  /** Whose the thing is: nobody else may see that it exists. `anybody`: public or about oneself. */
  owner: 'brand' | 'creator' | 'party' | 'viewer' | 'anybody';
  /** An input that its owner could send. */
  input: (world: World) => object;
};

const TERMS = { ...DEFAULT_TERMS, currency: 'eur' };
const ofAudience = ({ brand, audienceId }: World) => ({ brandId: brand.id, audienceId });
const ofBatch = ({ brand, batchId }: World) => ({ brandId: brand.id, batchId });
const ofDrop = ({ brand, drop }: World) => ({ brandId: brand.id, dropId: drop.id });

const ofRehearsal = ({ brand, drop }: World) => ({ brandId: brand.id, rehearsalId: drop.id });
const REHEARSAL = { size: 10, mood: 'keen', leadSeconds: 10, minutes: 2 };

const ofEndpoint = ({ brand, drop }: World) => ({ brandId: brand.id, endpointId: drop.id });
const ENDPOINT = {
  url: 'https://evil.example.com/',
  description: '',
  eventTypes: ['order.paid'],
};

/** One row a procedure. A procedure without a row fails the test below, whatever it does. */
const ROWS: Record<string, Row> = {
  'accounts.me': { owner: 'anybody', input: () => ({}) },
  'accounts.hub': { owner: 'anybody', input: () => ({}) },
  'accounts.createBrand': { owner: 'anybody', input: () => ({}) },
  'accounts.becomeCreator': { owner: 'anybody', input: () => ({}) },
  'accounts.updateBrand': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, name: 'Mine now' }),
  },
  'accounts.members': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'accounts.inviteMember': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, email: 'me@evil.test', role: 'owner' }),
  },
  'accounts.revokeInvitation': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, invitationId: brand.id }),
  },
  'accounts.acceptInvitation': {
    owner: 'anybody',
    input: ({ brand }) => ({ invitationId: brand.id }),
  },
  'accounts.removeMember': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, memberId: brand.id }),
  },
  'reports.overview': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, days: 30 }),
  },
  'reports.creators': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'api.keys': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'api.createKey': {
    owner: 'brand',
    input: ({ brand }) => ({
      brandId: brand.id,
      name: 'Mine',
      mode: 'live',
      scopes: ['money:read'],
    }),
  },
  'api.rotateKey': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, keyId: drop.id, overlapHours: 1 }),
  },
  'api.revokeKey': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, keyId: drop.id }),
  },
  'reports.ltv': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'reports.attribution': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'reports.orderPaths': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'reports.mine': { owner: 'anybody', input: () => ({}) },
  'attribution.explainOrder': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, orderId: drop.id }),
  },
  'attribution.reattribute': {
    owner: 'brand',
    input: ({ brand, drop, contract }) => ({
      brandId: brand.id,
      orderId: drop.id,
      contractId: contract.id,
      reason: 'mine now',
    }),
  },
  'explanations.order': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, orderId: drop.id }),
  },
  'explanations.myOrder': { owner: 'creator', input: ({ drop }) => ({ orderId: drop.id }) },
  'explanations.missed': { owner: 'anybody', input: () => ({}) },
  'benefits.credit': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'benefits.creditHistory': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, emailKey: 'bea@home.test' }),
  },
  'benefits.vouchers': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'benefits.voucher': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, code: 'ABCDEFGHJK' }),
  },
  'benefits.redeemVoucher': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, code: 'ABCDEFGHJK' }),
  },
  'benefits.undoRedemption': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, code: 'ABCDEFGHJK' }),
  },
  'audiences.list': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'audiences.create': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, name: 'Mine now' }),
  },
  'audiences.rename': {
    owner: 'brand',
    input: (world) => ({ ...ofAudience(world), name: 'Mine now' }),
  },
  'audiences.archive': { owner: 'brand', input: ofAudience },
  'audiences.members': { owner: 'brand', input: ofAudience },
  'audiences.addMembers': {
    owner: 'brand',
    input: (world) => ({ ...ofAudience(world), addresses: ['me@evil.test'] }),
  },
  'audiences.removeMembers': {
    owner: 'brand',
    input: (world) => ({ ...ofAudience(world), addresses: ['member@viewer.test'] }),
  },
  'catalog.list': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'catalog.create': {
    owner: 'brand',
    input: ({ brand }) => ({
      brandId: brand.id,
      name: 'Cap',
      skus: [{ code: 'CAP', title: 'One size', priceMinor: 100, costMinor: 1 }],
    }),
  },
  'catalog.update': {
    owner: 'brand',
    input: ({ brand, sku }) => ({ brandId: brand.id, productId: sku.productId, name: 'Mine now' }),
  },
  'catalog.archive': {
    owner: 'brand',
    input: ({ brand, sku }) => ({ brandId: brand.id, productId: sku.productId }),
  },
  'checkout.listOrders': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'checkout.refund': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, orderId: drop.id, reason: 'to myself' }),
  },
  'claims.codeBatches': { owner: 'brand', input: ofDrop },
  'claims.codes': { owner: 'brand', input: ofBatch },
  'claims.createCodeBatch': {
    owner: 'brand',
    input: (world) => ({
      ...ofDrop(world),
      gateId: world.drop.gates[0]?.id ?? '',
      label: 'stolen',
      codes: { kind: 'printed', count: 1 },
    }),
  },
  'claims.revokeCodeBatch': { owner: 'brand', input: ofBatch },
  'claims.revokeGate': {
    owner: 'brand',
    input: (world) => ({ ...ofDrop(world), gateId: world.drop.gates[0]?.id ?? '' }),
  },
  'contracts.propose': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, email: 'me@evil.test', terms: TERMS }),
  },
  'contracts.proposeVersion': {
    owner: 'party',
    input: ({ contract }) => ({ contractId: contract.id, terms: TERMS }),
  },
  'contracts.counter': {
    owner: 'party',
    input: ({ contract, versionId }) => ({ contractId: contract.id, versionId, terms: TERMS }),
  },
  'contracts.withdraw': {
    owner: 'party',
    input: ({ contract, versionId }) => ({ contractId: contract.id, versionId }),
  },
  'contracts.accept': {
    owner: 'party',
    input: ({ contract, versionId }) => ({
      contractId: contract.id,
      versionId,
      termsHash: '0'.repeat(64),
    }),
  },
  'contracts.decline': {
    owner: 'party',
    input: ({ contract, versionId }) => ({ contractId: contract.id, versionId }),
  },
  'contracts.end': {
    owner: 'party',
    input: ({ contract }) => ({ contractId: contract.id, reason: 'because' }),
  },
  'contracts.listOfBrand': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'contracts.listMine': { owner: 'anybody', input: () => ({}) },
  'customers.list': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'customers.merges': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'customers.merge': {
    owner: 'brand',
    input: ({ brand, drop, sku }) => ({
      brandId: brand.id,
      customerIds: [drop.id, sku.id],
      reason: 'mine now',
    }),
  },
  'customers.undoMerge': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, mergeId: drop.id }),
  },
  'drops.list': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'drops.get': { owner: 'brand', input: ofDrop },
  'drops.listMine': { owner: 'anybody', input: () => ({}) },
  'drops.create': {
    owner: 'brand',
    input: ({ brand, sku, contract }) => ({
      brandId: brand.id,
      title: 'Mine now',
      startsAt: 1,
      endsAt: 2,
      items: [{ skuId: sku.id, priceMinor: 1, units: 1 }],
      gates: [{ contractId: contract.id, capUnits: null }],
    }),
  },
  'drops.changeDraft': {
    owner: 'brand',
    input: (world) => ({
      ...ofDrop(world),
      title: 'Mine now',
      startsAt: 1,
      endsAt: 2,
      items: [{ skuId: world.sku.id, priceMinor: 1, units: 1 }],
      gates: [],
    }),
  },
  'drops.discardDraft': { owner: 'brand', input: ofDrop },
  'drops.publish': { owner: 'brand', input: ofDrop },
  'drops.pause': { owner: 'brand', input: (world) => ({ ...ofDrop(world), reason: 'because' }) },
  'drops.resume': { owner: 'brand', input: ofDrop },
  'drops.extend': { owner: 'brand', input: (world) => ({ ...ofDrop(world), minutes: 5 }) },
  'drops.release': {
    owner: 'brand',
    input: (world) => ({ ...ofDrop(world), skuId: world.sku.id, units: 5 }),
  },
  'drops.end': { owner: 'brand', input: ofDrop },
  'rehearsals.start': { owner: 'brand', input: (world) => ({ ...ofDrop(world), ...REHEARSAL }) },
  'rehearsals.list': { owner: 'brand', input: ofDrop },
  'rehearsals.get': { owner: 'brand', input: ofRehearsal },
  'rehearsals.stop': { owner: 'brand', input: ofRehearsal },
  'rehearsals.remove': { owner: 'brand', input: ofRehearsal },
  'rehearsals.startMine': {
    owner: 'creator',
    input: ({ drop }) => ({ dropId: drop.id, ...REHEARSAL }),
  },
  // Another creator's rehearsals are none of theirs: an empty list.
  'rehearsals.listMine': { owner: 'anybody', input: ({ drop }) => ({ dropId: drop.id }) },
  'rehearsals.getMine': { owner: 'creator', input: ({ drop }) => ({ rehearsalId: drop.id }) },
  'rehearsals.stopMine': { owner: 'creator', input: ({ drop }) => ({ rehearsalId: drop.id }) },
  'rehearsals.removeMine': { owner: 'creator', input: ({ drop }) => ({ rehearsalId: drop.id }) },
  'fraud.list': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'fraud.decide': {
    owner: 'brand',
    input: ({ brand, drop }) => ({
      ...{ brandId: brand.id, flagId: drop.id },
      ...{ verdict: 'released', reason: 'mine' },
    }),
  },
  'fraud.reopen': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, flagId: drop.id, reason: 'mine' }),
  },
  'fulfilment.locations': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'fulfilment.saveCentral': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, country: 'DE' }),
  },
  'fulfilment.addLocation': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, name: 'My pop-up', country: 'DE' }),
  },
  'fulfilment.changeLocation': {
    owner: 'brand',
    input: ({ brand, drop }) => ({
      brandId: brand.id,
      locationId: drop.id,
      name: 'Mine now',
      country: 'DE',
    }),
  },
  'fulfilment.archiveLocation': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, locationId: drop.id }),
  },
  'fulfilment.list': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'fulfilment.findPickUp': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, text: '1001' }),
  },
  'fulfilment.finish': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, fulfilmentId: drop.id }),
  },
  'fulfilment.undo': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, fulfilmentId: drop.id }),
  },
  'lines.ofDrop': { owner: 'brand', input: ofDrop },
  'links.listMine': { owner: 'anybody', input: () => ({}) },
  'links.create': {
    owner: 'creator',
    input: ({ contract }) => ({ contractId: contract.id, label: 'stolen' }),
  },
  'links.pause': { owner: 'creator', input: ({ linkId }) => ({ linkId }) },
  'links.resume': { owner: 'creator', input: ({ linkId }) => ({ linkId }) },
  'links.end': { owner: 'creator', input: ({ linkId }) => ({ linkId }) },
  'links.orphans': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'links.hosts': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'links.addHost': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, host: 'evil.example.com' }),
  },
  'links.verifyHost': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, hostId: drop.id }),
  },
  'links.removeHost': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, hostId: drop.id }),
  },
  'live.overlays': { owner: 'anybody', input: () => ({}) },
  'live.createOverlay': { owner: 'anybody', input: () => ({}) },
  'live.duplicateOverlay': {
    owner: 'creator',
    input: ({ overlayId }) => ({ overlayId, name: 'Mine now' }),
  },
  'live.deleteOverlay': { owner: 'creator', input: ({ overlayId }) => ({ overlayId }) },
  'live.rotateKey': { owner: 'creator', input: ({ overlayId }) => ({ overlayId }) },
  'live.saveOptions': {
    owner: 'creator',
    input: ({ overlayId }) => ({
      overlayId,
      name: 'Mine now',
      layout: 'landscape',
      options: DEFAULT_OVERLAY_OPTIONS,
      basedOn: 'whatever',
    }),
  },
  'live.testMoment': {
    owner: 'creator',
    input: ({ overlayId }) => ({ overlayId, moment: 'sold_out' }),
  },
  'live.reload': { owner: 'creator', input: ({ overlayId }) => ({ overlayId }) },
  'live.previewAddress': { owner: 'creator', input: ({ overlayId }) => ({ overlayId }) },
  'payouts.earnings': { owner: 'anybody', input: () => ({}) },
  'payouts.myPayouts': { owner: 'anybody', input: () => ({}) },
  'payouts.preview': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'payouts.batches': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'payouts.createBatch': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'payouts.approve': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, batchId: drop.id }),
  },
  'payouts.orders': {
    owner: 'brand',
    input: ({ brand, batchId }) => ({ brandId: brand.id, itemId: batchId }),
  },
  'payouts.lock': { owner: 'brand', input: ofBatch },
  'payouts.send': { owner: 'brand', input: ofBatch },
  'payouts.sendItem': {
    owner: 'brand',
    input: ({ brand, batchId }) => ({ brandId: brand.id, itemId: batchId }),
  },
  'payouts.takeOut': {
    owner: 'brand',
    input: ({ brand, batchId }) => ({ brandId: brand.id, itemId: batchId }),
  },
  'payouts.statementOfCreator': {
    owner: 'brand',
    input: ({ brand, creator }) => ({
      brandId: brand.id,
      creatorId: creator.id,
      from: '2026-09-01',
      to: '2026-09-30',
    }),
  },
  'payouts.myStatement': {
    owner: 'anybody',
    input: () => ({ from: '2026-09-01', to: '2026-09-30' }),
  },
  'payouts.payoutAccount': { owner: 'anybody', input: () => ({}) },
  'payouts.startOnboarding': { owner: 'anybody', input: () => ({ country: 'DE' }) },
  'payouts.refreshPayoutAccount': { owner: 'anybody', input: () => ({}) },
  'payouts.cancel': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, batchId: drop.id }),
  },
  'payouts.markPaid': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, itemId: drop.id, note: 'by bank' }),
  },
  'popups.devices': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'popups.addDevice': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, locationId: drop.id, name: 'My till' }),
  },
  'popups.revokeDevice': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, deviceId: drop.id }),
  },
  'popups.releaseLease': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, leaseId: drop.id }),
  },
  'popups.incidents': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, isResolved: false }),
  },
  'popups.resolveIncident': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, incidentId: drop.id, resolution: 'done' }),
  },
  // A device shows its key; whoever has none is told so before anything is looked at.
  'popups.pair': { owner: 'anybody', input: () => ({}) },
  'popups.matrix': { owner: 'anybody', input: () => ({}) },
  'popups.lease': { owner: 'anybody', input: () => ({}) },
  'popups.giveBack': { owner: 'anybody', input: () => ({}) },
  'popups.sync': { owner: 'anybody', input: () => ({}) },
  'popups.takeMoney': { owner: 'anybody', input: () => ({}) },
  'uplift.list': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'uplift.incremental': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, from: 0 }),
  },
  'uplift.stop': { owner: 'brand', input: ofDrop },
  'push.remind': { owner: 'anybody', input: () => ({}) },
  'push.forget': { owner: 'anybody', input: () => ({}) },
  'push.move': { owner: 'anybody', input: () => ({}) },
  'dock.start': { owner: 'anybody', input: () => ({}) },
  'dock.standing': { owner: 'anybody', input: () => ({}) },
  'dock.list': { owner: 'anybody', input: () => ({}) },
  'dock.approve': { owner: 'anybody', input: () => ({}) },
  'dock.open': { owner: 'anybody', input: () => ({}) },
  'dock.revoke': { owner: 'creator', input: ({ dockId }) => ({ dockId }) },
  'dock.grants': { owner: 'brand', input: ofDrop },
  'dock.saveGrant': {
    owner: 'brand',
    input: (world) => ({
      ...ofDrop(world),
      contractId: world.contract.id,
      ...{ mayStart: true, mayPause: true, mayEnd: true },
      ...{ releaseUnits: 100, extendMinutes: 60 },
    }),
  },
  'dock.commands': { owner: 'brand', input: ofDrop },
  'questions.ofDrop': { owner: 'brand', input: ofDrop },
  'questions.hide': {
    owner: 'brand',
    input: (world) => ({ ...ofDrop(world), questionId: world.questionId, isHidden: true }),
  },
  'viewer.askQuestion': { owner: 'anybody', input: () => ({}) },
  'viewer.questions': { owner: 'anybody', input: () => ({}) },
  'viewer.drop': { owner: 'anybody', input: () => ({}) },
  'viewer.time': { owner: 'anybody', input: () => ({}) },
  'viewer.confirmClick': { owner: 'anybody', input: () => ({}) },
  'viewer.chooseMeasurement': { owner: 'anybody', input: () => ({}) },
  'viewer.issueToken': { owner: 'anybody', input: () => ({}) },
  'viewer.hold': { owner: 'anybody', input: () => ({}) },
  'viewer.sendProofCode': { owner: 'anybody', input: () => ({}) },
  'viewer.proveAddress': { owner: 'anybody', input: () => ({}) },
  'viewer.provenAddress': { owner: 'anybody', input: () => ({}) },
  'viewer.claim': { owner: 'viewer', input: ({ claimId }) => ({ claimId }) },
  'viewer.myClaim': { owner: 'anybody', input: () => ({}) },
  'viewer.extend': { owner: 'viewer', input: ({ claimId }) => ({ claimId }) },
  'viewer.release': { owner: 'viewer', input: ({ claimId }) => ({ claimId }) },
  'viewer.joinLine': { owner: 'anybody', input: () => ({}) },
  'viewer.myPlace': { owner: 'anybody', input: () => ({}) },
  'viewer.leaveLine': { owner: 'viewer', input: ({ drop }) => ({ dropId: drop.id }) },
  'viewer.credit': {
    owner: 'viewer',
    input: ({ claimId }) => ({ claimId, proof: 'not-a-proof' }),
  },
  'viewer.checkout': { owner: 'viewer', input: ({ claimId }) => ({ claimId }) },
  'calendar.renewMine': { owner: 'anybody', input: () => ({}) },
  'shops.list': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'shops.connect': {
    owner: 'brand',
    input: ({ brand }) => ({
      brandId: brand.id,
      kind: 'shopify',
      name: 'Mine now',
      secret: 'a secret of mine',
    }),
  },
  'shops.remove': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, shopId: drop.id }),
  },
  'webhooks.endpoints': { owner: 'brand', input: ({ brand }) => ({ brandId: brand.id }) },
  'webhooks.create': {
    owner: 'brand',
    input: ({ brand }) => ({ brandId: brand.id, ...ENDPOINT }),
  },
  'webhooks.change': {
    owner: 'brand',
    input: (world) => ({ ...ofEndpoint(world), ...ENDPOINT }),
  },
  'webhooks.disable': { owner: 'brand', input: ofEndpoint },
  'webhooks.enable': { owner: 'brand', input: ofEndpoint },
  'webhooks.remove': { owner: 'brand', input: ofEndpoint },
  'webhooks.rotateSecret': {
    owner: 'brand',
    input: (world) => ({ ...ofEndpoint(world), overlapHours: 1 }),
  },
  'webhooks.sendTest': { owner: 'brand', input: ofEndpoint },
  'webhooks.deliveries': { owner: 'brand', input: ofEndpoint },
  'webhooks.delivery': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, deliveryId: drop.id }),
  },
  'webhooks.replay': {
    owner: 'brand',
    input: ({ brand, drop }) => ({ brandId: brand.id, deliveryId: drop.id }),
  },
};

describe('tenants are apart', () => {
  let app: AppServer;
  let world: World;
  const cookies: Record<string, string> = { anonymous: '' };

  beforeAll(async () => {
    app = await startAppServer();
    const { hub } = app;
    const now = hub.clock.now();
    const shop = await makeShop(hub);
    const link = await makeLink(hub, { contractId: shop.contract.id });
    const { claim } = await claimOne(hub, shop);
    const overlayId = newId(now);
    await hub.db.overlay.create({
      data: {
        id: overlayId,
        creatorId: shop.creator.id,
        name: 'Mine',
        keyHash: 'x',
        createdAt: now,
      },
    });
    await openDock(hub, shop.creator.id, { name: 'OBS' });
    const { id: dockId } = await hub.db.dock.findFirstOrThrow();
    const text = 'Does it run small?';
    const asked = { dropId: shop.drop.id, text, visitorId: 'bea' };
    const { id: questionId } = await askQuestion(hub, asked);
    const versionId = shop.contract.version.id;
    const audience = await createAudience(hub, { brandId: shop.brand.id, name: 'Members' });
    await addMembers(hub, {
      brandId: shop.brand.id,
      audienceId: audience.id,
      addresses: ['member@viewer.test'],
    });
    const batch = await createCodeBatch(hub, {
      brandId: shop.brand.id,
      dropId: shop.drop.id,
      gateId: shop.drop.gates[0]?.id ?? '',
      label: 'Flyer',
      codes: { kind: 'printed', count: 1 },
      expiresAt: null,
    });
    world = {
      ...shop,
      audienceId: audience.id,
      batchId: batch.id,
      linkId: link.id,
      overlayId,
      claimId: claim.id,
      versionId,
      dockId,
      questionId,
    };

    const person = await app.signIn('nobody@stream.test');
    const creator = await app.signIn('other-creator@stream.test');
    const brand = await app.signIn('other-brand@stream.test');
    Object.assign(cookies, { person: person.cookie, creator: creator.cookie, brand: brand.cookie });
    const other = await makeShop(hub);
    await hub.db.creator.update({
      where: { id: other.creator.id },
      data: { userId: creator.userId },
    });
    await hub.db.brandMember.updateMany({
      where: { brandId: other.brand.id },
      data: { userId: brand.userId },
    });
  });
  afterAll(() => app.close());

  it('has a row for every procedure of the router', () => {
    const paths = listProcedures(appRouter).map(({ path }) => path);
    expect(Object.keys(ROWS).sort()).toEqual(paths.sort());
  });

  const guarded = Object.entries(ROWS).filter(([, { owner }]) => owner !== 'anybody');

  it.each(guarded)(
    '%s tells a stranger of another’s thing what it tells of a missing one',
    async (path, row) => {
      const theirs = row.input(world);
      const missing = withMissingIds(theirs, app.hub.clock.now());
      for (const [who, cookie] of Object.entries(cookies)) {
        const [own, none] = await Promise.all(
          [theirs, missing].map((input) =>
            callRaw(app.origin, path, { body: JSON.stringify(input), cookie }),
          ),
        );
        const needsSignIn = row.owner !== 'viewer';
        const expected = who === 'anonymous' && needsSignIn ? 401 : 404;
        // Whoever has no creator profile is told so before any id is looked at.
        const allowed = row.owner === 'creator' && who !== 'creator' ? [expected, 403] : [expected];
        expect(allowed, `${who}: ${own?.text}`).toContain(own?.status);
        expect(none?.text, who).toBe(own?.text);
      }
    },
  );

  it('has changed nothing', async () => {
    const { db } = app.hub;
    expect((await db.brand.findUniqueOrThrow({ where: { id: world.brand.id } })).name).toBe(
      world.brand.name,
    );
    expect(await db.memberInvitation.count()).toBe(0);
    expect((await db.link.findUniqueOrThrow({ where: { id: world.linkId } })).endedAt).toBeNull();
    expect((await db.drop.findUniqueOrThrow({ where: { id: world.drop.id } })).endedAt).toBeNull();
    expect(await db.codeBatch.findMany()).toMatchObject([{ label: 'Flyer', revokedAt: null }]);
    expect(await db.gate.count({ where: { tokensRevokedAt: { not: null } } })).toBe(0);
    expect(await db.audience.findMany()).toMatchObject([{ name: 'Members', archivedAt: null }]);
    expect(await db.audienceMember.count()).toBe(1);
    expect(await db.dockGrant.count()).toBe(0);
    expect(await db.dock.count({ where: { revokedAt: { not: null } } })).toBe(0);
    expect(await db.question.count({ where: { hiddenAt: { not: null } } })).toBe(0);
    expect(await db.product.count({ where: { brandId: world.brand.id } })).toBe(1);
  });
});

/** The same input with ids that belong to nobody. */
function withMissingIds(input: object, now: Date): object {
  const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-z]{26}$/.test(value);
  return JSON.parse(
    JSON.stringify(input, (_key, value) => (isId(value) ? newId(now) : value)),
  ) as object;
}
