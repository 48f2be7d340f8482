import { crc32, deflateSync } from 'node:zlib';

/**
 * A black-and-white picture as a PNG: one bit per pixel, no filter. `isDark[y][x]` is one pixel.
 * Source: PNG specification, third edition (W3C), sections 5 and 11.
 */
export function encodePng(isDark: readonly (readonly boolean[])[]): Buffer {
  const height = isDark.length;
  const width = isDark[0]?.length ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1; // bits per sample; colour type 0 (grey), and 0 for the three methods
  const rows = isDark.map((row) => Buffer.concat([Buffer.from([0]), packBits(row)]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Eight pixels to a byte, the leftmost in the highest bit; 1 is white. */
function packBits(row: readonly boolean[]): Buffer {
  const bytes = Buffer.alloc(Math.ceil(row.length / 8));
  row.forEach((isDark, x) => {
    if (!isDark) bytes[x >> 3] = (bytes[x >> 3] ?? 0) | (0x80 >> (x & 7));
  });
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
