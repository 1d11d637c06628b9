/** One row of the table of signature algorithms: every part of the tool takes the row, not the name. */
export type SignatureAlgorithm = {
  /** The `alg` value, spelt as registered: names are case-sensitive (RFC 7515 §4.1.1). */
  readonly name: string;
  readonly family: 'none' | 'hmac' | 'rsassa-pkcs1' | 'rsassa-pss' | 'ecdsa' | 'eddsa' | 'ml-dsa';
  /** JWK `kty` of the keys that fit; absent for `none`. */
  readonly keyType?: 'oct' | 'RSA' | 'EC' | 'OKP' | 'AKP';
  /** JWK `crv` values that fit, for EC and OKP. */
  readonly curves?: readonly string[];
  /** Hash in WebCrypto's spelling, where the algorithm names one. */
  readonly hash?: 'SHA-256' | 'SHA-384' | 'SHA-512';
  /** Least key size in bits that the standard asks for (HMAC: RFC 7518 §3.2; RSA: §3.3 and §3.5). */
  readonly leastKeyBits?: number;
  /** Octets of a signature; absent for RSA, where it is the modulus's. */
  readonly signatureOctets?: number;
  /** What the IANA registry says of it. */
  readonly status: 'recommended' | 'acceptable' | 'deprecated' | 'prohibited';
  /** Who does the arithmetic: WebCrypto alone, a library where WebCrypto lacks it, a library alone, or no one. */
  readonly support: 'webcrypto' | 'webcrypto-or-library' | 'library' | 'none';
  /** In words, for margin notes: "HMAC with SHA-256". */
  readonly meaning: string;
  /** RFC and section. */
  readonly source: string;
};
