/** @jsxImportSource preact */

/** The product's picture in a box whose size is known before it loads; without one, its initial. */
export function Photo({
  imageUrl,
  alt,
  name,
}: {
  imageUrl: string | null;
  alt: string;
  name: string;
}) {
  return (
    <div class="photo">
      {imageUrl ? (
        <img src={imageUrl} alt={alt} width="1200" height="1200" fetchpriority="high" />
      ) : (
        <svg viewBox="0 0 100 100" aria-hidden="true">
          <text x="50" y="64" text-anchor="middle" font-size="40" font-weight="700">
            {[...name.trim()][0]?.toUpperCase() ?? ''}
          </text>
        </svg>
      )}
    </div>
  );
}
