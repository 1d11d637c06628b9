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
  | 'not-an-object';

/** What is wrong with the text and where; `message` says it to a person, with the character's position. */
export type TokenProblem = Span & { code: TokenProblemCode; part?: PartName; message: string };

/**
 * One piece between the dots (or tildes). `bytes` is what could be decoded; `text` its UTF-8 text, when it is UTF-8;
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
  problems: TokenProblem[];
};

type TokenBase = { text: string; parts: Part[]; problems: TokenProblem[] };

/** JWS in compact serialization (RFC 7515 §7.1): its header is a JSON object. The payload may be anything. */
export type JwsToken = TokenBase & { kind: 'jws'; header: Part; payload: Part; signature: Part };

/** JWE in compact serialization (RFC 7516 §7.1): five parts, of which only the header is readable without a key. */
export type JweToken = TokenBase & { kind: 'jwe'; header: Part; payload?: undefined; signature?: undefined };

/** SD-JWT (RFC 9901 §4): the issuer-signed JWT's parts, then disclosures, then perhaps a key-binding JWT. */
export type SdJwtToken = TokenBase & {
  kind: 'sd-jwt';
  header: Part;
  payload: Part;
  signature: Part;
  disclosures: Part[];
  keyBinding?: Part;
};

/** A text that is no token by the standards; what could be read of it is there all the same. */
export type MalformedToken = TokenBase & { kind: 'malformed'; header?: Part; payload?: Part; signature?: Part };

export type Token = JwsToken | JweToken | SdJwtToken | MalformedToken;
