/** The mark of Dropcast: a D that casts. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-8 shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path d="M8 7h7a9 9 0 0 1 0 18H8z" className="fill-accent-ink" />
      <circle cx="15" cy="16" r="3.5" className="fill-accent" />
    </svg>
  );
}
