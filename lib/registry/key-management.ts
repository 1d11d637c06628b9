type AesBits = 128 | 192 | 256;

/** One row of the table of key management algorithms, the `alg` values of JWE. */
export type KeyManagementAlgorithm = {
  /** The `alg` value, spelt as registered: names are case-sensitive (RFC 7516 §4.1.1). */
  readonly name: string;
  readonly family: 'dir' | 'aes-kw' | 'aes-gcm-kw' | 'rsa-oaep' | 'rsa-pkcs1' | 'ecdh-es' | 'pbes2';
  /** JWK `kty` values of the keys that fit. */
  readonly keyTypes: readonly ('oct' | 'RSA' | 'EC' | 'OKP')[];
  /** JWK `crv` values that fit, for EC and OKP. */
  readonly curves?: readonly string[];
  /** Bits of the AES key that wraps the content key: the secret itself, or what is derived from it. */
  readonly wrapBits?: AesBits;
  /** Hash of OAEP or PBKDF2 in WebCrypto's spelling. */
  readonly hash?: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
  /** Least modulus in bits that the standard asks for (RFC 7518 §4.2, §4.3). */
  readonly leastKeyBits?: number;
  /** Iterations of PBKDF2 for a new token. */
  readonly iterations?: number;
  /** Whether the content key travels in the token, encrypted; with `dir` and `ECDH-ES` that part is empty. */
  readonly hasEncryptedKey: boolean;
  /** Whether another key than the right one is noticed before the content is looked at. */
  readonly isKeyAuthenticated: boolean;
  /** Header parameters that it needs, made anew for every token. */
  readonly parameters: readonly ('epk' | 'p2s' | 'p2c' | 'iv' | 'tag')[];
  /** What the IANA registry says of it. */
  readonly status: 'recommended' | 'acceptable' | 'deprecated' | 'prohibited';
  /** Who does the arithmetic: WebCrypto alone, a library where WebCrypto lacks it (AES-192, X448), or a library. */
  readonly support: 'webcrypto' | 'webcrypto-or-library' | 'library';
  /** In words, for margin notes: "AES key wrap with a 128-bit key". */
  readonly meaning: string;
  /** RFC and section. */
  readonly source: string;
};

type Status = KeyManagementAlgorithm['status'];

const supportOf = (bits: AesBits) => (bits === 192 ? 'webcrypto-or-library' : 'webcrypto');

const aesKw = (wrapBits: AesBits, status: Status): KeyManagementAlgorithm => ({
  name: `A${wrapBits}KW`,
  family: 'aes-kw',
  keyTypes: ['oct'],
  wrapBits,
  hasEncryptedKey: true,
  isKeyAuthenticated: true,
  parameters: [],
  status,
  support: supportOf(wrapBits),
  meaning: `AES key wrap with a ${wrapBits}-bit key`,
  source: 'RFC 7518 §4.4',
});

const aesGcmKw = (wrapBits: AesBits): KeyManagementAlgorithm => ({
  name: `A${wrapBits}GCMKW`,
  family: 'aes-gcm-kw',
  keyTypes: ['oct'],
  wrapBits,
  hasEncryptedKey: true,
  isKeyAuthenticated: true,
  parameters: ['iv', 'tag'],
  status: 'acceptable',
  support: supportOf(wrapBits),
  meaning: `key wrap by AES in GCM with a ${wrapBits}-bit key`,
  source: 'RFC 7518 §4.7',
});

type OaepHash = NonNullable<KeyManagementAlgorithm['hash']>;

/** The same hash is in OAEP and in its mask generation. The longer two are registered by the Web Cryptography API. */
const rsaOaep = (name: string, hash: OaepHash, status: Status, source: string): KeyManagementAlgorithm => ({
  name,
  family: 'rsa-oaep',
  keyTypes: ['RSA'],
  hash,
  leastKeyBits: 2048,
  hasEncryptedKey: true,
  isKeyAuthenticated: true,
  parameters: [],
  status,
  support: 'webcrypto',
  meaning: `RSAES-OAEP with ${hash} and MGF1 with ${hash}`,
  source,
});

/** The curves of RFC 7518 §6.2.1.1, and those of RFC 8037 §3.2. */
const agreementCurves = ['P-256', 'P-384', 'P-521', 'X25519', 'X448'];

