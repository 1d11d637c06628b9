import type { Token } from '../jose/token';
import type { Reading } from './reading';
import type { Mark } from './state';

const FORMS = { jws: 'JWS', jwe: 'JWE', 'sd-jwt': 'SD-JWT' } as const;
const SERIALIZATIONS = { compact: ' compact', flattened: ' JSON, flattened', general: ' JSON, general' } as const;

/** What form of token it is: "JWS compact", "JWE JSON, general". */
export function formWords(token: Token): string {
  if (token.text === '') return '';
  if (token.kind === 'malformed') return 'not a whole token';
  const isPlainSdJwt = token.kind === 'sd-jwt' && token.serialization === 'compact';
  const detached = token.kind === 'jws' && token.payload.unplaced && token.text !== '' ? ', detached' : '';
  return `${FORMS[token.kind]}${isPlainSdJwt ? '' : SERIALIZATIONS[token.serialization]}${detached}`;
}

/** The form of the token and how long it is: "JWS compact · 319 characters"; of one that is unread its length alone. */
export function tokenForm(token: Token, isUnread = false): string {
  const form = formWords(token);
  const length = `${token.text.length.toLocaleString('en')} characters`;
  if (isUnread) return length;
  return form === '' ? '' : `${form} · ${length}`;
}

/** The size of a text of so many characters, a byte each: "64 KB", "1.4 MB". */
export function sizeWords(characters: number): string {
  return characters < 1_000_000 ? `${Math.round(characters / 1000)} KB` : `${(characters / 1_000_000).toFixed(1)} MB`;
}

/** What stood around the token that was found and is no part of it; undefined where there was nothing. */
export function foundWords({ found, choice }: Reading): string | undefined {
  const stripped = found[choice]?.stripped ?? [];
  return stripped.length === 0 ? undefined : stripped.map(({ label }) => label).join(', ');
}

/** What a mark in the token covers: base64url carries 3 octets in 4 characters (RFC 4648 §4), so whole groups are marked. */
export function markedWords(mark: Mark | undefined): string | undefined {
  if (!mark?.span || !mark.textSpan) return undefined;
  const { start, end } = mark.span;
  return `Marked: ${end - start} characters, whole groups of 4 that carry 3 bytes each.`;
}
