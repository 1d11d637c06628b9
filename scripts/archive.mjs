import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';

const UNIX = 3;
/** A file that all may read and its owner may write. */
const PLAIN_FILE = 0o100644;

/** The SHA-256 of bytes, in hex. */
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Names and bytes of files, in the order of the names, which is the same in every language. */
const inOrder = (files) => Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));

/** The digests of files as `sha256sum -c` reads them. */
export function checksums(files) {
  return inOrder(files)
    .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
    .join('');
}

/**
 * A zip archive of files, all in one folder and of one time: the same bytes on every machine. It is packed in JavaScript, as
 * another zlib would compress to other bytes.
 */
export function archiveOf(folder, files, time) {
  const entries = Object.fromEntries(inOrder(files).map(([name, bytes]) => [`${folder}/${name}`, bytes]));
  const zone = process.env.TZ;
  // A zip archive holds a time of day and no zone.
  process.env.TZ = 'UTC';
  try {
    return zipSync(entries, { level: 9, mtime: time, os: UNIX, attrs: PLAIN_FILE << 16 });
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
}
