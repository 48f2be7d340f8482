import { z } from 'zod';
import { listDrops } from '../../drops/list-drops.ts';
import { readDrop } from '../../drops/read-drop.ts';
import { id } from '../../protocol/id.schema.ts';
import { drop, dropStock, pageOf } from '../answers.schema.ts';
import { operation } from '../operation.ts';
import { isoTime } from '../rules/iso-time.ts';

const DROPS = { tag: 'Drops', scope: 'drops:read' } as const;

export const dropOperations = [
  operation({
    ...DROPS,
    id: 'listDrops',
    method: 'get',
    path: '/v1/drops',
    summary: 'Your drops, the latest start first',
    answerSchema: pageOf(drop),
    run: async (hub, { brand }) => ({
      items: (await listDrops(hub, brand.id)).map((one) => ({
        id: one.id,
        slug: one.slug,
        title: one.title,
        phase: one.phase,
        startsAt: isoTime(one.startsAt),
        endsAt: isoTime(one.endsAt),
        url: `${hub.publicUrl}/d/${one.slug}`,
        orders: one.orders,
        netRevenue: { minor: one.netRevenueMinor, currency: one.currency },
        stock: one.stock,
      })),
      nextCursor: null,
    }),
  }),
  operation({
    ...DROPS,
    id: 'readStock',
    method: 'get',
    path: '/v1/drops/{dropId}/stock',
    summary: 'What is left of a drop, for each article',
    pathSchema: z.strictObject({ dropId: id }),
    answerSchema: dropStock,
    run: async (hub, { brand }, { path }) => {
      const { phase, stock, items } = await readDrop(hub, { brandId: brand.id, ...path });
      const shown = items.map(({ skuId, productName, title, priceMinor, stock: left }) => ({
        skuId,
        productName,
        title,
        priceMinor,
        stock: left,
      }));
      return { dropId: path.dropId, phase, stock, items: shown };
    },
  }),
];
