import { encodeBase64url } from '../encoding/base64url';
import { alignJson } from '../encoding/json-align';
import { formatJson, type JsonView } from '../encoding/json-format';
import { encodeUtf8 } from '../encoding/utf8';
import { type FoundToken, findTokens } from '../jose/find-tokens';
import { parseToken } from '../jose/parse-token';
import type { Token } from '../jose/token';
import type { Input, PartText } from './state';

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

export type EditablePart = 'header' | 'payload';

/** Remembers the last answer for each object that was asked about. */
function remember<Asked extends object, Answer>(answer: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const answers = new WeakMap<Asked, { answer: Answer }>();
  return (asked) => {
    const known = answers.get(asked);
    if (known) return known.answer;
    const fresh = answer(asked);
    answers.set(asked, { answer: fresh });
    return fresh;
  };
}

let lastParsed: Token | undefined;

/** {@link parseToken}, remembering the last token: a text and the result of signing it are asked about many times. */
export function parseOnce(text: string): Token {
  if (lastParsed?.text !== text) lastParsed = parseToken(text);
  return lastParsed;
}

/** The token that a text input holds. A text in which no token is found is itself read as one, to say what is wrong. */
export const readInput = remember((input: Extract<Input, { from: 'token' }>): Reading => {
  const found = findTokens(input.pasted ?? input.text);
  const choice = Math.min(input.choice, Math.max(0, found.length - 1));
  const chosen = found[choice];
  const text = chosen?.token ?? input.text.trim();
  const inField = input.pasted === undefined ? (chosen?.start ?? input.text.indexOf(text)) : input.text.indexOf(text);
  const whole = inField >= 0 && input.text.startsWith(text, inField);
  return { text, token: parseOnce(text), offset: whole ? inField : undefined, found, choice };
});

/** The token that stands for two parts before they are signed: their encoding, with the signature of `base`. */
export const staleToken = remember((input: Extract<Input, { from: 'parts' }>): string => {
  const signature = parseToken(input.base).signature?.encoded ?? '';
  return `${encodePart(input.header)}.${encodePart(input.payload)}.${signature}`;
});

function encodePart(part: PartText): string {
  return encodeBase64url(encodeUtf8(part.written));
}

const firstViews = new WeakMap<PartText, () => JsonView>();

/** A part as its pane first shows it. A long text is laid out only when it is asked for: a pane paints its beginning. */
export function showPart(written: string): PartText {
  let view: JsonView | undefined;
  const laidOut = () => {
    view ??= formatJson(written);
    return view;
  };
  const part: PartText = {
    written,
    get shown() {
      return laidOut().shown;
    },
    get verbatim() {
      return laidOut().isVerbatim;
    },
  };
  firstViews.set(part, laidOut);
  return part;
}

type Parts = { header: PartText; payload: PartText };

/**
 * The two parts of an input as texts to edit; a reason where they cannot be edited: bytes that are no text, or a form
 * of token that this version reads and does not write.
 */
export const editableParts = remember((input: Input): Parts | { reason: string } => {
  if (input.from === 'parts') return input;
  const { token } = readInput(input);
  if (token.kind === 'jwe')
    return { reason: 'This token is encrypted. Opening and encrypting again is not supported yet.' };
  if (token.kind === 'sd-jwt') return { reason: 'Editing an SD-JWT is not supported yet.' };
  if (token.parts.length === 0) return { header: showPart(''), payload: showPart('') };
  const header = token.header?.text;
  const payload = token.payload ? token.payload.text : '';
  if (header === undefined) return { reason: 'The header is not UTF-8 text, so it cannot be edited here.' };
  if (payload === undefined) return { reason: 'The payload is not UTF-8 text, so it cannot be edited here.' };
  return { header: showPart(header), payload: showPart(payload) };
});

/** How the characters of a part's shown text and of its written text go together. */
export const viewOf = remember((part: PartText): JsonView => {
  return firstViews.get(part)?.() ?? alignJson(part.shown, part.written, part.verbatim);
});
