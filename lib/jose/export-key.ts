import { decodeBase64url, encodeBase64 } from '../encoding/base64url';
import { derTags, writeDer, writeDerInteger, writeDerOid } from '../encoding/der';
import { writePem } from '../encoding/pem';
import { sshInteger, writeSshStrings } from '../encoding/ssh-wire';
import { encodeUtf8 } from '../encoding/utf8';
import { publicJwk } from './jwk';
import type { Jwk, Key } from './key';
import { akpSets, ecCurves, ecOid, okpCurves, rsaOid } from './key-types';
import { withRsaFactors } from './rsa-factors';

/** The forms in which a key can be given out. `pkcs1-pem` is private for a private key; `jwks` is always public. */
export type KeyFormat =
  | 'jwk'
  | 'public-jwk'
  | 'jwks'
  | 'pkcs8-pem'
  | 'spki-pem'
  | 'pkcs1-pem'
  | 'sec1-pem'
  | 'openssh-public';

/** `text` ends with a newline; `fileName` is what to call it when it is saved. */
export type ExportOutcome =
  | { kind: 'exported'; text: string; fileName: string }
  | { kind: 'cannot-export'; reason: string };

type Octets = Uint8Array<ArrayBuffer>;

const octets = (encoded: unknown): Octets => decodeBase64url(typeof encoded === 'string' ? encoded : '').bytes;
const sequence = (...contents: Octets[]): Octets => writeDer(0x30, ...contents);
const octetString = (content: Octets): Octets => writeDer(derTags.octetString, content);
/** A bit string of whole octets begins with its count of unused bits: none. */
const bitString = (content: Octets): Octets => writeDer(derTags.bitString, new Uint8Array(1), content);
const integers = (jwk: Jwk, names: readonly string[]): Octets[] =>
  names.map((name) => writeDerInteger(octets(jwk[name])));

/** AlgorithmIdentifier: RFC 8017 A.1 (parameters NULL), RFC 5480 §2.1.1, RFC 8410 §3 and RFC 9881 §2 (none). */
function algorithmId(jwk: Jwk): Octets {
  if (jwk.kty === 'RSA') return sequence(writeDerOid(rsaOid), writeDer(derTags.null));
  if (jwk.kty === 'EC') return sequence(writeDerOid(ecOid), writeDerOid(ecCurves.get(jwk.crv ?? '')?.oid ?? ''));
  const facts = jwk.kty === 'AKP' ? akpSets.get(jwk.alg ?? '') : okpCurves.get(jwk.crv ?? '');
  return sequence(writeDerOid(facts?.oid ?? ''));
}

const point = (jwk: Jwk): Octets => new Uint8Array([4, ...octets(jwk.x), ...octets(jwk.y)]);

/** RSAPublicKey (RFC 8017 A.1.1). */
const rsaPublic = (jwk: Jwk): Octets => sequence(...integers(jwk, ['n', 'e']));

