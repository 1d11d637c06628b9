import type { Facts } from '../checks/facts';
import { signingInputOf } from '../jose/signing-input';
import type { Token } from '../jose/token';
import type { SignatureAlgorithm } from '../registry/algorithm';
import type { GuessedSecret, GuessTarget } from '../worker/guess';
import { change } from './history';
import type { Guess, State } from './state';
import type { View } from './view';

/** A token longer than this in characters is searched on request only. */
const LONGEST_UNASKED = 65_536;
/** A token longer than this in characters is not searched at all: every candidate goes over the whole of it. */
const LONGEST = 1_000_000;

/**
 * Whether there is a secret to search for: `unasked` where a search may begin by itself, `asked` where a person has to
 * begin it, with the reason. `no` for a token that no secret signed.
 */
export type GuessTurn =
  | { kind: 'no' }
  | { kind: 'cannot'; reason: string }
  | { kind: 'asked'; reason: string; target: () => GuessTarget }
  | { kind: 'unasked'; target: () => GuessTarget };

type Asked = Pick<View, 'token' | 'algorithm' | 'verdict' | 'stale'>;

/** What is to be done about the secret of the token that is shown. */
export function guessTurn({ token, algorithm, verdict, stale }: Asked): GuessTurn {
  if (algorithm?.family !== 'hmac' || (token.kind !== 'jws' && token.kind !== 'sd-jwt')) return { kind: 'no' };
  if (stale) return { kind: 'cannot', reason: 'The token is from before your edit.' };
  const { length } = token.signature.bytes;
  if (length !== algorithm.signatureOctets) {
    const due = `An ${algorithm.name} signature has ${algorithm.signatureOctets} bytes; this one has ${length}.`;
    return { kind: 'cannot', reason: `${due} No secret makes it.` };
  }
  if (token.text.length > LONGEST)
    return { kind: 'cannot', reason: 'The token is too long to be tried with many secrets.' };
  const target = () => targetOf(token, algorithm);
  if (verdict.kind === 'valid') {
    return { kind: 'asked', reason: 'The key verifies it. Whether others could guess it is tried on request.', target };
  }
  if (token.text.length > LONGEST_UNASKED)
    return { kind: 'asked', reason: 'A token above 64 KB is tried on request only.', target };
  return { kind: 'unasked', target };
}

function targetOf(
  token: Extract<Token, { kind: 'jws' | 'sd-jwt' }>,
  { hash = 'SHA-256' }: SignatureAlgorithm,
): GuessTarget {
  return { hash, message: signingInputOf(token), digest: token.signature.bytes };
}

/** So many words are taken from a token, each tried in a hundred ways. */
const MOST_WORDS = 200;

/**
 * Words that a token brings with it, from its header and payload, whole and in pieces: names and addresses of a service
 * that its secret may be made of.
 */
export function ownWords(token: Token): string[] {
  const texts = [token.header?.text ?? '', token.payload?.text ?? ''].map((text) => text.slice(0, LONGEST_UNASKED));
  const whole = texts.flatMap((text) => text.match(/[\p{L}\p{N}][\p{L}\p{N}_.@:/-]{2,63}/gu) ?? []);
  const words = whole.flatMap((word) => [word, ...word.split(/[_.@:/-]+/)]);
  return [...new Set(words.filter((word) => word.length > 2))].slice(0, MOST_WORDS);
}

/** Keeps what a search found, so that the checks know of it. Nothing where another token is shown by now. */
export function recordGuess(state: State, guess: Guess): State {
  if (state.settled?.token !== guess.token) return state;
  return { ...state, guess, gathered: state.gathered && withGuess(state.gathered, guess) };
}

/** Facts with the secret that was guessed, where they are about its token and know of no worse one. */
export function withGuess(
  gathered: NonNullable<State['gathered']>,
  guess: Guess | undefined,
): NonNullable<State['gathered']> {
  const { facts, settled } = gathered;
  if (!guess || guess.token !== settled.token || facts.secret) return gathered;
  const secret: Facts['secret'] = { kind: 'guessed', list: guess.place };
  return { ...gathered, facts: { ...facts, secret } };
}

/** Puts the secret that was found into the key field, to be read as it was found, as one step of undo. */
export function takeGuess(state: State, { text, encoding }: GuessedSecret, at: number): State {
  return change(state, 'key!', at, { key: { text, encoding, origin: 'person' } });
}
