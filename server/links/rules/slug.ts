/** A link's name in lower case, or null when no link can have it: 4–32 of [a-z0-9-]. */
export function readSlug(text: string): string | null {
  const slug = text.toLowerCase();
  return /^[a-z0-9-]{4,32}$/.test(slug) ? slug : null;
}
