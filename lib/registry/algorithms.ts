import type { SignatureAlgorithm } from './algorithm';

type Hash = NonNullable<SignatureAlgorithm['hash']>;
type Status = SignatureAlgorithm['status'];

const hashBits = (hash: Hash): number => Number(hash.slice(4));

/** The HMAC key is at least as long as the hash's output (RFC 7518 §3.2). */
const hmac = (hash: Hash, status: Status): SignatureAlgorithm => ({
  name: `HS${hashBits(hash)}`,
  family: 'hmac',
  keyType: 'oct',
  hash,
  leastKeyBits: hashBits(hash),
  signatureOctets: hashBits(hash) / 8,
  status,
  support: 'webcrypto',
  meaning: `HMAC with ${hash}`,
  source: 'RFC 7518 §3.2',
});

const rsaPkcs1 = (hash: Hash, status: Status): SignatureAlgorithm => ({
  name: `RS${hashBits(hash)}`,
  family: 'rsassa-pkcs1',
  keyType: 'RSA',
  hash,
  leastKeyBits: 2048,
  status,
  support: 'webcrypto',
  meaning: `RSASSA-PKCS1-v1_5 with ${hash}`,
  source: 'RFC 7518 §3.3',
});

const rsaPss = (hash: Hash, status: Status): SignatureAlgorithm => ({
  name: `PS${hashBits(hash)}`,
  family: 'rsassa-pss',
  keyType: 'RSA',
  hash,
  leastKeyBits: 2048,
  status,
  support: 'webcrypto',
  meaning: `RSASSA-PSS with ${hash} and MGF1 with ${hash}`,
  source: 'RFC 7518 §3.5',
});

type EcdsaFacts = { name: string; curve: string; hash: Hash; signatureOctets: number; status: Status; source: string };

const ecdsa = ({ curve, hash, ...facts }: EcdsaFacts, support: SignatureAlgorithm['support']): SignatureAlgorithm => ({
  ...facts,
  family: 'ecdsa',
  keyType: 'EC',
  curves: [curve],
  hash,
  support,
  meaning: `ECDSA on ${curve} with ${hash}`,
});

type EddsaFacts = { name: string; curves: readonly string[]; status: Status; meaning: string; source: string };

const eddsa = (
  facts: EddsaFacts,
  support: SignatureAlgorithm['support'],
  signatureOctets?: number,
): SignatureAlgorithm => ({ ...facts, family: 'eddsa', keyType: 'OKP', support, signatureOctets });

/** Signature sizes: FIPS 204, table 2. The parameter set is the JWK's `alg`: AKP keys have no `crv` (RFC 9964). */
const mlDsa = (set: 44 | 65 | 87, signatureOctets: number): SignatureAlgorithm => ({
  name: `ML-DSA-${set}`,
  family: 'ml-dsa',
  keyType: 'AKP',
  signatureOctets,
  status: 'acceptable',
  support: 'webcrypto-or-library',
  meaning: `ML-DSA with the parameter set ML-DSA-${set}`,
  source: 'RFC 9964; FIPS 204',
});

/**
 * The JWS algorithms of the IANA registry "JSON Web Signature and Encryption Algorithms", in the order of a picker.
 * `status` gathers its implementation requirements: Required and Recommended(+) are "recommended", Optional is
 * "acceptable". A new algorithm is one row here.
 */
export const algorithms: readonly SignatureAlgorithm[] = [
  hmac('SHA-256', 'recommended'),
  hmac('SHA-384', 'acceptable'),
  hmac('SHA-512', 'acceptable'),
  rsaPkcs1('SHA-256', 'recommended'),
  rsaPkcs1('SHA-384', 'acceptable'),
  rsaPkcs1('SHA-512', 'acceptable'),
  rsaPss('SHA-256', 'acceptable'),
  rsaPss('SHA-384', 'acceptable'),
  rsaPss('SHA-512', 'acceptable'),
  ecdsa(
    {
      name: 'ES256',
      curve: 'P-256',
      hash: 'SHA-256',
      signatureOctets: 64,
      status: 'recommended',
      source: 'RFC 7518 §3.4',
    },
    'webcrypto',
  ),
  ecdsa(
    {
      name: 'ES384',
      curve: 'P-384',
      hash: 'SHA-384',
      signatureOctets: 96,
      status: 'acceptable',
      source: 'RFC 7518 §3.4',
    },
    'webcrypto',
  ),
  ecdsa(
    {
      name: 'ES512',
      curve: 'P-521',
      hash: 'SHA-512',
      signatureOctets: 132,
      status: 'acceptable',
      source: 'RFC 7518 §3.4',
    },
    'webcrypto',
  ),
  ecdsa(
    {
      name: 'ES256K',
      curve: 'secp256k1',
      hash: 'SHA-256',
      signatureOctets: 64,
      status: 'acceptable',
      source: 'RFC 8812 §3.2',
    },
    'library',
  ),
  eddsa(
    {
      name: 'Ed25519',
      curves: ['Ed25519'],
      status: 'acceptable',
      meaning: 'EdDSA on the curve Ed25519',
      source: 'RFC 9864 §2.2',
    },
    'webcrypto-or-library',
    64,
  ),
  // The curve is the key's, and so is the length of the signature: 64 octets on Ed25519, 114 on Ed448.
  eddsa(
    {
      name: 'EdDSA',
      curves: ['Ed25519', 'Ed448'],
      status: 'deprecated',
      meaning: 'EdDSA on the curve of the key',
      source: 'RFC 8037 §3.1; deprecated by RFC 9864',
    },
    'webcrypto-or-library',
  ),
  eddsa(
    {
      name: 'Ed448',
      curves: ['Ed448'],
      status: 'acceptable',
      meaning: 'EdDSA on the curve Ed448',
      source: 'RFC 9864 §2.2',
    },
    'library',
    114,
  ),
  mlDsa(44, 2420),
  mlDsa(65, 3309),
  mlDsa(87, 4627),
  {
    name: 'none',
    family: 'none',
    signatureOctets: 0,
    status: 'acceptable',
    support: 'none',
    meaning: 'No signature: anyone can write such a token',
    source: 'RFC 7518 §3.6',
  },
];

const byName: ReadonlyMap<unknown, SignatureAlgorithm> = new Map(algorithms.map((row) => [row.name, row]));

/** The row of an `alg` value, spelt exactly (RFC 7515 §4.1.1: case-sensitive); undefined for anything else. */
export const findAlgorithm = (name: unknown): SignatureAlgorithm | undefined => byName.get(name);
