import { decodeBase64, encodeBase64 } from './base64url';

/**
 * One PEM block (RFC 7468 §2): the label between BEGIN and END, and the DER octets. Offsets count in the text. `headers`
 * are the lines before the body, which only old encrypted keys have (RFC 1421 §4.6).
 */
export type PemBlock = { label: string; bytes: Uint8Array<ArrayBuffer>; start: number; end: number; headers?: string };

/** What is wrong with the armour, and where. */
export type PemProblem = { start: number; end: number; message: string };

const boundary = /-----(BEGIN|END) ([^-\r\n]{1,64})-----/g;
const foreign = /[^A-Za-z0-9+/=\s]/u;

/**
 * All PEM blocks of a text, in order; white space and text around them do not matter, nor does how lines are broken
 * (RFC 7468 §3, lax). Stops at the first problem. Never throws.
 */
export function readPem(text: string): { blocks: PemBlock[]; problem?: PemProblem } {
  const blocks: PemBlock[] = [];
  let open: { label: string; start: number; bodyStart: number } | undefined;
  for (const match of text.matchAll(boundary)) {
    const [line, word, label = ''] = match;
    const end = match.index + line.length;
    if (word === 'BEGIN') {
      if (open) return { blocks, problem: unclosed(open, match.index) };
      open = { label, start: match.index, bodyStart: end };
      continue;
    }
    if (open?.label !== label) {
      const wanted = open ? `"-----END ${open.label}-----" was expected` : 'no BEGIN line stands before it';
      return { blocks, problem: { start: match.index, end, message: `"${line}" does not fit: ${wanted}.` } };
    }
    const body = readBody(text, open.bodyStart, match.index);
    if ('message' in body) return { blocks, problem: body };
    blocks.push({ label, ...body, start: open.start, end });
    open = undefined;
  }
  if (open) return { blocks, problem: unclosed(open, text.length) };
  return { blocks };
}

const unclosed = (open: { label: string; start: number }, end: number): PemProblem => ({
  start: open.start,
  end,
  message: `The PEM text is cut off: "-----END ${open.label}-----" is missing.`,
});

function readBody(text: string, start: number, end: number): Pick<PemBlock, 'bytes' | 'headers'> | PemProblem {
  const body = text.slice(start, end);
  // Encapsulated headers (RFC 1421 §4.6) come before the first empty line.
  const headers = body.includes(':') ? /^(\s*[\w-]+:.*\r?\n)+\s*/.exec(body)?.[0] : undefined;
  const encoded = body.slice(headers?.length ?? 0);
  const bad = foreign.exec(encoded);
  if (bad) {
    const place = end - encoded.length + bad.index;
    const message = `Character ${place + 1} of the key, "${bad[0]}", is not in the Base64 alphabet.`;
    return { start: place, end: place + bad[0].length, message };
  }
  const bytes = decodeBase64(encoded.replace(/\s+/g, ''));
  if (bytes) return headers ? { bytes, headers } : { bytes };
  return { start, end, message: 'The Base64 text of the PEM block is cut off or padded wrongly.' };
}

/** A PEM block as text: lines of 64 characters, a newline at the end (RFC 7468 §2). */
export function writePem(label: string, bytes: Uint8Array): string {
  const lines = encodeBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
