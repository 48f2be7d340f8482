/** What a picture says of itself. Sizes in pixels. */
export type ImageFacts = {
  contentType: 'image/png' | 'image/jpeg' | 'image/webp';
  widthPx: number;
  heightPx: number;
};

/**
 * Reads the kind and size of a picture from its own bytes; null for anything else, whatever its
 * name or header said. Sources: PNG § 11.2.2, JPEG (ITU T.81) B.2.2, WebP container (RFC 9649).
 */
export function sniffImage(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 32) return null;
  if (view.getUint32(0) === 0x89504e47) {
    return { contentType: 'image/png', widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
  }
  if (view.getUint16(0) === 0xffd8) return sniffJpeg(view);
  if (text(bytes, 0) === 'RIFF' && text(bytes, 8) === 'WEBP') return sniffWebp(bytes, view);
  return null;
}

function sniffJpeg(view: DataView): ImageFacts | null {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return {
        contentType: 'image/jpeg',
        heightPx: view.getUint16(at + 5),
        widthPx: view.getUint16(at + 7),
      };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function sniffWebp(bytes: Uint8Array, view: DataView): ImageFacts | null {
  const contentType = 'image/webp';
  switch (text(bytes, 12)) {
    case 'VP8X':
      return {
        contentType,
        widthPx: 1 + (view.getUint32(24, true) & 0xffffff),
        heightPx: 1 + (view.getUint32(27, true) & 0xffffff),
      };
    case 'VP8 ':
      return {
        contentType,
        widthPx: view.getUint16(26, true) & 0x3fff,
        heightPx: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { contentType, widthPx: 1 + (bits & 0x3fff), heightPx: 1 + ((bits >> 14) & 0x3fff) };
    }
    default:
      return null;
  }
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.slice(at, at + 4));
}