const ecdhEs = (status: Status, wrapBits?: AesBits): KeyManagementAlgorithm => ({
  name: wrapBits ? `ECDH-ES+A${wrapBits}KW` : 'ECDH-ES',
  family: 'ecdh-es',
  keyTypes: ['EC', 'OKP'],
  curves: agreementCurves,
  wrapBits,
  hasEncryptedKey: wrapBits !== undefined,
  isKeyAuthenticated: wrapBits !== undefined,
  parameters: ['epk'],
  status,
  support: 'webcrypto-or-library',
  meaning: `Diffie-Hellman with a one-time key${wrapBits ? `, then AES key wrap with ${wrapBits} bits` : ''}`,
  source: 'RFC 7518 §4.6; RFC 8037 §3.2',
});

/**
 * `iterations`: the OWASP Password Storage Cheat Sheet asks for 600,000 with SHA-256 and 210,000 with SHA-512, whose
 * rounds are those of SHA-384 too (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
 */
const pbes2 = (hash: 'SHA-256' | 'SHA-384' | 'SHA-512', wrapBits: AesBits, iterations: number) =>
  ({
    name: `PBES2-HS${hash.slice(4)}+A${wrapBits}KW`,
    family: 'pbes2',
    keyTypes: ['oct'],
    wrapBits,
    hash,
    iterations,
    hasEncryptedKey: true,
    isKeyAuthenticated: true,
    parameters: ['p2s', 'p2c'],
    status: 'acceptable',
    support: supportOf(wrapBits),
    meaning: `a password through PBKDF2 with ${hash}, then AES key wrap with ${wrapBits} bits`,
    source: 'RFC 7518 §4.8',
  }) as const satisfies KeyManagementAlgorithm;

/**
 * The JWE `alg` values of the IANA registry "JSON Web Signature and Encryption Algorithms", in the order of a picker.
 * `status` gathers its implementation requirements as in the table of signature algorithms.
 */
export const keyManagementAlgorithms: readonly KeyManagementAlgorithm[] = [
  {
    name: 'dir',
    family: 'dir',
    keyTypes: ['oct'],
    hasEncryptedKey: false,
    isKeyAuthenticated: false,
    parameters: [],
    status: 'recommended',
    support: 'webcrypto-or-library',
    meaning: 'the shared secret is the content key itself',
    source: 'RFC 7518 §4.5',
  },
  aesKw(128, 'recommended'),
  aesKw(192, 'acceptable'),
  aesKw(256, 'recommended'),
  aesGcmKw(128),
  aesGcmKw(192),
  aesGcmKw(256),
  rsaOaep('RSA-OAEP', 'SHA-1', 'recommended', 'RFC 7518 §4.3'),
  rsaOaep('RSA-OAEP-256', 'SHA-256', 'acceptable', 'RFC 7518 §4.3'),
  rsaOaep('RSA-OAEP-384', 'SHA-384', 'acceptable', 'Web Cryptography API, by the IANA registry'),
  rsaOaep('RSA-OAEP-512', 'SHA-512', 'acceptable', 'Web Cryptography API, by the IANA registry'),
  {
    name: 'RSA1_5',
    family: 'rsa-pkcs1',
    keyTypes: ['RSA'],
    leastKeyBits: 2048,
    hasEncryptedKey: true,
    // Now and then the padding of another key's octets looks right.
    isKeyAuthenticated: false,
    parameters: [],
    status: 'deprecated',
    support: 'library',
    meaning: 'RSAES-PKCS1-v1_5, whose padding can be made to give the content away',
    source: 'RFC 7518 §4.2; to be avoided by RFC 8725 §3.2',
  },
  ecdhEs('recommended'),
  ecdhEs('recommended', 128),
  ecdhEs('acceptable', 192),
  ecdhEs('recommended', 256),
  pbes2('SHA-256', 128, 600_000),
  pbes2('SHA-384', 192, 210_000),
  pbes2('SHA-512', 256, 210_000),
];

const byName: ReadonlyMap<unknown, KeyManagementAlgorithm> = new Map(
  keyManagementAlgorithms.map((row) => [row.name, row]),
);

/** The row of a JWE's `alg` value, spelt exactly (RFC 7516 §4.1.1: case-sensitive); undefined for anything else. */
export const findKeyManagement = (name: unknown): KeyManagementAlgorithm | undefined => byName.get(name);
