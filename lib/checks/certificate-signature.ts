import type { Jwk } from '../jose/key';
import { childrenOf, readTlv, type Tlv } from './certificate';

type Octets = Uint8Array<ArrayBuffer>;

/** How a certificate is signed, by the content of the OBJECT IDENTIFIER in hexadecimal (RFC 4055 §5, RFC 5758 §3.2, RFC 8410 §3). */
const algorithms: ReadonlyMap<string, { name: string; hash?: string }> = new Map([
  ['2a864886f70d010105', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' }],
  ['2a864886f70d01010b', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }],
  ['2a864886f70d01010c', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' }],
  ['2a864886f70d01010d', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }],
  ['2a8648ce3d040302', { name: 'ECDSA', hash: 'SHA-256' }],
  ['2a8648ce3d040303', { name: 'ECDSA', hash: 'SHA-384' }],
  ['2a8648ce3d040304', { name: 'ECDSA', hash: 'SHA-512' }],
  ['2b6570', { name: 'Ed25519' }],
]);

const keyTypes: ReadonlyMap<string, string> = new Map([
  ['RSASSA-PKCS1-v1_5', 'RSA'],
  ['ECDSA', 'EC'],
  ['Ed25519', 'OKP'],
]);

const curveOctets: ReadonlyMap<string | undefined, number> = new Map([
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
]);

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** ECDSA in certificates is a SEQUENCE of two numbers (RFC 5480); WebCrypto wants them side by side. */
function sideBySide(der: Octets, length: number): Octets | undefined {
  const sequence = readTlv(der, 0, der.length);
  const numbers = sequence?.tag === 0x30 ? childrenOf(der, sequence) : [];
  if (numbers.length !== 2) return undefined;
  const joined = new Uint8Array(2 * length);
  for (const [index, { start, end }] of numbers.entries()) {
    const digits = der.subarray(start, end).subarray(Math.max(0, end - start - length));
    joined.set(digits, (index + 1) * length - digits.length);
  }
  return joined;
}

/** The three values of a certificate (RFC 5280 §4.1): what is signed, with its head, then the algorithm and the signature. */
function outline(der: Octets): { body: Octets; oid: string; signature: Octets } | undefined {
  const certificate = readTlv(der, 0, der.length);
  const [body, algorithm, signature] = certificate ? childrenOf(der, certificate) : [];
  if (!certificate || !body || !algorithm || signature?.tag !== 0x03) return undefined;
  const oid: Tlv | undefined = childrenOf(der, algorithm)[0];
  if (oid?.tag !== 0x06) return undefined;
  return {
    body: der.slice(certificate.start, body.end),
    oid: hexOf(der.subarray(oid.start, oid.end)),
    // A bit string begins with its number of unused bits, zero here.
    signature: der.slice(signature.start + 1, signature.end),
  };
}

/**
 * Whether a certificate in DER is signed with a key; undefined where that cannot be computed: another algorithm than the
 * usual ones, a key that does not fit, octets that are no certificate. Never throws.
 */
export async function isSignedBy(der: Octets, issuer: Jwk): Promise<boolean | undefined> {
  const read = outline(der);
  const algorithm = read && algorithms.get(read.oid);
  if (!algorithm || keyTypes.get(algorithm.name) !== issuer.kty) return undefined;
  const parameters = { ...algorithm, namedCurve: issuer.crv ?? '' };
  const octets = curveOctets.get(issuer.crv);
  const signature = algorithm.name === 'ECDSA' && octets ? sideBySide(read.signature, octets) : read.signature;
  if (!signature) return undefined;
  try {
    const { kty, n, e, crv, x, y } = issuer;
    const members = kty === 'RSA' ? { kty, n, e } : kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x };
    const key = await crypto.subtle.importKey('jwk', members, parameters, false, ['verify']);
    return await crypto.subtle.verify(parameters, key, signature, read.body);
  } catch {
    return undefined;
  }
}
