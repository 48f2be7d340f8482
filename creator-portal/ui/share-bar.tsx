/** Parts of a whole in one bar: full, hatched and empty. The caller gives the same in words. */
export function ShareBar(bar: { label: string; full: number; hatched: number; total: number }) {
  const share = (part: number) => `${bar.total === 0 ? 0 : (part / bar.total) * 100}%`;
  return (
    <div
      role="img"
      aria-label={bar.label}
      className="flex h-2.5 w-full min-w-20 overflow-hidden rounded-sm bg-sunken"
    >
      <span className="bg-ink" style={{ width: share(bar.full) }} />
      <span className="fill-held" style={{ width: share(bar.hatched) }} />
    </div>
  );
}
