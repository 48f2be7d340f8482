/** @jsxImportSource preact */

/**
 * A creator's round initial. Drawn as SVG: its colour is an attribute, which the pages' security
 * policy allows, where a style would not be.
 */
export function Avatar({ displayName, hue }: { displayName: string; hue: number }) {
  return (
    <svg class="avatar" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
      <circle cx="20" cy="20" r="20" fill={`hsl(${hue} 60% 82%)`} />
      <text x="20" y="26" text-anchor="middle" font-size="17" font-weight="650" fill="#1a1913">
        {[...displayName.trim()][0]?.toUpperCase() ?? '?'}
      </text>
    </svg>
  );
}
