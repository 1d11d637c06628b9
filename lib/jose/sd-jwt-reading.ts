import type { KeyReading } from './key';
import type { Part, SdJwtToken } from './token';
import type { Verdict } from './verdict';

/** One disclosure with the digest that stands for it (RFC 9901 §4.2). `index` counts the token's disclosures from 0. */
export type Disclosure = {
  index: number;
  part: Part;
  digest: string;
  salt?: string;
  /** Absent for an element of an array (RFC 9901 §4.2.2). */
  name?: string;
  /** The JSON text of its value, as written in the disclosure. */
  value?: string;
  /** Where it belongs in the processed claims, as a JSON pointer (RFC 6901); absent where no digest stands for it. */
  pointer?: string;
  /** The disclosure in which its digest stands, where that is not the issuer's payload (recursive disclosures). */
  inside?: number;
  problem?: string;
};

/** A disclosed token put together again (RFC 9901 §7.1). `problems` are what a verifier must refuse it for. */
export type SdJwtReading = {
  disclosures: Disclosure[];
  /** The claims with all disclosed values in their places, as JSON text; absent where the payload cannot be read. */
  claims?: string;
  /** Digests that no disclosure of this token belongs to: withheld claims and decoys, which look alike (RFC 9901 §4.2.5). */
  unmatchedDigests: number;
  /** Hash of the digests as the payload names it: `sha-256` unless it says otherwise (RFC 9901 §4.1.1). */
  hash: string;
  problems: { code: string; message: string; index?: number }[];
};

/** What the verifier asks of the key-binding JWT (RFC 9901 §7.3). */
export type KeyBindingExpectation = { required?: boolean; audience?: string; nonce?: string };

/** The whole of an SD-JWT: the issuer's signature, the disclosures, and the key binding where there is one. */
export type SdJwtVerdict = {
  issuer: Verdict;
  reading: SdJwtReading;
  /** The signature of the key-binding JWT by the key in `cnf`, and what else is wrong with it. */
  keyBinding?: { verdict: Verdict; problems: string[] };
  /** Whether a verifier may take it: everything above is in order. */
  accepted: boolean;
};

const UNREAD: SdJwtReading = { disclosures: [], unmatchedDigests: 0, hash: 'sha-256', problems: [] };

/** Stub; see SdJwtReading. */
export async function readSdJwt(_token: SdJwtToken): Promise<SdJwtReading> {
  return UNREAD;
}

/** Stub; see SdJwtVerdict. */
export async function verifySdJwt(
  signal: AbortSignal,
  _token: SdJwtToken,
  _key: KeyReading,
  _expected: KeyBindingExpectation = {},
): Promise<SdJwtVerdict> {
  signal.throwIfAborted();
  return { issuer: { kind: 'unverified', reason: '' }, reading: UNREAD, accepted: false };
}
