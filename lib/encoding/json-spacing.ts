import type { JsonView } from './json-format';
import { type JsonToken, type JsonTokenKind, readTokens } from './json-token';
import { matchSequences } from './sequence-diff';

/**
 * The text to sign after a person has changed `view.shown` into `edited`; `written` is the text that the view was made of.
 * Between tokens that were neighbours before, the written spacing stays byte for byte; around new ones it is the written
 * text's own (minified stays minified, `", "` and `": "` stay so). White space that was typed between tokens of a laid-out
 * view is layout and is not written. A verbatim view is the text itself, and so is the edit. The tokens of the result
 * are those of `edited`. Takes time for what was edited, not for the whole text. Never throws.
 */
export function restoreSpacing(edited: string, view: JsonView, written: string): string {
  if (view.isVerbatim) return edited;
  const { shown } = view;
  if (edited === shown) return written;
  const region = findRegion(shown, edited);
  const before = readTokens(shown, region.start, region.shownEnd);
  const after = readTokens(edited, region.start, region.editedEnd);
  const first = before[0];
  const last = before.at(-1);
  if (!first || !last) return edited;

  const matches = pairUp(before, after, shown, edited);
  const gapBefore = (index: number) => {
    const [left, right] = [before[index - 1], before[index]];
    return left && right && { key: keyOf(left, right), space: writtenGap(left, right, view, written) };
  };
  let style: Style | undefined;
  const pieces = [written.slice(0, view.toWritten(first.start))];
  for (const [index, token] of after.entries()) {
    const left = after[index - 1];
    if (left) {
      const key = keyOf(left, token);
      const leftMatch = matches[index - 1] as number;
      const rightMatch = matches[index] as number;
      const known = [
        rightMatch < 0 ? undefined : gapBefore(rightMatch),
        leftMatch < 0 ? undefined : gapBefore(leftMatch + 1),
      ];
      const gap = known.find((candidate) => candidate?.key === key);
      if (!gap) style ??= readStyle(written);
      pieces.push(gap ? gap.space : (style as Style)[key]);
    }
    pieces.push(edited.slice(token.start, token.end));
  }
  const rest = written.slice(view.toWritten(last.end, 'end'));
  // Blanks behind a string that was left open would become part of it.
  pieces.push(after.at(-1)?.kind === 'unclosed-string' ? rest.replace(/^[ \t]+/, '') : rest);
  return pieces.join('');
}

/** Which of the gaps of JSON stands between two tokens. */
type GapKey =
  | 'inside-empty'
  | 'after-open'
  | 'before-close'
  | 'before-comma'
  | 'after-comma'
  | 'before-colon'
  | 'after-colon'
  | 'after-unclosed'
  | 'between-words'
  | 'other';

type Style = Record<GapKey, string>;

function keyOf(left: { kind: JsonTokenKind }, right: { kind: JsonTokenKind }): GapKey {
  const isOpen = left.kind === '{' || left.kind === '[';
  const isClose = right.kind === '}' || right.kind === ']';
  if (left.kind === 'unclosed-string') return 'after-unclosed';
  if (isOpen) return isClose ? 'inside-empty' : 'after-open';
  if (isClose) return 'before-close';
  if (right.kind === ',') return 'before-comma';
  if (right.kind === ':') return 'before-colon';
  if (left.kind === ',') return 'after-comma';
  if (left.kind === ':') return 'after-colon';
  return left.kind === 'word' && right.kind === 'word' ? 'between-words' : 'other';
}

/** Enough of a text to know its style. */
const STYLE_SAMPLE = 4000;

/** How a text spaces its tokens: for each kind of gap as at its first place, else what the others make likely. */
function readStyle(text: string): Style {
  const seen = new Map<GapKey, string>();
  const end = Math.min(text.length, STYLE_SAMPLE);
  let left: JsonToken | undefined;
  for (const token of readTokens(text, 0, end)) {
    if (left && !seen.has(keyOf(left, token))) seen.set(keyOf(left, token), text.slice(left.end, token.start));
    left = token;
  }
  const roomy = seen.get('after-colon') ?? seen.get('after-comma') ?? '';
  const gap = (key: GapKey, otherwise = '') => seen.get(key) ?? otherwise;
  return {
    'inside-empty': gap('inside-empty'),
    'after-open': gap('after-open'),
    'before-close': gap('before-close', gap('after-open')),
    'before-comma': gap('before-comma'),
    'after-comma': gap('after-comma', roomy),
    'before-colon': gap('before-colon'),
    'after-colon': gap('after-colon', roomy),
    other: gap('other'),
    // These two must not vanish: the tokens would run into each other.
    'after-unclosed': '\n',
    'between-words': ' ',
  };
}

function writtenGap(left: JsonToken, right: JsonToken, view: JsonView, written: string): string {
  return written.slice(view.toWritten(left.end, 'end'), view.toWritten(right.start));
}

/**
 * The lines that were edited, with one line more at either end whose tokens are known to be the same. No token reaches over
 * a line break, so that lines can be read by themselves.
 */
function findRegion(shown: string, edited: string) {
  const shorter = Math.min(shown.length, edited.length);
  let prefix = 0;
  while (prefix < shorter && shown.charCodeAt(prefix) === edited.charCodeAt(prefix)) prefix += 1;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    shown.charCodeAt(shown.length - 1 - suffix) === edited.charCodeAt(edited.length - 1 - suffix)
  ) {
    suffix += 1;
  }
  const lineStart = prefix === 0 ? -1 : shown.lastIndexOf('\n', prefix - 1);
  const start = lineStart <= 0 ? 0 : shown.lastIndexOf('\n', lineStart - 1) + 1;
  const lineEnd = shown.indexOf('\n', shown.length - suffix);
  const nextLineEnd = lineEnd < 0 ? -1 : shown.indexOf('\n', lineEnd + 1);
  const shownEnd = nextLineEnd < 0 ? shown.length : nextLineEnd;
  return { start, shownEnd, editedEnd: shownEnd + edited.length - shown.length };
}

/** For each token after the edit the one before it that it is, or that it stands in for: a value that was replaced keeps its gaps. */
function pairUp(before: readonly JsonToken[], after: readonly JsonToken[], shown: string, edited: string): Int32Array {
  const matches = matchSequences(
    before.map(({ start, end }) => shown.slice(start, end)),
    after.map(({ start, end }) => edited.slice(start, end)),
  );
  let previous = -1;
  for (let i = 0; i < matches.length; i += 1) {
    if ((matches[i] as number) >= 0) {
      previous = matches[i] as number;
      continue;
    }
    let end = i;
    while (end < matches.length && (matches[end] as number) < 0) end += 1;
    const next = end < matches.length ? (matches[end] as number) : before.length;
    if (next - previous - 1 === end - i) for (let k = i; k < end; k += 1) matches[k] = previous + 1 + k - i;
    previous = next;
    i = end;
  }
  return matches;
}
