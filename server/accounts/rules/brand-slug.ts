/** A brand's name as it stands in addresses: `Café Nørd` → `cafe-nord`. `brand` for an empty one. */
export function brandSlug(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return words || 'brand';
}
