import { type FoundToken, findTokens } from '../jose/find-tokens';
import { parseToken } from '../jose/parse-token';
import type { Token } from '../jose/token';
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

/** Remembers the last answer for each object that was asked about. */
export function remember<Asked extends object, Answer>(answer: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const answers = new WeakMap<Asked, { answer: Answer }>();
  return (asked) => {
    const known = answers.get(asked);
    if (known) return known.answer;
    const fresh = answer(asked);
    answers.set(asked, { answer: fresh });
    return fresh;
  };
}

const lastParsed = keepLast<Token>();

/** {@link parseToken}, remembering the last token: a text and the result of signing it are asked about many times. */
export function parseOnce(text: string): Token {
  if (lastParsed.answer?.text !== text) lastParsed.answer = parseToken(text);
  return lastParsed.answer;
}

/** The token that a text input holds. A text in which no token is found is itself read as one, to say what is wrong. */
export const readInput = remember((input: TokenInput): Reading => {
  const found = findTokens(input.pasted ?? input.text);
  const choice = Math.min(input.choice, Math.max(0, found.length - 1));
  const chosen = found[choice];
  const text = chosen?.token ?? input.text.trim();
  const inField = input.pasted === undefined ? (chosen?.start ?? input.text.indexOf(text)) : input.text.indexOf(text);
  const whole = inField >= 0 && input.text.startsWith(text, inField);
  return { text, token: parseOnce(text), offset: whole ? inField : undefined, found, choice };
});
