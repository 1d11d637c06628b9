import type { KeyReading } from '../jose/key';
import { headerValue } from '../jose/parse-token';
import type { Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import type { SignatureAlgorithm } from '../registry/algorithm';
import { findAlgorithm } from '../registry/algorithms';
import { type ContentEncryptionAlgorithm, findContentEncryption } from '../registry/content-encryption';
import { findKeyManagement, type KeyManagementAlgorithm } from '../registry/key-management';
import { bestVerdict, openToken, withDetached } from './judge';
import { keepLast } from './last';
import { detachedOctets, staleToken } from './make-token';
import { isRead, parseOnce, readInput } from './reading';
import type { Input, Judgement, Settled, State } from './state';

/** What is shown of a state: one token, and the verdict and key that go with that very token. */
export type View = Judgement & {
  /** The token, opened where it could be: `payload` is a JWE's plaintext, `signature` the one that is looked at. */
  token: Token;
  reading: KeyReading;
  /** The verdict on the signature that is looked at, which is the one at `signer`. */
  verdict: Verdict;
  signer: number;
  /** The job for the present input and key is still running. */
  busy: boolean;
  /** A long text that is still being read: nothing is known of the token but its text. */
  isUnread: boolean;
  /** The key was taken from the token's own header. */
  keyIsTokens: boolean;
  /** How signing or encrypting went, where there are edited parts. */
  signing: Settled['signing'];
  /** The token is from before the edit, or carries a signature from before: no new one could be made. */
  stale: boolean;
  /** The row of the token's `alg`, when that is a known name of a signature algorithm. */
  algorithm: SignatureAlgorithm | undefined;
  /** The rows of a JWE's `alg` and `enc`, when those are known names. */
  keyManagement: KeyManagementAlgorithm | undefined;
  contentEncryption: ContentEncryptionAlgorithm | undefined;
};

const UNREAD: KeyReading = { kind: 'empty' };
const READING: Judgement = { verdicts: [{ kind: 'unverified', reason: 'Reading the text.' }], nested: [] };
const CHECKING: Judgement = { verdicts: [{ kind: 'unverified', reason: 'Checking.' }], nested: [] };

function view(state: State): View {
  const { input, key, settled } = state;
  if (isUnread(state) && input.from === 'token') {
    return { ...assemble(state, readInput(input).token, READING, UNREAD, true, undefined), isUnread: true };
  }
  const current = settled?.input === input && settled.key === key ? settled : undefined;
  if (current) return assemble(state, parsed(current), current, current.reading, false, current.signing);
  // While an edit is being signed the token before it stays, with its own verdict: never a verdict for another token.
  if (input.from === 'parts' && settled) {
    return assemble(state, parsed(settled), settled, settled.reading, true, settled.signing);
  }
  const token = input.from === 'token' ? readInput(input).token : parseOnce(staleToken(input));
  const reading = settled?.key === key ? settled.reading : UNREAD;
  return assemble(state, withDetached(token, octetsOf(input)), CHECKING, reading, true, undefined);
}

function isUnread({ input }: State): boolean {
  return input.from === 'token' && !isRead(input);
}

function parsed({ token, input }: Settled): Token {
  return withDetached(parseOnce(token), octetsOf(input));
}

function octetsOf(input: Input): Uint8Array<ArrayBuffer> | undefined {
  return input.from === 'token' ? input.detachedPayload : detachedOctets(input);
}

function assemble(
  { input, key, signer: chosen }: State,
  closed: Token,
  { verdicts, decryption, sdJwt, nested }: Judgement,
  reading: KeyReading,
  busy: boolean,
  signing: Settled['signing'],
): View {
  const best = bestVerdict(verdicts);
  const signer = (input.from === 'parts' ? input.signer : chosen) ?? best;
  const token = openToken(closed, { decryption }, signer);
  const verdict = (verdicts[signer] ?? verdicts[best]) as Verdict;
  const stale = signing?.kind === 'cannot-sign' || signing?.kind === 'cannot-encrypt';
  return {
    ...{ token, reading, verdict, verdicts, signer, decryption, sdJwt, nested, busy, signing, stale },
    isUnread: false,
    keyIsTokens: key.origin === 'token',
    algorithm: findAlgorithm(algOf(token)),
    keyManagement: findKeyManagement(algOf(token)),
    contentEncryption: findContentEncryption(stringParameter(token, 'enc')),
  };
}

/** The token's `alg` where it is a string, of a known algorithm or not. */
export function algOf(token: Token): string | undefined {
  return stringParameter(token, 'alg');
}

/** A header parameter where it is a string. */
export function stringParameter(token: Token, name: string): string | undefined {
  const value = headerValue(token, name);
  return value?.kind === 'string' ? value.value : undefined;
}

/** The view of a state; asked again about the same input, key and result it gives the same object. */
export const viewOf = rememberLast(view, (one, other, answer) => {
  return (
    one.input === other.input &&
    one.key === other.key &&
    one.settled === other.settled &&
    one.signer === other.signer &&
    answer.isUnread === isUnread(other)
  );
});

function rememberLast<Asked, Answer>(
  answer: (asked: Asked) => Answer,
  same: (one: Asked, other: Asked, answer: Answer) => boolean,
): (asked: Asked) => Answer {
  const last = keepLast<{ asked: Asked; answer: Answer }>();
  return (asked) => {
    if (!last.answer || !same(last.answer.asked, asked, last.answer.answer))
      last.answer = { asked, answer: answer(asked) };
    return last.answer.answer;
  };
}
