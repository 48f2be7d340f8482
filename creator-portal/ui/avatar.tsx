/** The first letters of a name on a tone of its own. Decoration: the name stands beside it. */
export function Avatar({ name, hue }: { name: string; hue: number }) {
  const letters = name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-full text-xs font-semibold text-[#1a1913]"
      style={{ background: `hsl(${hue} 62% 78%)` }}
    >
      {letters}
    </span>
  );
}
