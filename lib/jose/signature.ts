import type { SignatureAlgorithm } from '../registry/algorithm';
import { algorithms } from '../registry/algorithms';
import type { Jwk } from './key';
import { mlDsaEngine } from './ml-dsa';
import { nobleCurvesEngine } from './noble-curves';
import { type SignatureEngine, webCryptoEngine } from './signature-engine';

type Octets = Uint8Array<ArrayBuffer>;

/** What came of an operation: its value, or why there is none; the reason is a sentence for a person. */
export type Attempt<T> =
  | { kind: 'done'; value: T }
  | { kind: 'refused'; code: 'unsupported-alg' | 'unusable-key'; reason: string };

/** Algorithms that WebCrypto turned out to lack here, so that each is asked for once. */
const missing = new Set<string>();

/** Curves that no browser's WebCrypto has. The curve decides, not the name: "EdDSA" is on the curve of its key. */
const libraryCurves: ReadonlySet<string | undefined> = new Set(
  algorithms.filter(({ support }) => support === 'library').flatMap(({ curves }) => curves),
);

const refused = (code: 'unsupported-alg' | 'unusable-key', reason: string) =>
  ({ kind: 'refused', code, reason }) as const;

/**
 * The one place where WebCrypto's and the library's errors become words. Their messages are dropped: they differ
 * from browser to browser and could quote key material.
 */
const attempt = async <T>(
  row: SignatureAlgorithm,
  curve: string | undefined,
  work: (engine: SignatureEngine) => Promise<T>,
): Promise<Attempt<T>> => {
  if (row.support === 'none') return refused('unsupported-alg', `"${row.name}" has no signature to compute.`);
  // Browsers hide WebCrypto from pages that did not come over HTTPS or from this computer.
  if (!globalThis.crypto?.subtle)
    return refused('unsupported-alg', 'This page has no access to cryptography: open it over HTTPS.');
  if (!missing.has(row.name) && !libraryCurves.has(curve)) {
    try {
      return { kind: 'done', value: await work(webCryptoEngine) };
    } catch (error) {
      if (!isMissing(row, error)) return unusable(row);
      missing.add(row.name);
    }
  }
  if (row.support === 'webcrypto') return refused('unsupported-alg', `"${row.name}" is not available in this browser.`);
  try {
    return { kind: 'done', value: await work(row.family === 'ml-dsa' ? mlDsaEngine : nobleCurvesEngine) };
  } catch {
    return unusable(row);
  }
};

/** RSA, ECDSA and HMAC are everywhere: there, the same error speaks of the key (an odd modulus, say). */
const isMissing = (row: SignatureAlgorithm, error: unknown): boolean =>
  (row.family === 'eddsa' || row.family === 'ml-dsa') &&
  (error as DOMException | undefined)?.name === 'NotSupportedError';

function unusable(row: SignatureAlgorithm) {
  const hints: Partial<Record<SignatureAlgorithm['family'], string>> = {
    ecdsa: 'its point must lie on the curve, and a private key must belong to its public half',
    'rsassa-pkcs1': 'its numbers must belong together, and the modulus must be long enough for the hash',
    'rsassa-pss': 'its numbers must belong together, and the modulus must be long enough for the hash and the salt',
    eddsa: 'its public half must be a point of the curve, and a private key must belong to it',
  };
  const hint = hints[row.family];
  return refused('unusable-key', `This key does not work for ${row.name}${hint ? `: ${hint}` : ''}.`);
}

/**
 * Whether `signature` is the key's signature over `data`. The JWK is a checked one whose type fits the row; its
 * private members are not needed and not used. Never throws.
 */
export const verifySignature = (
  row: SignatureAlgorithm,
  jwk: Jwk,
  data: Octets,
  signature: Octets,
): Promise<Attempt<boolean>> => attempt(row, jwk.crv, (engine) => engine.verify(row, jwk, data, signature));

/** The signature over `data`, in the form that JWS carries (ECDSA: R‖S, RFC 7518 §3.4). Never throws. */
export const makeSignature = (row: SignatureAlgorithm, jwk: Jwk, data: Octets): Promise<Attempt<Octets>> =>
  attempt(row, jwk.crv, (engine) => engine.sign(row, jwk, data));

/** A new private JWK (`oct` for HMAC) without `alg` and `kid`; `bits` is the modulus of an RSA key. Never throws. */
export const makeKey = (row: SignatureAlgorithm, bits?: number): Promise<Attempt<Jwk>> =>
  attempt(row, row.curves?.[0], (engine) => engine.generate(row, bits));
