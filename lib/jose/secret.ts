import { decodeBase64url } from '../encoding/base64url';
import { decodeHex } from '../encoding/hex';
import { encodeUtf8 } from '../encoding/utf8';
import type { KeyReading, SecretEncoding, SecretEncodingChoice, SecretReading } from './key';

type Octets = Uint8Array<ArrayBuffer>;
type Decoded = { bytes: Octets } | { reason: string; start: number; end: number };

/** What makes a text well-formed in an encoding. White space never counts there: tools wrap Base64 and hex in lines. */
const alphabets = {
  base64: { label: 'Base64', foreign: /[^A-Za-z0-9+/\s]/u, decode: (text: string) => fromBase64(text) },
  base64url: { label: 'Base64URL', foreign: /[^A-Za-z0-9_\-\s]/u, decode: (text: string) => fromBase64(text) },
  hex: { label: 'hexadecimal', foreign: /[^0-9A-Fa-f\s]/u, decode: (text: string) => decodeHex(text) },
};

function fromBase64(text: string): Octets | undefined {
  if (text.length % 4 === 1) return undefined;
  return decodeBase64url(text.replace(/\+/g, '-').replace(/\//g, '_')).bytes;
}

/**
 * The octets of a secret in one encoding. UTF-8 takes every text as it is, blanks and all. Base64 and Base64URL may
 * have their padding or not (RFC 4648 §3.2): the octets are the same.
 */
function decodeSecret(text: string, encoding: SecretEncoding): Decoded {
  if (encoding === 'utf-8') return { bytes: encodeUtf8(text) };
  const { label, foreign, decode } = alphabets[encoding];
  const body = encoding === 'hex' ? text : text.replace(/={1,2}\s*$/, '');
  const bad = foreign.exec(body);
  if (bad) {
    const reason = `Character ${bad.index + 1} of the secret is not in the ${label} alphabet.`;
    return { reason, start: bad.index, end: bad.index + bad[0].length };
  }
  const bytes = decode(body.replace(/\s+/g, ''));
  if (bytes) return { bytes };
  return {
    reason: `The secret is cut off: no octets have this length in ${label}.`,
    start: text.length,
    end: text.length,
  };
}

/** The order in which Detect tries the encodings: the secret as typed first, then the narrowest alphabet. */
const detectOrder: readonly SecretEncoding[] = ['utf-8', 'hex', 'base64', 'base64url'];

const isSame = (a: Octets, b: Octets): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

/**
 * A text as a secret. `detect` gives every encoding in which the text is well-formed and means other octets than the
 * ones before; a chosen encoding gives exactly one reading, or says at which character the text leaves it. A message
 * never quotes the secret. Never throws.
 */
export function readSecret(text: string, encoding: SecretEncodingChoice): KeyReading {
  if (encoding !== 'detect') {
    const decoded = decodeSecret(text, encoding);
    if ('bytes' in decoded) return { kind: 'secret', encoding, readings: [{ encoding, bytes: decoded.bytes }] };
    const { reason, start, end } = decoded;
    return { kind: 'unreadable', code: 'not-in-encoding', reason, problems: [{ start, end, message: reason }] };
  }
  const readings: SecretReading[] = [];
  for (const candidate of detectOrder) {
    const decoded = decodeSecret(text, candidate);
    if (!('bytes' in decoded) || (decoded.bytes.length === 0 && text !== '')) continue;
    if (readings.some(({ bytes }) => isSame(bytes, decoded.bytes))) continue;
    readings.push({ encoding: candidate, bytes: decoded.bytes });
  }
  return { kind: 'secret', encoding, readings };
}