/** RSAPrivateKey (RFC 8017 A.1.2). */
const rsaPrivate = (jwk: Jwk): Octets =>
  sequence(writeDerInteger(new Uint8Array(1)), ...integers(jwk, ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi']));

/** ECPrivateKey (RFC 5915 §3). On its own it must name its curve; inside PKCS#8 the curve is named outside. */
function ecPrivate(jwk: Jwk, isAlone: boolean): Octets {
  const curve = isAlone ? [writeDer(0xa0, writeDerOid(ecCurves.get(jwk.crv ?? '')?.oid ?? ''))] : [];
  const version = writeDerInteger(new Uint8Array([1]));
  return sequence(version, octetString(octets(jwk.d)), ...curve, writeDer(0xa1, bitString(point(jwk))));
}

function publicContent(jwk: Jwk): Octets {
  if (jwk.kty === 'RSA') return rsaPublic(jwk);
  if (jwk.kty === 'EC') return point(jwk);
  return octets(jwk.kty === 'AKP' ? jwk.pub : jwk.x);
}

/** Besides RSA and EC: RFC 8410 §7, and the seed form of RFC 9881 §6. */
function privateContent(jwk: Jwk): Octets {
  if (jwk.kty === 'RSA') return rsaPrivate(jwk);
  if (jwk.kty === 'EC') return ecPrivate(jwk, false);
  return jwk.kty === 'AKP' ? writeDer(0x80, octets(jwk.priv)) : octetString(octets(jwk.d));
}

/** SSH's names of EC curves (RFC 5656 §10.1). */
const sshCurves: ReadonlyMap<string, string> = new Map([
  ['P-256', 'nistp256'],
  ['P-384', 'nistp384'],
  ['P-521', 'nistp521'],
]);

/** The name and the fields of a public key in SSH (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4). */
function sshFields(jwk: Jwk): [string, ...Octets[]] | undefined {
  if (jwk.kty === 'RSA') return ['ssh-rsa', sshInteger(octets(jwk.e)), sshInteger(octets(jwk.n))];
  if (jwk.crv === 'Ed25519') return ['ssh-ed25519', octets(jwk.x)];
  const curve = jwk.kty === 'EC' ? sshCurves.get(jwk.crv ?? '') : undefined;
  return curve ? [`ecdsa-sha2-${curve}`, encodeUtf8(curve), point(jwk)] : undefined;
}

function opensshLine(jwk: Jwk): string | undefined {
  const [name, ...fields] = sshFields(jwk) ?? [];
  return name && `${name} ${encodeBase64(writeSshStrings(encodeUtf8(name), ...fields))}\n`;
}

const cannotExport = (reason: string): ExportOutcome => ({ kind: 'cannot-export', reason });

const exported = (text: string, fileName: string): ExportOutcome => ({ kind: 'exported', text, fileName });

const jsonText = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

function exportPublic(jwk: Jwk, format: 'public-jwk' | 'jwks' | 'spki-pem' | 'openssh-public'): ExportOutcome {
  if (format === 'public-jwk') return exported(jsonText(publicJwk(jwk)), 'public-key.jwk');
  if (format === 'jwks') return exported(jsonText({ keys: [publicJwk(jwk)] }), 'jwks.json');
  if (format === 'spki-pem') {
    const spki = sequence(algorithmId(jwk), bitString(publicContent(jwk)));
    return exported(writePem('PUBLIC KEY', spki), 'public-key.pem');
  }
  const line = opensshLine(jwk);
  return line ? exported(line, 'public-key.pub') : cannotExport('OpenSSH has no keys of this type.');
}

function exportPrivate(jwk: Jwk, format: 'pkcs8-pem' | 'pkcs1-pem' | 'sec1-pem'): ExportOutcome {
  if (jwk.kty === 'RSA' && jwk.p === undefined) {
    return cannotExport(`This RSA key lacks its primes, which ${format === 'pkcs8-pem' ? 'PKCS#8' : 'PKCS#1'} needs.`);
  }
  if (format === 'pkcs1-pem') return exported(writePem('RSA PRIVATE KEY', rsaPrivate(jwk)), 'private-key.pem');
  if (format === 'sec1-pem') return exported(writePem('EC PRIVATE KEY', ecPrivate(jwk, true)), 'private-key.pem');
  const version = writeDerInteger(new Uint8Array(1));
  const pkcs8 = sequence(version, algorithmId(jwk), octetString(privateContent(jwk)));
  return exported(writePem('PRIVATE KEY', pkcs8), 'private-key.pem');
}

/**
 * A key as text: a JWK, whole or its public half; a JWK Set of that half (RFC 7517 §5); PEM with PKCS#8 (RFC 5958), SPKI
 * (RFC 5280 §4.1.2.7), PKCS#1 (RFC 8017 A.1) or SEC 1 (RFC 5915); an OpenSSH line. Never throws; what a type of key does
 * not have is `cannot-export`, with the reason: a secret has no PEM and no public half, a public key no private form.
 */
export async function exportKey({ jwk, type, isPrivate }: Key, format: KeyFormat): Promise<ExportOutcome> {
  if (format === 'jwk') return exported(jsonText(jwk), isPrivate ? 'private-key.jwk' : 'public-key.jwk');
  if (type === 'oct') return cannotExport('A secret has no PEM form and no public half.');
  if (format === 'pkcs1-pem' && type !== 'RSA') return cannotExport('PKCS#1 is for RSA keys only.');
  if (format === 'sec1-pem' && type !== 'EC') return cannotExport('SEC 1 is for EC keys only.');
  if (format === 'pkcs1-pem' && !isPrivate) {
    return exported(writePem('RSA PUBLIC KEY', rsaPublic(jwk)), 'public-key.pem');
  }
  if (format === 'pkcs8-pem' || format === 'pkcs1-pem' || format === 'sec1-pem') {
    return isPrivate
      ? exportPrivate(await withRsaFactors(jwk), format)
      : cannotExport('This key is a public key; it has no private form.');
  }
  return exportPublic(jwk, format);
}
