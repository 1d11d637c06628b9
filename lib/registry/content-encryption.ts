/** One row of the table of content encryption algorithms, the `enc` values of JWE. */
export type ContentEncryptionAlgorithm = {
  /** The `enc` value, spelt as registered: names are case-sensitive (RFC 7516 §4.1.2). */
  readonly name: string;
  readonly family: 'aes-cbc-hmac' | 'aes-gcm';
  /** Bits of the content encryption key, all of it: of AES-CBC-HMAC one half is for HMAC (RFC 7518 §5.2.2.1). */
  readonly keyBits: 128 | 192 | 256 | 384 | 512;
  /** Bits of the AES key in it. */
  readonly aesBits: 128 | 192 | 256;
  /** Hash of the HMAC in WebCrypto's spelling, where there is one. */
  readonly hash?: 'SHA-256' | 'SHA-384' | 'SHA-512';
  readonly ivOctets: 12 | 16;
  readonly tagOctets: 16 | 24 | 32;
  /** What the IANA registry says of it. */
  readonly status: 'recommended' | 'acceptable' | 'deprecated' | 'prohibited';
  /** Who does the arithmetic: browsers' WebCrypto may lack AES with 192 bits. */
  readonly support: 'webcrypto' | 'webcrypto-or-library';
  /** In words, for margin notes: "AES in GCM with a 128-bit key". */
  readonly meaning: string;
  /** RFC and section. */
  readonly source: string;
};

type AesBits = ContentEncryptionAlgorithm['aesBits'];
type Status = ContentEncryptionAlgorithm['status'];

const supportOf = (aesBits: AesBits) => (aesBits === 192 ? 'webcrypto-or-library' : 'webcrypto');

/** The HMAC key is as long as the AES key, and the tag is as long as either (RFC 7518 §5.2.2.1). */
function cbcHmac(aesBits: AesBits, status: Status, section: string): ContentEncryptionAlgorithm {
  const keyBits = (aesBits * 2) as 256 | 384 | 512;
  return {
    name: `A${aesBits}CBC-HS${keyBits}`,
    family: 'aes-cbc-hmac',
    keyBits,
    aesBits,
    hash: `SHA-${keyBits}`,
    ivOctets: 16,
    tagOctets: (aesBits / 8) as 16 | 24 | 32,
    status,
    support: supportOf(aesBits),
    meaning: `AES in CBC with a ${aesBits}-bit key, and HMAC with SHA-${keyBits}`,
    source: `RFC 7518 §${section}`,
  };
}

const gcm = (aesBits: AesBits, status: Status): ContentEncryptionAlgorithm => ({
  name: `A${aesBits}GCM`,
  family: 'aes-gcm',
  keyBits: aesBits,
  aesBits,
  ivOctets: 12,
  tagOctets: 16,
  status,
  support: supportOf(aesBits),
  meaning: `AES in GCM with a ${aesBits}-bit key`,
  source: 'RFC 7518 §5.3',
});

/**
 * The `enc` algorithms of the IANA registry "JSON Web Signature and Encryption Algorithms", in the order of a picker.
 * `status` gathers its implementation requirements as in the table of signature algorithms.
 */
export const contentEncryptionAlgorithms: readonly ContentEncryptionAlgorithm[] = [
  gcm(128, 'recommended'),
  gcm(192, 'acceptable'),
  gcm(256, 'recommended'),
  cbcHmac(128, 'recommended', '5.2.3'),
  cbcHmac(192, 'acceptable', '5.2.4'),
  cbcHmac(256, 'recommended', '5.2.5'),
];

const byName: ReadonlyMap<unknown, ContentEncryptionAlgorithm> = new Map(
  contentEncryptionAlgorithms.map((row) => [row.name, row]),
);

/** The row of an `enc` value, spelt exactly (RFC 7516 §4.1.2: case-sensitive); undefined for anything else. */
export const findContentEncryption = (name: unknown): ContentEncryptionAlgorithm | undefined => byName.get(name);
