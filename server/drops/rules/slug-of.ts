/** An address made of a title, with the end of the id so that two equal titles differ. */
export function slugOf(title: string, id: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 36);
  return `${words === '' ? 'drop' : words}-${id.slice(-5)}`.replace(/-{2,}/g, '-');
}
