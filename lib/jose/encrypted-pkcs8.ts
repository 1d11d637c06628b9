import { type DerNode, readDer } from '../encoding/der';
import { encodeUtf8 } from '../encoding/utf8';
import { type DerKey, readPkcs8 } from './der-key';

/** Hashes of PBKDF2 by the object identifier of their HMAC (RFC 8018 B.1), in WebCrypto's names. */
const hashes: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.7', 'SHA-1'],
  ['1.2.840.113549.2.9', 'SHA-256'],
  ['1.2.840.113549.2.10', 'SHA-384'],
  ['1.2.840.113549.2.11', 'SHA-512'],
]);

/** Bits of the key of AES in CBC mode by object identifier (NIST, csor; RFC 8018 B.2.5). */
const ciphers: ReadonlyMap<string, number> = new Map([
  ['2.16.840.1.101.3.4.1.2', 128],
  ['2.16.840.1.101.3.4.1.22', 192],
  ['2.16.840.1.101.3.4.1.42', 256],
]);

/** What else a key may be encrypted with, by name: RFC 7914 §7, RFC 8018 A.3 and B.2, RFC 7292 C. */
const unsupportedNames: ReadonlyMap<string, string> = new Map([
  ['1.3.6.1.4.1.11591.4.11', 'scrypt'],
  ['1.2.840.113549.3.7', 'triple DES'],
  ['1.3.14.3.2.7', 'DES'],
  ['1.2.840.113549.3.2', 'RC2'],
  ['1.2.840.113549.1.5.3', 'DES and MD5 (PBES1)'],
  ['1.2.840.113549.1.5.10', 'DES and SHA-1 (PBES1)'],
  ['1.2.840.113549.1.12.1.3', 'triple DES (PKCS#12)'],
  ['1.2.840.113549.1.12.1.6', 'RC2 (PKCS#12)'],
  ['1.2.840.113549.2.8', 'PBKDF2 with HMAC-SHA-224'],
  ['2.16.840.1.101.3.4.1.6', 'AES-128 in GCM mode'],
  ['2.16.840.1.101.3.4.1.46', 'AES-256 in GCM mode'],
]);

const pbes2Oid = '1.2.840.113549.1.5.13';
const pbkdf2Oid = '1.2.840.113549.1.5.12';
const hmacSha1Oid = '1.2.840.113549.2.7';

/** A key that asks for more rounds than this would keep a browser busy for many seconds; tools use 2,048 to 1,000,000. */
const mostIterations = 10_000_000;

const malformed: DerKey = { code: 'malformed-pem', reason: 'This is not a readable encrypted private key (PKCS#8).' };

function unsupported(oid: string | undefined): DerKey {
  const name = unsupportedNames.get(oid ?? '') ?? `a method not known here (object identifier ${oid})`;
  const reason = `The key is encrypted with ${name}, which is not supported here; PBKDF2 with AES in CBC mode is.`;
  return { code: 'unsupported-key', reason };
}

type Scheme = {
  hash: string;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  bits: number;
  iv: Uint8Array<ArrayBuffer>;
};

/** PBES2-params (RFC 8018 A.4), as far as WebCrypto can do what they ask for. */
function readScheme({ children: [method, parameters] }: DerNode): Scheme | DerKey {
  if (method?.oid !== pbes2Oid) return unsupported(method?.oid);
  const [derivation, encryption] = parameters?.children ?? [];
  const [derivationId, derivationParameters] = derivation?.children ?? [];
  const [cipherId, iv] = encryption?.children ?? [];
  if (derivationId?.oid !== pbkdf2Oid) return unsupported(derivationId?.oid);
  const bits = ciphers.get(cipherId?.oid ?? '');
  if (!bits) return unsupported(cipherId?.oid);
  // A key length may stand between the count and the hash; AES says it already.
  const [salt, count, ...optional] = derivationParameters?.children ?? [];
  const prf = optional.find(({ children }) => children.length > 0)?.children[0]?.oid ?? hmacSha1Oid;
  const hash = hashes.get(prf);
  if (!hash) return unsupported(prf);
  if (!salt || !count || iv?.octets.length !== 16) return malformed;
  const iterations = count.octets.reduce((sum, byte) => sum * 256 + byte, 0);
  if (iterations < 1) return malformed;
  if (iterations > mostIterations) {
    const reason = `The key asks for ${iterations} rounds of PBKDF2; more than ${mostIterations} are not run here.`;
    return { code: 'unsupported-key', reason };
  }
  return { hash, salt: salt.octets, iterations, bits, iv: iv.octets };
}

async function decrypt({ hash, salt, iterations, bits, iv }: Scheme, data: Uint8Array<ArrayBuffer>, word: string) {
  const { subtle } = crypto;
  const secret = await subtle.importKey('raw', encodeUtf8(word), 'PBKDF2', false, ['deriveBits']);
  const derived = await subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations }, secret, bits);
  // A browser without AES-192 says so here; what fails from here on is the passphrase.
  const key = await subtle.importKey('raw', derived, 'AES-CBC', false, ['decrypt']).catch(() => undefined);
  if (!key) return 'no-cipher';
  const clear = await subtle.decrypt({ name: 'AES-CBC', iv }, key, data).catch(() => undefined);
  return clear && new Uint8Array(clear);
}

/**
 * EncryptedPrivateKeyInfo (RFC 5958 §3) as a private JWK, opened with PBES2 (RFC 8018 §6.2) by WebCrypto. Without a
 * passphrase, `passphrase-needed`; an empty one is a passphrase too. Never throws.
 */
export async function readEncryptedPkcs8(bytes: Uint8Array<ArrayBuffer>, passphrase?: string): Promise<DerKey> {
  const [method, data] = (await readDer(bytes))?.children ?? [];
  if (!method || !data) return malformed;
  const scheme = readScheme(method);
  if (!('hash' in scheme)) return scheme;
  if (passphrase === undefined) {
    return { code: 'passphrase-needed', reason: 'The private key is encrypted: it opens with its passphrase.' };
  }
  const clear = await decrypt(scheme, data.octets, passphrase);
  if (clear === 'no-cipher') {
    const reason = `The key is encrypted with AES-${scheme.bits}, which this browser does not have.`;
    return { code: 'unsupported-key', reason };
  }
  // One wrong passphrase in 256 leaves a padding that looks right: then there is no key inside.
  if (!clear || !(await readDer(clear))) {
    return { code: 'wrong-passphrase', reason: 'The passphrase does not open this key.' };
  }
  return readPkcs8(clear);
}
