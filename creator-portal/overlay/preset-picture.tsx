import { DEFAULT_OVERLAY_OPTIONS, type OverlayOptions } from '../../server/protocol/live.ts';

/** A small drawing of a look on a grey picture: its form and its colours, no words. */
export function PresetPicture({ look }: { look: Partial<OverlayOptions> }) {
  const options = { ...DEFAULT_OVERLAY_OPTIONS, ...look };
  const { theme, accent } = options;
  const plate = options.plate ?? (theme === 'paper' ? '#ffffff' : '#0b0d12');
  return (
    <svg aria-hidden="true" viewBox="0 0 96 54" className="block w-full rounded-sm">
      <rect width="96" height="54" fill="#8b9098" />
      <path d="M0 40 30 20 52 38 74 24 96 36V54H0z" fill="#747a83" />
      {theme === 'loose' ? (
        <Loose {...{ accent, plate }} hasAll={options.showPrice} />
      ) : (
        <Card {...{ theme, accent, plate }} />
      )}
    </svg>
  );
}

function Loose({ accent, plate, hasAll }: { accent: string; plate: string; hasAll: boolean }) {
  return (
    <>
      <rect x="6" y="24" width="14" height="4" fill={accent} />
      {hasAll && <rect x="6" y="29" width="26" height="5" fill={plate} />}
      {hasAll && <rect x="6" y="35" width="17" height="4" fill={plate} />}
      <rect x="6" y="40" width={hasAll ? 12 : 30} height="8" fill={plate} />
      {hasAll && <rect x="20" y="40" width="16" height="8" fill={plate} />}
      {hasAll && <Code x={40} y={34} />}
    </>
  );
}

function Card(card: { theme: OverlayOptions['theme']; accent: string; plate: string }) {
  const { theme, accent } = card;
  const isStrip = theme === 'strip';
  const isTicket = theme === 'ticket';
  const plate = isTicket ? accent : card.plate;
  const text = theme === 'paper' || isTicket ? '#0b0d12' : '#ffffff';
  const [x, width] = isStrip ? [4, 88] : [6, 48];
  const y = isStrip ? 34 : 24;
  return (
    <>
      <rect {...{ x, y, width }} height={52 - y - 1} rx={theme === 'paper' ? 3 : 0} fill={plate} />
      {theme === 'board' && <rect x="6" y="24" width="2" height="27" fill={accent} />}
      {isStrip && <rect {...{ x, y, width }} height="1.5" fill={accent} />}
      <rect x={x + 4} y={y + 4} width="9" height="3" fill={isTicket ? text : accent} />
      <rect x={x + 4} y={y + 9} width="20" height="3" fill={text} />
      <rect
        {...(isStrip ? { x: x + 34, y: y + 4 } : { x: x + 4, y: y + 16 })}
        width="22"
        height="6"
        fill={text}
      />
      <Code x={x + width - 17} y={isStrip ? y + 1.5 : y + 5} />
    </>
  );
}

function Code({ x, y }: { x: number; y: number }) {
  return (
    <>
      <rect {...{ x, y }} width="15" height="15" fill="#ffffff" />
      <path
        d={`M${x + 2} ${y + 2}h4v4h-4zM${x + 9} ${y + 2}h4v4h-4zM${x + 2} ${y + 9}h4v4h-4zM${x + 8} ${y + 8}h3v3h-3zM${x + 11} ${y + 11}h2v2h-2z`}
        fill="#0b0d12"
      />
    </>
  );
}
