export const SCENES = ['game', 'talk', 'table', 'studio'] as const;
export type Scene = (typeof SCENES)[number];

/** A drawn picture behind the preview, so that one sees how the overlay stands on a stream. */
export function SampleScene({ scene }: { scene: Scene }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1920 1080"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-0 size-full"
    >
      {DRAWN[scene]}
    </svg>
  );
}

const person = (skin: string, shirt: string) => (
  <>
    <path d="M560 1080c20-260 150-360 400-360s380 100 400 360z" fill={shirt} />
    <rect x="880" y="600" width="160" height="180" rx="60" fill={skin} />
    <ellipse cx="960" cy="440" rx="170" ry="210" fill={skin} />
    <path
      d="M780 430c-20-220 100-270 190-266 130 6 210 90 172 280-20-90-70-130-180-134-90-2-150 40-182 120z"
      fill="#2b1d16"
    />
  </>
);

const DRAWN = {
  game: (
    <>
      <rect width="1920" height="1080" fill="#7fc4e8" />
      <circle cx="1540" cy="210" r="110" fill="#fff3b8" />
      <path d="M0 560 360 330 640 560 980 270 1400 600 1920 380V1080H0z" fill="#5d8f6a" />
      <path d="M0 700c300-90 520-40 800 20s700 60 1120-60v420H0z" fill="#3c6b3f" />
      {[120, 420, 1180, 1500, 1760].map((x) => (
        <path key={x} d={`M${x} 780l70-190 70 190z`} fill="#1f4a2a" />
      ))}
      <rect x="760" y="560" width="400" height="60" fill="#b5713c" />
      <rect x="920" y="430" width="80" height="130" rx="16" fill="#e33d3d" />
      <rect x="932" y="390" width="56" height="56" rx="12" fill="#f3c9a5" />
      <rect x="60" y="50" width="380" height="36" rx="18" fill="#00000066" />
      <rect x="60" y="50" width="250" height="36" rx="18" fill="#f04848" />
    </>
  ),
  talk: (
    <>
      <rect width="1920" height="1080" fill="#3a2f45" />
      <rect x="120" y="120" width="420" height="560" fill="#4d3d5c" />
      {[0, 1, 2].map((row) => (
        <path key={row} d={`M150 ${290 + row * 190}h360`} stroke="#2a2133" strokeWidth="16" />
      ))}
      <circle cx="1600" cy="300" r="200" fill="#ff9f5a" opacity="0.35" />
      <rect x="1585" y="300" width="30" height="500" fill="#241c2c" />
      {person('#d9a07a', '#2f7f86')}
    </>
  ),
  table: (
    <>
      <rect width="1920" height="1080" fill="#e9dfd0" />
      <rect y="640" width="1920" height="440" fill="#b98a5e" />
      <path d="M0 700h1920M0 820h1920M0 960h1920" stroke="#a27548" strokeWidth="6" />
      <rect x="420" y="330" width="330" height="440" rx="18" fill="#2f4a3c" />
      <rect x="470" y="470" width="230" height="140" fill="#e9dfd0" />
      <path d="M860 760c0-260 40-330 130-330s130 70 130 330z" fill="#d4573b" />
      <rect x="930" y="350" width="120" height="90" rx="10" fill="#1d1d1d" />
      <ellipse cx="1400" cy="740" rx="240" ry="70" fill="#f8f4ec" />
      <ellipse cx="1400" cy="725" rx="180" ry="46" fill="#d9d2c4" />
    </>
  ),
  studio: (
    <>
      <rect width="1920" height="1080" fill="#ffffff" />
      <path d="M0 760h1920v320H0z" fill="#f4f4f4" />
      {person('#f1c7a8', '#dfe4ea')}
    </>
  ),
} satisfies Record<Scene, unknown>;
