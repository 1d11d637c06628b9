import { readJson } from '../encoding/json';
import { removeMember, setMember } from '../encoding/json-edit';
import type { JsonArray, JsonNode } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import type { Disclosure } from './sd-jwt-disclosures';
import { sdJwtText } from './sd-jwt-key-binding';
import type { SdJwtToken } from './token';

/**
 * The text of the token with only the disclosures of those indexes, and without its key-binding JWT, which would be for other
 * disclosures (RFC 9901 §7.2). A disclosure whose digest stands in another one brings that one along: without it, it would
 * belong nowhere (§4.2.6). A JSON serialization keeps all else as it was written. `disclosures` are those of readSdJwt.
 */
export function presentation(
  token: SdJwtToken,
  disclosures: readonly Disclosure[],
  shown: ReadonlySet<number>,
): string {
  const kept = new Set([...shown].flatMap((index) => withParents(disclosures, index)));
  if (token.serialization === 'compact') {
    const parts = token.disclosures.filter((_part, index) => kept.has(index));
    return sdJwtText(token, parts);
  }
  const withheld = token.disclosures.filter((_part, index) => !kept.has(index));
  return editFirstHeader(token.text, (header) => {
    const list = findMember(readJson(header.text).root, 'disclosures')?.value;
    const bare = removeMember(header.text, 'kb_jwt');
    if (list?.kind !== 'array') return bare;
    const isKept = ({ start, end }: JsonNode) =>
      !withheld.some((part) => part.start >= header.start + start && part.end <= header.start + end);
    return setMember(bare, 'disclosures', keepItems(header.text, list, isKept));
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
  return editFirstHeader(token.text, ({ text }) => setMember(text, 'kb_jwt', JSON.stringify(keyBinding)));
}

/** The text with another text for the unprotected header of its first signature, which holds the disclosures (RFC 9901 §8.1). */
function editFirstHeader(text: string, edit: (header: { text: string; start: number }) => string): string {
  const { root } = readJson(text);
  const signatures = findMember(root, 'signatures')?.value;
  const header = findMember(signatures?.kind === 'array' ? signatures.items[0] : root, 'header')?.value;
  if (!header) return text;
  const { start, end } = header;
  return text.slice(0, start) + edit({ text: text.slice(start, end), start }) + text.slice(end);
}

/** An array's text with some of its items, spaced as it was. */
function keepItems(text: string, list: JsonArray, isKept: (item: JsonNode) => boolean): string {
  const { items, start, end } = list;
  const [first, second] = items;
  const last = items.at(-1);
  const kept = items.filter(isKept).map((item) => text.slice(item.start, item.end));
  if (!first || !last || kept.length === 0) return '[]';
  const comma = second ? text.slice(first.end, second.start) : ',';
  return text.slice(start, first.start) + kept.join(comma) + text.slice(last.end, end);
}
