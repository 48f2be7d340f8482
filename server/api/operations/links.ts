import { z } from 'zod';
import { createLinkForBrand, listLinksOfBrand } from '../../links/links-of-brand.ts';
import { id } from '../../protocol/id.schema.ts';
import { createLinkSchema } from '../../protocol/links.schema.ts';
import type { LinkView } from '../../protocol/links.ts';
import { link, pageOf } from '../answers.schema.ts';
import { operation } from '../operation.ts';
import { isoTime } from '../rules/iso-time.ts';

const newLink = createLinkSchema.pick({ contractId: true, dropId: true }).extend({
  slug: createLinkSchema.shape.slug
    .unwrap()
    .describe('The name in the address. Asked for again with the same content: the same link.'),
  label: createLinkSchema.shape.label.optional(),
});

export const linkOperations = [
  operation({
    id: 'listLinks',
    method: 'get',
    path: '/v1/links',
    tag: 'Links',
    summary: 'Links of your contracts, newest first, with what came by each',
    scope: 'links:read',
    querySchema: z.strictObject({ contractId: id.optional() }),
    answerSchema: pageOf(link),
    run: async (hub, { brand }, { query }) => {
      const links = await listLinksOfBrand(hub, brand.id);
      const shown = links.filter((one) => !query.contractId || one.contractId === query.contractId);
      return { items: shown.map(present), nextCursor: null };
    },
  }),
  operation({
    id: 'createLink',
    method: 'post',
    path: '/v1/links',
    tag: 'Links',
    summary: 'Create a tracked link for the creator of a contract',
    description:
      'The link leads to the drop that is named, or always to the current drop of the contract. ' +
      'Whoever follows it carries a signed click id in the parameter `dcc`.',
    scope: 'links:write',
    isLiveOnly: true,
    bodySchema: newLink,
    answerSchema: link,
    problems: ['not_found', 'link_slug_taken', 'contract_not_active'],
    example: { contractId: '01k0000000000000000000000x', slug: 'mara-autumn' },
    run: async (hub, { brand }, { body }) =>
      present(await createLinkForBrand(hub, brand.id, { ...body, label: body.label ?? '' })),
  }),
];

function present(view: LinkView) {
  return {
    id: view.id,
    contractId: view.contractId,
    slug: view.slug,
    url: view.url,
    spokenCode: view.spokenCode,
    label: view.label,
    dropId: view.dropId,
    state: view.state,
    createdAt: isoTime(view.createdAt),
    visits: view.visits,
    claims: view.claims,
    orders: view.orders,
  };
}
