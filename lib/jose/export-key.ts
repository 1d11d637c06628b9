import { decodeBase64url } from '../encoding/base64url';
import { derTags, writeDer, writeDerInteger, writeDerOid } from '../encoding/der';
import { writePem } from '../encoding/pem';
import { publicJwk } from './jwk';
import type { Jwk, Key } from './key';
import { akpSets, ecCurves, ecOid, okpCurves, rsaOid } from './key-types';

/** The forms in which a key can be given out. */
export type KeyFormat = 'pkcs8-pem' | 'spki-pem' | 'jwk' | 'public-jwk';

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
const algorithmId = (jwk: Jwk): Octets => {
  if (jwk.kty === 'RSA') return sequence(writeDerOid(rsaOid), writeDer(derTags.null));
  if (jwk.kty === 'EC') return sequence(writeDerOid(ecOid), writeDerOid(ecCurves.get(jwk.crv ?? '')?.oid ?? ''));
  const facts = jwk.kty === 'AKP' ? akpSets.get(jwk.alg ?? '') : okpCurves.get(jwk.crv ?? '');
  return sequence(writeDerOid(facts?.oid ?? ''));
};

const point = (jwk: Jwk): Octets => new Uint8Array([4, ...octets(jwk.x), ...octets(jwk.y)]);

const publicContent = (jwk: Jwk): Octets => {
  if (jwk.kty === 'RSA') return sequence(...integers(jwk, ['n', 'e']));
  if (jwk.kty === 'EC') return point(jwk);
  return octets(jwk.kty === 'AKP' ? jwk.pub : jwk.x);
};

/** RFC 8017 A.1.2, RFC 5915 §3, RFC 8410 §7, and the seed form of RFC 9881 §6. */
const privateContent = (jwk: Jwk): Octets => {
  if (jwk.kty === 'RSA') {
    const version = writeDerInteger(new Uint8Array(1));
    return sequence(version, ...integers(jwk, ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi']));
  }
  if (jwk.kty === 'EC') {
    const version = writeDerInteger(new Uint8Array([1]));
    return sequence(version, octetString(octets(jwk.d)), writeDer(0xa1, bitString(point(jwk))));
  }
  return jwk.kty === 'AKP' ? writeDer(0x80, octets(jwk.priv)) : octetString(octets(jwk.d));
};

const cannotExport = (reason: string): ExportOutcome => ({ kind: 'cannot-export', reason });

const jsonText = (jwk: Jwk): string => `${JSON.stringify(jwk, undefined, 2)}\n`;

/**
 * A key as text: PKCS#8 (RFC 5958) or SPKI (RFC 5280 §4.1.2.7) in PEM, or a JWK, whole or its public half. Never
 * throws; a secret has no PEM and no public half, and a public key no private form.
 */
export const exportKey = async ({ jwk, type, isPrivate }: Key, format: KeyFormat): Promise<ExportOutcome> => {
  if (type === 'oct' && format !== 'jwk') return cannotExport('A secret has no PEM form and no public half.');
  if (format === 'jwk')
    return { kind: 'exported', text: jsonText(jwk), fileName: isPrivate ? 'private-key.jwk' : 'public-key.jwk' };
  if (format === 'public-jwk') return { kind: 'exported', text: jsonText(publicJwk(jwk)), fileName: 'public-key.jwk' };
  if (format === 'spki-pem') {
    const text = writePem('PUBLIC KEY', sequence(algorithmId(jwk), bitString(publicContent(jwk))));
    return { kind: 'exported', text, fileName: 'public-key.pem' };
  }
  if (!isPrivate) return cannotExport('This key is a public key; it has no private form.');
  if (type === 'RSA' && jwk.p === undefined) return cannotExport('This RSA key lacks its primes, which PKCS#8 needs.');
  const version = writeDerInteger(new Uint8Array(1));
  const text = writePem('PRIVATE KEY', sequence(version, algorithmId(jwk), octetString(privateContent(jwk))));
  return { kind: 'exported', text, fileName: 'private-key.pem' };
};
