/** The hue of a generated avatar, 0–359: always the same for one handle, spread over many. */
export function avatarHue(handle: string): number {
  let hash = 7;
  for (const char of handle) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 100_003;
  return hash % 360;
}
