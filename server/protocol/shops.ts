/** Shop systems that tell us of their orders by signed webhooks. */
export const SHOP_KINDS = { shopify: 'Shopify', woocommerce: 'WooCommerce' } as const;
export type ShopKind = keyof typeof SHOP_KINDS;

export type ShopConnectionView = {
  id: string;
  kind: ShopKind;
  name: string;
  /** Where the shop sends its webhooks. */
  webhookUrl: string;
  createdAt: number;
  lastReceivedAt: number | null;
  lastTopic: string | null;
  /** Why the last message was refused; null: it was taken. */
  lastProblem: string | null;
};
