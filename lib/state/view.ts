import type { KeyReading } from '../jose/key';
import { headerValue } from '../jose/parse-token';
import type { SignOutcome } from '../jose/sign-jws';
import type { Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import type { SignatureAlgorithm } from '../registry/algorithm';
import { findAlgorithm } from '../registry/algorithms';
import { parseOnce, readInput, staleToken } from './reading';
import type { State } from './state';

/** What is shown of a state: one token, and the verdict and key that go with that very token. */
export type View = {
  token: Token;
  reading: KeyReading;
  verdict: Verdict;
  /** The job for the present input and key is still running. */
  busy: boolean;
  /** How signing went, where there are edited parts to sign. */
  signing: SignOutcome | undefined;
  /** The signature is from before the edit: no new one could be made. */
  stale: boolean;
  /** The row of the token's `alg`, when that is a known name. */
  algorithm: SignatureAlgorithm | undefined;
};

const UNREAD: KeyReading = { kind: 'empty' };
const CHECKING: Verdict = { kind: 'unverified', reason: 'Checking.' };

function view(state: State): View {
  const { input, key, settled } = state;
  const current = settled?.input === input && settled.key === key ? settled : undefined;
  if (current) return assemble(parseOnce(current.token), current.reading, current.verdict, false, current.signing);
  // While an edit is being signed the token before it stays, with its own verdict: never a verdict for another token.
  if (input.from === 'parts' && settled)
    return assemble(parseOnce(settled.token), settled.reading, settled.verdict, true, settled.signing);
  const token = input.from === 'token' ? readInput(input).token : parseOnce(staleToken(input));
  return assemble(token, settled?.key === key ? settled.reading : UNREAD, CHECKING, true, undefined);
}

function assemble(
  token: Token,
  reading: KeyReading,
  verdict: Verdict,
  busy: boolean,
  signing: SignOutcome | undefined,
): View {
  const algorithm = findAlgorithm(algOf(token));
  return { token, reading, verdict, busy, signing, stale: signing?.kind === 'cannot-sign', algorithm };
}

/** The token's `alg` where it is a string, of a known algorithm or not. */
export function algOf(token: Token): string | undefined {
  const alg = headerValue(token, 'alg');
  return alg?.kind === 'string' ? alg.value : undefined;
}

/** The view of a state; asked again about the same input, key and result it gives the same object. */
export const viewOf = rememberLast(view, (one, other) => {
  return one.input === other.input && one.key === other.key && one.settled === other.settled;
});

function rememberLast<Asked, Answer>(
  answer: (asked: Asked) => Answer,
  same: (one: Asked, other: Asked) => boolean,
): (asked: Asked) => Answer {
  let last: { asked: Asked; answer: Answer } | undefined;
  return (asked) => {
    if (!last || !same(last.asked, asked)) last = { asked, answer: answer(asked) };
    return last.answer;
  };
}
