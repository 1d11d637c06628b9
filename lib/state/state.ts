import type { Audit, CheckContext } from '../checks/check';
import type { Expectations } from '../checks/expectations';
import type { FactOptions, Facts } from '../checks/facts';
import type { Steps } from '../encoding/steps';
import type { Decryption, DecryptOptions } from '../jose/decryption';
import type { EncryptOutcome } from '../jose/encrypt-jwe';
import type { KeyReading, SecretEncoding, SecretEncodingChoice } from '../jose/key';
import type { NestedToken } from '../jose/nested-token';
import type { SdJwtVerdict } from '../jose/sd-jwt-reading';
import type { SignOutcome } from '../jose/sign-jws';
import type { PartName, Span, Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import type { GuessedSecret } from '../worker/guess';

/**
 * The text of a part as it is signed, and as its pane shows it: the same but for white space between JSON tokens, and
 * the very same where the pane shows it `verbatim`.
 */
export type PartText = { written: string; shown: string; verbatim: boolean };

/** A text with a token in it. */
export type TokenInput = {
  from: 'token';
  text: string;
  /** Counts the tokens found, from 0. */
  choice: number;
  /** The whole paste, when more than the token was in it. */
  pasted?: string;
  /** The payload that travels apart from the token (RFC 7515 appendix F). */
  detachedPayload?: Uint8Array<ArrayBuffer>;
  /** A long paste that nobody has read yet: once it is, the token in it becomes the text. */
  isPaste?: true;
  /** Limits of decrypting that a person has raised for this token. */
  limits?: Pick<DecryptOptions, 'maxIterations' | 'maxInflatedOctets'>;
  /** Disclosures that were switched off, in the order in which the issuer gave all of them. */
  allDisclosures?: readonly string[];
};

/** Two parts to sign or to encrypt. */
export type PartsInput = {
  from: 'parts';
  header: PartText;
  payload: PartText;
  /** The token that the edit began from: what it was, the new one is too, and it is shown where none can be made. */
  base: string;
  /** Of several signatures, the one to make anew. */
  signer?: number;
  /** The payload stays apart from the token. */
  isDetached?: true;
  /** What to go back to, byte for byte, when both texts are again as they were. */
  returnsTo?: { input: TokenInput; header: string; payload: string };
};

/** What a person gave. */
export type Input = TokenInput | PartsInput;

/**
 * `origin` says whose key it is: a sample's key goes with its sample, a person's key stays, and one that was taken from the
 * token's own header proves nothing of who made it.
 */
export type KeyInput = {
  text: string;
  encoding: SecretEncodingChoice;
  origin: 'person' | 'sample' | 'generated' | 'token';
  /** What opens an encrypted private key; it goes when the key's text changes. */
  passphrase?: string;
};

/** A marked place: the characters of the token, and for a JSON part the characters of its written text. */
export type Mark = {
  part: PartName | 'token' | 'key';
  span?: Span;
  textSpan?: Span;
  by: 'pointer' | 'caret' | 'finding';
};

/** What the mathematics says of a token. */
export type Judgement = {
  /** One for each signature; of an encrypted token one that says that it is. */
  verdicts: readonly Verdict[];
  decryption?: Decryption;
  sdJwt?: SdJwtVerdict;
  /** The tokens inside, judged with the same key. */
  nested: readonly (NestedToken & { verdict?: Verdict; decryption?: Decryption })[];
};

/** What the last finished job found, and for which input and key. */
export type Settled = Judgement & {
  input: Input;
  key: KeyInput;
  token: string;
  reading: KeyReading;
  /** Present when the input is two parts. */
  signing?: SignOutcome | EncryptOutcome;
  /** How this secret was read when it last verified: an edit is signed with the same octets. */
  matched?: SecretEncoding;
};

/** A token that holds the one that is shown, with its key, to go back to. */
export type OuterLayer = Pick<Snapshot, 'input' | 'key' | 'sample' | 'sampleKey'> & {
  /** What it was, and what was said of it: "JWE compact, encrypted", "Decrypted". */
  form: string;
  verdict: string;
  /** The outer token as an edit, ready to take another token as its payload; absent where the inner one is no payload. */
  edit: PartsInput | undefined;
  /** Where the inner token stands in it, and how that was when it was opened. */
  inner: NestedToken;
};

/** What undo brings back. */
export type Snapshot = {
  input: Input;
  key: KeyInput;
  /** The id of the sample shown, empty when the token is the person's own. */
  sample: string;
  /** The sample's key, on offer where a person's own key was kept. */
  sampleKey: KeyInput | undefined;
  /** The tokens around the one that is shown, the outermost first. */
  outer: readonly OuterLayer[];
};

/** The checks, once they are here: they come after the page, which reads and verifies without them. */
export type Auditor = {
  run(context: CheckContext): Audit;
  /** The same in steps, for a long token. */
  steps(context: CheckContext): Steps<Audit>;
  /** What a check cannot find out by itself. Rejects with the signal's reason when it is aborted. */
  gather(signal: AbortSignal, token: Token, key: KeyReading, options: FactOptions): Promise<Facts>;
};

/** What had to be awaited for the checks, and for which result and expectations. */
export type Gathered = { settled: Settled; expectations: Expectations; facts: Facts };

/** What comes of a search that goes on beside the checks: for which result, and what it found so far. */
export type Found = { settled: Settled; facts: Pick<Facts, 'repeatedNonce' | 'sharedFactors' | 'factored'> };

/** A secret that a search found: for which token, and where it was, in words. */
export type Guess = { token: string; place: string; secret: GuessedSecret };

export type State = Snapshot & {
  /** The clock, NumericDate seconds. */
  now: number;
  /** The IANA zone of local dates: UTC until the page knows where it is, so that it is drawn alike everywhere. */
  timeZone: string;
  mark: Mark | undefined;
  /** Of several signatures or recipients, the one that a person looks at, counted from 0; undefined before a choice. */
  signer: number | undefined;
  settled: Settled | undefined;
  /** How much of a long input was read by now, from 0 to 1. */
  progress?: { input: Input; done: number };
  past: readonly Snapshot[];
  future: readonly Snapshot[];
  /** The checks, once they are here. */
  auditor: Auditor | 'unavailable' | undefined;
  /** What the reviewer says that the verifier asks for. It stays from token to token, and goes with the tab. */
  expectations: Expectations;
  gathered: Gathered | undefined;
  /** What the checks found in a long token, and what they looked at. */
  audited?: { context: CheckContext; audit: Audit };
  /** What a search beside the checks has found about the last result. */
  found?: Found;
  /** The last secret that was guessed. */
  guess?: Guess;
  /**
   * Findings that the reviewer has accepted, by `findingKey`, each with a note, for this review. A list: an engine remembers
   * names of members that it looked up, and a key quotes the token.
   */
  accepted: readonly { key: string; note: string }[];
  /** What they found in the state that the page opens with. */
  firstAudit: Audit | undefined;
  /** What the last change was, so that a run of typing is one step of undo. */
  lastEdit: { what: string; at: number } | undefined;
};
