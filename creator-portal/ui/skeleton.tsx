/** Grey rows the height of the table that will stand here. */
export function RowsSkeleton({ rows }: { rows: number }) {
  return (
    <div className="rounded-lg border border-line bg-surface">
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <div
          key={key}
          className="flex h-13 items-center gap-4 border-t border-line px-4 first:border-t-0"
        >
          <div className="skeleton h-4 w-1/3" />
          <div className="skeleton ml-auto h-4 w-16" />
          <div className="skeleton hidden h-4 w-16 sm:block" />
        </div>
      ))}
    </div>
  );
}

/** Grey tiles the size of a row of figures. */
export function TilesSkeleton({ tiles }: { tiles: number }) {
  return (
    <div className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line lg:grid-cols-4">
      {Array.from({ length: tiles }, (_, tile) => `tile-${tile}`).map((key) => (
        <div key={key} className="h-28 bg-surface p-4">
          <div className="skeleton h-4 w-20" />
          <div className="skeleton mt-3 h-8 w-28" />
        </div>
      ))}
    </div>
  );
}

/** One grey block. */
export function BlockSkeleton({ className }: { className: string }) {
  return <div className={`skeleton ${className}`} />;
}
