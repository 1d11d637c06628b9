import type { JsonProblem } from '../encoding/json-node';

export type SecretEncoding = 'utf-8' | 'base64' | 'base64url' | 'hex';
export type SecretEncodingChoice = 'detect' | SecretEncoding;

/** One reading of a secret's text as octets. */
export type SecretReading = { encoding: SecretEncoding; bytes: Uint8Array<ArrayBuffer> };

/** JSON Web Key members used here (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2, RFC 9964); others are kept as they came. */
export type Jwk = {
  kty: string;
  kid?: string;
  alg?: string;
  use?: string;
  key_ops?: string[];
  crv?: string;
  k?: string;
  n?: string;
  e?: string;
  d?: string;
  x?: string;
  y?: string;
  pub?: string;
  priv?: string;
  [name: string]: unknown;
};

export type KeySource =
  | 'spki'
  | 'pkcs8'
  | 'encrypted-pkcs8'
  | 'pkcs1'
  | 'sec1'
  | 'openssh'
  | 'certificate'
  | 'jwk'
  | 'jwks'
  | 'generated';

/** What an X.509 certificate says of itself, unverified. Times are NumericDate seconds. */
export type CertificateFacts = { subject: string; issuer: string; notBefore: number; notAfter: number };

/** One key, whatever text it came in, as a JWK and in words. */
export type Key = {
  source: KeySource;
  jwk: Jwk;
  type: 'RSA' | 'EC' | 'OKP' | 'AKP' | 'oct';
  /** Curve or parameter set: P-256, Ed25519, ML-DSA-44. */
  curve?: string;
  /** Size in bits: of the modulus, the curve's field, the secret. */
  bits: number;
  isPrivate: boolean;
  /** RFC 7638 SHA-256 thumbprint, base64url without padding. */
  thumbprint: string;
  /** "RSA public key, 2048 bits". */
  description: string;
  /** X.509 facts, when it came in a certificate. */
  certificate?: CertificateFacts;
  /** The other certificates that came with it, in the order of the text; nothing about them is verified. */
  chain?: CertificateFacts[];
  /** One sentence on how the text was taken, when it was not in a usual form. */
  note?: string;
};

/** What a key text turned out to be. A text that is none of the structured kinds is a secret. */
export type KeyReading =
  | { kind: 'empty' }
  /** `readings` in the order in which Detect tries them; exactly one when the encoding was chosen. */
  | { kind: 'secret'; encoding: SecretEncodingChoice; readings: SecretReading[] }
  | { kind: 'key'; key: Key }
  /** `problems` names the members of the set that could not be read; the others are used. */
  | { kind: 'key-set'; keys: Key[]; problems: { index: number; reason: string }[] }
  | { kind: 'unreadable'; code: KeyProblemCode; reason: string; problems?: JsonProblem[] };

export type KeyProblemCode =
  | 'too-long'
  | 'not-in-encoding'
  | 'malformed-pem'
  | 'malformed-jwk'
  | 'malformed-json'
  | 'unsupported-key'
  /** The key is encrypted and no passphrase was given, or another than its own. */
  | 'passphrase-needed'
  | 'wrong-passphrase'
  /** A file or document that is known for what it is, and holds no key. */
  | 'not-a-key';
