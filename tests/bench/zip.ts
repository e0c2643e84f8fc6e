/** What the entries of a zip file take of it. */

const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER_BYTES = 46;
const CENTRAL_HEADER = Buffer.from('PK\u0001\u0002', 'latin1');

export interface ZipEntry {
  readonly name: string;
  /** What the zip would be smaller by without it, give or take its few extra fields. */
  readonly bytes: number;
}

/**
 * @param zip a whole file, as in APPNOTE 6.3.10, section 4.3.12: each entry is listed at its end
 * @returns the entries
 * @throws Error if there are none
 */
export const zipEntries = (zip: Buffer): ZipEntry[] => {
  const entries: ZipEntry[] = [];
  // The end of the file says where the list begins; from there on each header follows the one before.
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') + 16);
  while (zip.subarray(at, at + 4).equals(CENTRAL_HEADER)) {
    const [nameBytes, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString('utf8', at + CENTRAL_HEADER_BYTES, at + CENTRAL_HEADER_BYTES + (nameBytes ?? 0));
    const headers = LOCAL_HEADER_BYTES + CENTRAL_HEADER_BYTES + 2 * (nameBytes ?? 0);
    entries.push({ name, bytes: zip.readUInt32LE(at + 20) + headers });
    at += CENTRAL_HEADER_BYTES + (nameBytes ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  if (entries.length === 0) throw new Error('No zip file, or nothing in it');
  return entries;
};
