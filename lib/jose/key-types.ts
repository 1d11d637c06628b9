/** Octets of the parts of a key on a curve: EC coordinates and OKP keys, public and private alike. */
type CurveFacts = { readonly octets: number; readonly bits: number };

const table = <T>(rows: Record<string, T>): ReadonlyMap<string, T> => new Map(Object.entries(rows));

/** EC curves by JWK `crv` (RFC 7518 §6.2.1.1, RFC 8812 §3.1); coordinates have exactly `octets` octets. */
export const ecCurves = table<CurveFacts & { oid: string }>({
  'P-256': { octets: 32, bits: 256, oid: '1.2.840.10045.3.1.7' },
  'P-384': { octets: 48, bits: 384, oid: '1.3.132.0.34' },
  'P-521': { octets: 66, bits: 521, oid: '1.3.132.0.35' },
  secp256k1: { octets: 32, bits: 256, oid: '1.3.132.0.10' },
});

/** OKP curves by JWK `crv` (RFC 8037 §2); sizes from RFC 8032 §5 and RFC 7748 §5, OIDs from RFC 8410 §3. */
export const okpCurves = table<CurveFacts & { oid: string }>({
  Ed25519: { octets: 32, bits: 255, oid: '1.3.101.112' },
  Ed448: { octets: 57, bits: 448, oid: '1.3.101.113' },
  X25519: { octets: 32, bits: 255, oid: '1.3.101.110' },
  X448: { octets: 56, bits: 448, oid: '1.3.101.111' },
});

/** ML-DSA parameter sets by JWK `alg` (RFC 9964): public key octets from FIPS 204 table 2, OIDs from RFC 9881 §2. */
export const akpSets = table<{ octets: number; oid: string }>({
  'ML-DSA-44': { octets: 1312, oid: '2.16.840.1.101.3.4.3.17' },
  'ML-DSA-65': { octets: 1952, oid: '2.16.840.1.101.3.4.3.18' },
  'ML-DSA-87': { octets: 2592, oid: '2.16.840.1.101.3.4.3.19' },
});

/** Octets of an ML-DSA seed: the private key in JWK's `priv` (RFC 9964) and in PKCS#8 (RFC 9881 §6). */
export const akpSeedOctets = 32;

/** Object identifiers of keys whose parameters are not named by them: rsaEncryption and id-RSASSA-PSS (RFC 8017 C), id-ecPublicKey (RFC 5480 §2.1.1). */
export const rsaOid = '1.2.840.113549.1.1.1';
export const rsaPssOid = '1.2.840.113549.1.1.10';
export const ecOid = '1.2.840.10045.2.1';
