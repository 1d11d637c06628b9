import { finish, type Steps } from '../encoding/steps';
import { type FoundToken, findSteps } from '../jose/find-tokens';
import { tokenSteps } from '../jose/parse-token';
import type { Token } from '../jose/token';
import { type Remembered, remember } from './answers';
import { keepLast } from './last';
import type { TokenInput } from './state';

/** The token in an input, read: where it stands in the field's text, and what else was there. */
export type Reading = {
  text: string;
  token: Token;
  /** Where the token begins in the field's text; undefined where it does not stand there in one piece. */
  offset: number | undefined;
  /** All tokens of the paste, the chosen one at `choice`. */
  found: readonly FoundToken[];
  choice: number;
};

/** Above this many characters a text is read and checked a slice at a time, and shown when that is done. */
export const LONG_TEXT = 65_536;

/** An edit asks by turns about the token that it began from and the new one. */
const lastParsed = keepLast<readonly Token[]>();

/** {@link parseToken}, remembering the last two: a text and the result of signing it are asked about many times. */
export function parseOnce(text: string): Token {
  return finish(parseOnceSteps(text));
}

/** {@link parseOnce} in steps, for a text of any length. */
export function* parseOnceSteps(text: string): Steps<Token> {
  const before = lastParsed.answer ?? [];
  const known = before.find((token) => token.text === text);
  const token = known ?? (yield* tokenSteps(text));
  if (before[0] !== token) lastParsed.answer = [token, ...before.filter((other) => other !== token)].slice(0, 2);
  return token;
}

/** The token that a text input holds. A text in which no token is found is itself read as one, to say what is wrong. */
export function* readingSteps(input: TokenInput): Steps<Reading> {
  const found = yield* findSteps(input.pasted ?? input.text);
  const choice = Math.min(input.choice, Math.max(0, found.length - 1));
  const chosen = found[choice];
  const text = chosen?.token ?? input.text.trim();
  const inField = input.pasted === undefined ? (chosen?.start ?? input.text.indexOf(text)) : input.text.indexOf(text);
  const whole = inField >= 0 && input.text.startsWith(text, inField);
  const token = yield* parseOnceSteps(text);
  return { text, token, offset: whole ? inField : undefined, found, choice };
}

const readings: Remembered<TokenInput, Reading> = remember((input) => finish(readingSteps(input)));

/** What of a long text is known before it was read: that it is one. */
const unread = remember(({ text, choice }: TokenInput): Reading => {
  const token: Token = { kind: 'malformed', serialization: 'compact', text, parts: [], problems: [] };
  return { text, token, offset: undefined, found: [], choice };
});

/** Whether an input was read, or is short enough to be read at once. */
export function isRead(input: TokenInput): boolean {
  return readings.knows(input) || (input.pasted ?? input.text).length <= LONG_TEXT;
}

/** The reading of an input; of a long one that nobody has read yet, an empty one with its whole text. */
export function readInput(input: TokenInput): Reading {
  return isRead(input) ? readings(input) : unread(input);
}

/** Keeps what came of {@link readingSteps}, which is then what {@link readInput} gives. */
export function keepReading(input: TokenInput, reading: Reading): void {
  readings.keep(input, reading);
}
