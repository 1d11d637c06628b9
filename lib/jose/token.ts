import type { JsonText } from '../encoding/json-node';

/** A stretch of the token's text in UTF-16 code units, `end` exclusive. */
export type Span = { start: number; end: number };

export type PartName =
  | 'header'
  | 'payload'
  | 'signature'
  | 'encrypted-key'
  | 'initialization-vector'
  | 'ciphertext'
  | 'authentication-tag'
  | 'disclosure'
  | 'key-binding'
  | 'unprotected-header'
  | 'aad'
  | 'extra';

export type TokenProblemCode =
  | 'segment-count'
  | 'illegal-character'
  | 'whitespace'
  | 'standard-alphabet'
  | 'padding'
  | 'impossible-length'
  | 'stray-bits'
  | 'byte-order-mark'
  | 'not-utf8'
  | 'not-json'
  | 'not-an-object'
  /** JSON serialization: a member is missing, of the wrong type, or stands beside one that excludes it. */
  | 'json-member'
  /** A parameter stands in more than one of the headers (RFC 7515 §4, RFC 7516 §4). */
  | 'header-overlap';

/** What is wrong with the text and where; `message` says it to a person, with the character's position. */
export type TokenProblem = Span & { code: TokenProblemCode; part?: PartName; message: string };

/**
 * One piece between the dots (or tildes), or one string or header of a JSON serialization. In the order of the text; the
 * disclosures and the key binding of an SD-JWT in JSON stand inside its unprotected header's part, all others side by
 * side. `encoded` is what stands there, escapes of a JSON string undone;
 * `bytes` is what could be decoded; `text` its UTF-8 text, when it is UTF-8;
 * `json` that text read as JSON, for header and payload and disclosures.
 */
export type Part = Span & {
  name: PartName;
  encoded: string;
  bytes: Uint8Array<ArrayBuffer>;
  text?: string;
  json?: JsonText;
  /** Set on a payload that stands in the token as it is, not in base64url (RFC 7797). */
  unencoded?: true;
  /**
   * Set where single characters have no place of their own in the token's text: a decrypted plaintext, a detached payload,
   * a JSON string with escapes in it. A place in such a part is the whole part.
   */
  unplaced?: true;
  problems: TokenProblem[];
};

/**
 * How the token is written: in one line with dots, or as a JSON object with one or with several signatures or
 * recipients (RFC 7515 §7, RFC 7516 §7).
 */
export type Serialization = 'compact' | 'flattened' | 'general';

type TokenBase = { text: string; serialization: Serialization; parts: Part[]; problems: TokenProblem[] };

/**
 * One signature with its headers (RFC 7515 §7.2.1). `header` is the protected one, empty and without `json` where there
 * is none; `unprotected` is the JSON object as it stands in the text.
 */
export type Signer = {
  header: Part;
  unprotected: readonly Part[];
  signature: Part;
  /** The JSON object that it stands in; absent in a compact token. */
  place?: Span;
};

type Signed = TokenBase & {
  /** The headers and the signature of the signer that is looked at: the first, until `withSigner` takes another. */
  header: Part;
  unprotected: readonly Part[];
  payload: Part;
  signature: Part;
  signers: readonly Signer[];
};

/**
 * JWS (RFC 7515 §7): its header is a JSON object. The payload may be anything; it is empty where it is detached
 * (RFC 7515 appendix F), until `attachPayload` puts it there.
 */
export type JwsToken = Signed & { kind: 'jws' };

/** One recipient with its own header and its own copy of the content key (RFC 7516 §7.2.1). */
export type Recipient = {
  unprotected: readonly Part[];
  encryptedKey: Part;
  /** The JSON object that it stands in; absent in a compact token. */
  place?: Span;
};

/**
 * JWE (RFC 7516 §7): only its headers are readable without a key. `unprotected` are the shared header and then that of
 * the recipient that is looked at: the first, until `withRecipient` takes another. `payload` is the plaintext, once it
 * was decrypted.
 */
export type JweToken = TokenBase & {
  kind: 'jwe';
  header: Part;
  unprotected: readonly Part[];
  recipients: readonly Recipient[];
  encryptedKey: Part;
  initializationVector: Part;
  ciphertext: Part;
  authenticationTag: Part;
  /** Further authenticated data, of the JSON serializations only. */
  aad?: Part;
  payload?: Part;
  signature?: undefined;
};

/** SD-JWT (RFC 9901 §4): the issuer-signed JWT's parts, then disclosures, then perhaps a key-binding JWT. */
export type SdJwtToken = Signed & { kind: 'sd-jwt'; disclosures: Part[]; keyBinding?: Part };

/** A text that is no token by the standards; what could be read of it is there all the same. */
export type MalformedToken = TokenBase & {
  kind: 'malformed';
  header?: Part;
  unprotected?: readonly Part[];
  payload?: Part;
  signature?: Part;
};

export type Token = JwsToken | JweToken | SdJwtToken | MalformedToken;
