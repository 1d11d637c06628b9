import type { Audit, CheckContext } from '../checks/check';
import type { KeyReading, SecretEncoding, SecretEncodingChoice } from '../jose/key';
import type { SignOutcome } from '../jose/sign-jws';
import type { PartName, Span } from '../jose/token';
import type { Verdict } from '../jose/verdict';

/**
 * The text of a part as it is signed, and as its pane shows it: the same but for white space between JSON tokens, and
 * the very same where the pane shows it `verbatim`.
 */
export type PartText = { written: string; shown: string; verbatim: boolean };

/**
 * What a person gave. Either a text with a token in it (`choice` counts the tokens found, from 0; `pasted` is the whole
 * paste when more than the token was in it). Or two parts to sign: `base` is the token that the edit began from, whose
 * signature is shown as stale where no new one can be made; `returnsTo` is the input to go back to, byte for byte, when
 * the texts are what they were again.
 */
export type Input =
  | { from: 'token'; text: string; choice: number; pasted?: string }
  | { from: 'parts'; header: PartText; payload: PartText; base: string; returnsTo?: Input };

/** `origin` says whose key it is: a sample's key goes with its sample, a person's key stays. */
export type KeyInput = {
  text: string;
  encoding: SecretEncodingChoice;
  origin: 'person' | 'sample' | 'generated';
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

/** What the last finished job found, and for which input and key. */
export type Settled = {
  input: Input;
  key: KeyInput;
  token: string;
  reading: KeyReading;
  verdict: Verdict;
  /** Present when the input is two parts to sign. */
  signing?: SignOutcome;
  /** How this secret was read when it last verified: an edit is signed with the same octets. */
  matched?: SecretEncoding;
};

/** What undo brings back. */
export type Snapshot = {
  input: Input;
  key: KeyInput;
  /** The id of the sample shown, empty when the token is the person's own. */
  sample: string;
  /** The sample's key, on offer where a person's own key was kept. */
  sampleKey: KeyInput | undefined;
};

/** The checks, once they are here: they come after the page, which reads and verifies without them. */
export type Auditor = (context: CheckContext) => Audit;

export type State = Snapshot & {
  /** The clock, NumericDate seconds. */
  now: number;
  /** The IANA zone of local dates: UTC until the page knows where it is, so that it is drawn alike everywhere. */
  timeZone: string;
  mark: Mark | undefined;
  settled: Settled | undefined;
  past: readonly Snapshot[];
  future: readonly Snapshot[];
  /** The checks, once they are here. */
  auditor: Auditor | 'unavailable' | undefined;
  /** What they found in the state that the page opens with. */
  firstAudit: Audit | undefined;
  /** What the last change was, so that a run of typing is one step of undo. */
  lastEdit: { what: string; at: number } | undefined;
};
