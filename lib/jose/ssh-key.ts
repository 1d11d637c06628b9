import { decodeBase64, encodeBase64url } from '../encoding/base64url';
import { readSshStrings } from '../encoding/ssh-wire';
import { decodeUtf8 } from '../encoding/utf8';
import type { DerKey } from './der-key';
import type { Jwk } from './key';
import { encodeFixed, encodeUnsigned } from './key-octets';
import { ecCurves } from './key-types';

type Octets = Uint8Array<ArrayBuffer>;

/** Curves of the types of ECDSA keys (RFC 5656 §6.2, §10.1). */
const curves: ReadonlyMap<string, string> = new Map([
  ['ecdsa-sha2-nistp256', 'P-256'],
  ['ecdsa-sha2-nistp384', 'P-384'],
  ['ecdsa-sha2-nistp521', 'P-521'],
]);

const malformed = (what: string): DerKey => ({ code: 'malformed-pem', reason: `This is not a readable ${what}.` });
const unsupported = (reason: string): DerKey => ({ code: 'unsupported-key', reason });

/** "ssh-dss": the name comes from the text, so it is quoted only when it is a short plain word. */
const unknownType = (type: string): DerKey =>
  unsupported(
    /^[\w@.-]{1,60}$/.test(type)
      ? `The OpenSSH key is of the type "${type}", which has no JWK form.`
      : 'The OpenSSH key is of a type that is not known here.',
  );

/** d modulo (prime - 1), which RSA keys of OpenSSH leave out. */
function exponentFor(d: Octets, prime: Octets): string {
  const numberOf = (octets: Octets) => octets.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const order = numberOf(prime) - 1n;
  let rest = order > 0n ? numberOf(d) % order : 0n;
  const octets: number[] = [];
  for (; rest > 0n; rest >>= 8n) octets.unshift(Number(rest & 255n));
  return encodeUnsigned(new Uint8Array(octets));
}

function ecJwk(crv: string, point: Octets, scalar?: Octets): Jwk | undefined {
  const length = ecCurves.get(crv)?.octets ?? 0;
  if (point[0] !== 4 || point.length !== 2 * length + 1) return undefined;
  const [x, y] = [point.subarray(1, length + 1), point.subarray(length + 1)].map((half) => encodeBase64url(half));
  return scalar ? { kty: 'EC', crv, x, y, d: encodeFixed(scalar, length) } : { kty: 'EC', crv, x, y };
}

/**
 * The fields after the type's name: of a public key as RFC 4253 §6.6, RFC 5656 §3.1 and RFC 8709 §4 have them, of a
 * private one as in OpenSSH's agent protocol.
 */
function readFields(type: string, bytes: Octets, start: number, isPrivate: boolean): Jwk | undefined {
  if (type === 'ssh-rsa') {
    const fields = readSshStrings(bytes, start, isPrivate ? 6 : 2)?.strings;
    if (!fields) return undefined;
    const [first, second, d, qi, p, q] = fields as [Octets, Octets, Octets, Octets, Octets, Octets];
    if (!isPrivate) return { kty: 'RSA', n: encodeUnsigned(second), e: encodeUnsigned(first) };
    const [n, e] = [first, second].map(encodeUnsigned);
    const factors = { p: encodeUnsigned(p), q: encodeUnsigned(q), dp: exponentFor(d, p), dq: exponentFor(d, q) };
    return { kty: 'RSA', n, e, d: encodeUnsigned(d), ...factors, qi: encodeUnsigned(qi) };
  }
  if (type === 'ssh-ed25519') {
    const [x, pair] = readSshStrings(bytes, start, isPrivate ? 2 : 1)?.strings ?? [];
    if (x?.length !== 32 || (isPrivate && pair?.length !== 64)) return undefined;
    const open = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(x) };
    return pair ? { ...open, d: encodeBase64url(pair.subarray(0, 32)) } : open;
  }
  const crv = curves.get(type);
  const [, point, scalar] = readSshStrings(bytes, start, isPrivate ? 3 : 2)?.strings ?? [];
  return crv && point ? ecJwk(crv, point, scalar) : undefined;
}

const isKnown = (type: string): boolean => type === 'ssh-rsa' || type === 'ssh-ed25519' || curves.has(type);

/** A public key blob (RFC 4253 §6.6) as a JWK. Never throws. */
export function readSshPublic(blob: Octets): DerKey {
  const name = readSshStrings(blob, 0, 1);
  const type = name?.strings[0] && decodeUtf8(name.strings[0]);
  if (!name || !type) return malformed('OpenSSH public key');
  if (!isKnown(type)) return unknownType(type);
  const jwk = readFields(type, blob, name.end, false);
  return jwk ? { jwk } : malformed('OpenSSH public key');
}

/** One line of an id_*.pub or authorized_keys file: the type, the blob in Base64, a comment. Never throws. */
export function readSshLine(line: string): DerKey {
  const [, body = ''] = line.trim().split(/[ \t]+/);
  const blob = decodeBase64(body);
  return blob ? readSshPublic(blob) : malformed('OpenSSH public key');
}

const magic = 'openssh-key-v1\0';

/** The content of an `OPENSSH PRIVATE KEY` block (PROTOCOL.key of OpenSSH) as a private JWK. Never throws. */
export function readSshPrivate(bytes: Octets): DerKey {
  const what = 'OpenSSH private key';
  if (decodeUtf8(bytes.subarray(0, magic.length)) !== magic) return malformed(what);
  const outer = readSshStrings(bytes, magic.length, 3);
  const cipher = outer?.strings[0] && decodeUtf8(outer.strings[0]);
  if (!outer || cipher === undefined) return malformed(what);
  if (cipher !== 'none') {
    return unsupported(
      'This OpenSSH private key is encrypted with a passphrase, which is not supported here; "ssh-keygen -p" takes it off a copy.',
    );
  }
  // After the three strings come a count of keys, always 1, the public blob and the private part.
  const inner = readSshStrings(bytes, outer.end + 4, 2)?.strings[1];
  // The private part begins with one number twice, by which a wrong passphrase would be told.
  const name = inner && readSshStrings(inner, 8, 1);
  const type = name?.strings[0] && decodeUtf8(name.strings[0]);
  if (!inner || !name || !type) return malformed(what);
  if (!isKnown(type)) return unknownType(type);
  const jwk = readFields(type, inner, name.end, true);
  return jwk ? { jwk } : malformed(what);
}
