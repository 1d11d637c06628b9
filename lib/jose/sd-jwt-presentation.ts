import { readJson } from '../encoding/json';
import { removeMember, setMember } from '../encoding/json-edit';
import type { JsonNode } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import type { Disclosure } from './sd-jwt-disclosures';
import { sdJwtText } from './sd-jwt-key-binding';
import type { SdJwtToken } from './token';

/**
 * The text of the token with only the disclosures of those indexes, and without its key-binding JWT, which would be for other
 * disclosures (RFC 9901 §7.2). A disclosure whose digest stands in another one brings that one along: without it, it would
 * belong nowhere (§4.2.6). `disclosures` are those of readSdJwt.
 */
export function presentation(
  token: SdJwtToken,
  disclosures: readonly Disclosure[],
  shown: ReadonlySet<number>,
): string {
  const kept = new Set([...shown].flatMap((index) => withParents(disclosures, index)));
  const parts = token.disclosures.filter((_part, index) => kept.has(index));
  return withDisclosures(
    token,
    parts.map(({ encoded }) => encoded),
  );
}

/**
 * The text of the token with these disclosures, as they stand in a token, in the place of its own, and without its key-binding
 * JWT. A JSON serialization keeps all else as it was written (RFC 9901 §8.1).
 */
export function withDisclosures(token: SdJwtToken, disclosures: readonly string[]): string {
  if (token.serialization === 'compact') return sdJwtText(token, disclosures);
  return editFirstHeader(token.text, (header) => {
    const list = findMember(readJson(header).root, 'disclosures')?.value;
    const literals = disclosures.map((text) => JSON.stringify(text));
    return setMember(removeMember(header, 'kb_jwt'), 'disclosures', writeLike(header, list, literals));
  });
}

/** The indexes with one more, and with those in which its digest stands. */
export function withDisclosure(
  disclosures: readonly Disclosure[],
  shown: ReadonlySet<number>,
  index: number,
): ReadonlySet<number> {
  return new Set([...shown, ...withParents(disclosures, index)]);
}

/** The indexes without one, and without those whose digests stand in it. */
export function withoutDisclosure(
  disclosures: readonly Disclosure[],
  shown: ReadonlySet<number>,
  index: number,
): ReadonlySet<number> {
  return new Set([...shown].filter((one) => !withParents(disclosures, one).includes(index)));
}

/** The disclosure and those in which its digest stands, innermost first. */
function withParents(disclosures: readonly Disclosure[], index: number): number[] {
  const chain: number[] = [];
  for (let at: number | undefined = index; at !== undefined; at = disclosures[at]?.inside) chain.push(at);
  return chain;
}

/** The token's text with a key-binding JWT, in the place of the one that it may have had (RFC 9901 §4 and §8.1). */
export function withKeyBinding(token: SdJwtToken, keyBinding: string): string {
  if (token.serialization === 'compact') return sdJwtText(token) + keyBinding;
  return editFirstHeader(token.text, (header) => setMember(header, 'kb_jwt', JSON.stringify(keyBinding)));
}

/** The text with another text for the unprotected header of its first signature, which holds the disclosures (RFC 9901 §8.1). */
function editFirstHeader(text: string, edit: (header: string) => string): string {
  const { root } = readJson(text);
  const signatures = findMember(root, 'signatures')?.value;
  const header = findMember(signatures?.kind === 'array' ? signatures.items[0] : root, 'header')?.value;
  if (!header) return text;
  return text.slice(0, header.start) + edit(text.slice(header.start, header.end)) + text.slice(header.end);
}

/** The items as a JSON array, spaced as the one that was there. */
function writeLike(text: string, list: JsonNode | undefined, literals: readonly string[]): string {
  if (literals.length === 0) return '[]';
  const items = list?.kind === 'array' ? list.items : [];
  const [first, second] = items;
  const last = items.at(-1);
  if (!list || !first || !last) return `[${literals.join(',')}]`;
  const comma = second ? text.slice(first.end, second.start) : ',';
  return text.slice(list.start, first.start) + literals.join(comma) + text.slice(last.end, list.end);
}
