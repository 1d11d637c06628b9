import type { Part } from '../jose/token';
import type { Remedy } from './diagnosis';

/**
 * The token's text with other characters in the place of some parts, as what one click puts in place; undefined where a
 * part does not stand in the text (a detached payload, a JSON string with escapes).
 */
export function withParts(text: string, replacements: readonly { part: Part; encoded: string }[]): Remedy | undefined {
  if (replacements.some(({ part }) => part.unplaced || part.end === part.start)) return undefined;
  const fromTheEnd = [...replacements].sort((one, other) => other.part.start - one.part.start);
  const replaced = fromTheEnd.reduce((whole, { part: { start, end }, encoded }) => {
    return whole.slice(0, start) + encoded + whole.slice(end);
  }, text);
  return { kind: 'token', text: replaced };
}
