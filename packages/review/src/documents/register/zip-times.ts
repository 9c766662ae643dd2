/** A ZIP archive without the times it was written at, so that the same content gives the same bytes. */

/** Signatures of the local header, the central header and the end of the central directory (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980, midnight: the earliest a ZIP can say (4.4.6). */
const TIME = 0;
const DATE = (1 << 5) | 1;

/** Copies an archive with every entry dated 1 January 1980; what is no archive comes back as it is. */
export function withoutTimes(archive: Uint8Array): Uint8Array {
  const bytes = archive.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) return archive;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry += 1) {
    if (view.getUint32(at, true) !== CENTRAL) return archive;
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(local, true) !== LOCAL) return archive;
    set(view, at + 12);
    set(view, local + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}

function set(view: DataView, at: number): void {
  view.setUint16(at, TIME, true);
  view.setUint16(at + 2, DATE, true);
}
