import { withSigner } from '../jose/parse-token';
import { change } from './history';
import type { State } from './state';
import { verdictTitle } from './verdict-words';
import { stringParameter, viewOf } from './view';

/** One signature of several: which, by which algorithm and key, and what is said of it. */
export type SignerRow = {
  index: number;
  alg: string;
  kid: string | undefined;
  verdict: string;
  reason: string | undefined;
};

/** The signatures of a token that has several; none for any other. */
export function signerRows(state: State): SignerRow[] {
  const { token, verdicts } = viewOf(state);
  if (verdicts.length < 2) return [];
  return verdicts.map((verdict, index) => {
    const seen = withSigner(token, index);
    return {
      index,
      alg: stringParameter(seen, 'alg') ?? 'no alg',
      kid: stringParameter(seen, 'kid'),
      verdict: verdictTitle(verdict),
      reason: 'reason' in verdict ? verdict.reason : undefined,
    };
  });
}

/** Looks at another of the token's signatures. An edit in progress becomes the token that it has made. */
export function chooseSigner(state: State, signer: number, at: number): State {
  if (state.input.from === 'token') return { ...state, signer, mark: undefined };
  const { text } = viewOf(state).token;
  return { ...change(state, 'signer!', at, { input: { from: 'token', text, choice: 0 } }), signer };
}
