/** 2026-11-20T17:00:00Z: the clock of the corpus. */
export const clock = 1_795_194_000;

/** How a token of the corpus is signed; the keys are made when it is read, so that none is stored. */
export type Signing = 'RS256' | 'ES256' | 'HS256' | 'HS512' | 'EdDSA';

/**
 * One token of the corpus: what an issuer writes, signed with a key of our own, or a text as it stands. The key is in hand
 * when it is checked, and the clock is that of the corpus.
 */
export type CorpusEntry = {
  readonly id: string;
  readonly alg?: Signing;
  /** Parameters besides `alg`. */
  readonly header?: Readonly<Record<string, unknown>>;
  readonly payload?: Readonly<Record<string, unknown>> | string;
  /** Instead of all that: the token’s text, for broken ones, made of a signed one. */
  readonly change?: (token: string) => string;
  /** Claims that are encrypted instead of signed: with a shared secret (`dir`), or a public key (`RSA-OAEP-256`). */
  readonly encrypted?: 'dir' | 'RSA-OAEP-256';
  /** The secret of HS algorithms, where it is not a random one. */
  readonly secret?: string;
  /** Why a finding above medium on an ordinary token is true, by the id of the check. */
  readonly reasons?: Readonly<Record<string, string>>;
};
