import type { Token } from '../jose/token';
import type { SignatureAlgorithm } from '../registry/algorithm';

/** One word of a formula; `kind` says what it stands for. */
export type FormulaWord = {
  text: string;
  kind: 'header' | 'payload' | 'key' | 'encrypted-key' | 'vector' | 'tag' | 'plain';
};

/**
 * How the algorithm makes the signature, in lines of words. For HS256 the words together read
 * `HMACSHA256(base64UrlEncode(header) + "." + base64UrlEncode(payload), secret)` (RFC 7515 §5.1).
 */
export function signatureFormula(algorithm: SignatureAlgorithm | undefined, token: Token): FormulaWord[][] {
  if (token.parts.length === 0) return [[{ text: 'There is no token yet.', kind: 'plain' }]];
  if (!algorithm) return [[{ text: 'The algorithm is not known, so its formula is not either.', kind: 'plain' }]];
  if (algorithm.family === 'none')
    return [[{ text: 'none: there is nothing to compute, the signature is empty.', kind: 'plain' }]];
  const { opening, key } = FORMULAS[algorithm.family](algorithm, token.signature?.bytes.length ?? 0);
  return [
    [{ text: `${opening}(`, kind: 'plain' }],
    [
      { text: 'base64UrlEncode(', kind: 'plain' },
      { text: 'header', kind: 'header' },
      { text: ') + "." + base64UrlEncode(', kind: 'plain' },
      { text: 'payload', kind: 'payload' },
      { text: '), ', kind: 'plain' },
      { text: key, kind: 'key' },
      { text: ')', kind: 'plain' },
    ],
  ];
}

const EDDSA_BY_OCTETS = new Map([
  [64, 'Ed25519'],
  [114, 'Ed448'],
]);

const FORMULAS: Record<
  Exclude<SignatureAlgorithm['family'], 'none'>,
  (algorithm: SignatureAlgorithm, octets: number) => { opening: string; key: string }
> = {
  hmac: ({ hash }) => ({ opening: `HMAC${hashName(hash)}`, key: 'secret' }),
  'rsassa-pkcs1': ({ hash }) => ({ opening: `RSA${hashName(hash)}`, key: 'private key' }),
  'rsassa-pss': ({ hash }) => ({ opening: `RSAPSS${hashName(hash)}`, key: 'private key' }),
  ecdsa: ({ hash }) => ({ opening: `ECDSA${hashName(hash)}`, key: 'private key' }),
  eddsa: ({ name, curves = [] }, octets) => ({
    // The old name stands for either curve; the length of the signature tells which (RFC 8032 §5.1.6, §5.2.6).
    opening: (curves.length === 1 ? curves[0] : EDDSA_BY_OCTETS.get(octets)) ?? name,
    key: 'private key',
  }),
  'ml-dsa': ({ name }) => ({ opening: `${name}.Sign`, key: 'private key' }),
};

function hashName(hash: SignatureAlgorithm['hash']): string {
  return hash?.replace('-', '') ?? '';
}

/** Octets as hexadecimal, in groups of two and lines of 16. */
export function hexLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const hex = Array.from(bytes.subarray(at, at + 16), (octet) => octet.toString(16).padStart(2, '0')).join('');
    lines.push(hex.replace(/.{4}(?=.)/g, '$& '));
  }
  return lines;
}
