import type { BrandView, CreatorView } from '../protocol/accounts.ts';
import type { CreatorProfile, MemberBrand } from './accounts.store.ts';

export function presentBrand(brand: MemberBrand): BrandView {
  return {
    id: brand.id,
    slug: brand.slug,
    name: brand.name,
    currency: brand.currency,
    timeZone: brand.timeZone,
    widgetOrigins: brand.widgetOrigins.split('\n').filter((origin) => origin !== ''),
    maxPayoutBpsPerOrder: brand.maxPayoutBpsPerOrder,
    rateFloorBps: brand.rateFloorBps,
    isDemo: brand.isDemo,
    role: brand.role,
  };
}

export function presentCreator(creator: CreatorProfile): CreatorView {
  const { id, handle, displayName, avatarHue, timeZone } = creator;
  return { id, handle, displayName, avatarHue, timeZone };
}
