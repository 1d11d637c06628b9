import type { Token } from './token';

/** Whether a text is meant as a JSON serialization rather than a compact token: it begins with a brace. */
export function looksLikeJsonSerialization(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text.slice(0, 200));
}

/** See parseToken. Never throws; see `problems`. */
export function parseJsonSerialization(text: string): Token {
  return { kind: 'malformed', serialization: 'flattened', text, parts: [], problems: [] };
}
