import { encodeBase64url } from '../encoding/base64url';
import type { JsonNode } from '../encoding/json-node';
import { encodeUtf8 } from '../encoding/utf8';
import { memberOf } from './segments';
import type { Part, SdJwtToken, Span, TokenProblem } from './token';

/** One disclosure with the digest that stands for it (RFC 9901 §4.2). `index` counts the token's disclosures from 0. */
export type Disclosure = {
  index: number;
  part: Part;
  /** In base64url; empty where the payload names a hash that is not known here. */
  digest: string;
  salt?: string;
  /** Absent for an element of an array (RFC 9901 §4.2.2). */
  name?: string;
  /** The JSON text of its value, as written in the disclosure. */
  value?: string;
  /**
   * Where it belongs in the processed claims, as a JSON pointer (RFC 6901); absent where no digest stands for it, and where
   * a problem keeps it out of them.
   */
  pointer?: string;
  /** The disclosure in which its digest stands, where that is not the issuer's payload (recursive disclosures). */
  inside?: number;
  /** Its digest with the quotes: offsets in the text of the payload, or of the disclosure that it is `inside`. */
  digestSpan?: Span;
  /** The first of its problems. */
  problem?: string;
};

export type SdJwtProblemCode =
  /** The payload is no JSON object from end to end. */
  | 'unreadable-payload'
  /** `_sd_alg` names a hash that is not offered here. */
  | 'unknown-hash'
  /** `_sd_alg` below the top level, or in a disclosure (RFC 9901 §4.1.1). */
  | 'misplaced-hash'
  /** `_sd` or `...` for anything but digests (RFC 9901 §4.1). */
  | 'malformed-digest'
  | 'digest-repeated'
  | 'malformed-disclosure'
  | 'forbidden-name'
  | 'claim-exists'
  /** A disclosure of a member stands for an element of an array, or the other way round. */
  | 'wrong-disclosure-kind'
  | 'disclosure-repeated'
  | 'disclosure-not-referenced'
  /** The tilde behind the last disclosure is missing (RFC 9901 §4). */
  | 'missing-tilde';

/** What a verifier must refuse the token for; `index` is the disclosure's. */
export type SdJwtProblem = { code: SdJwtProblemCode; message: string; index?: number };

/** A disclosure with the nodes of its JSON text, which name and value were made of. */
export type ReadDisclosure = Disclosure & { nameNode?: JsonNode; valueNode?: JsonNode };

/** The hashes that a token may name in `_sd_alg`, by their names in IANA's Named Information Hash Algorithm registry. */
const HASHES: ReadonlyMap<string, string> = new Map([
  ['sha-256', 'SHA-256'],
  ['sha-384', 'SHA-384'],
  ['sha-512', 'SHA-512'],
]);

/** Whether digests of that name can be computed here. */
export const isKnownHash = (name: string): boolean => HASHES.has(name);

/**
 * The hash that the payload names for its digests, SHA-256 where it names none (RFC 9901 §4.1.1), as it is written there; and why
 * it cannot be used. The name is case-sensitive.
 */
export function hashOf({ payload }: SdJwtToken): { hash: string; problem?: SdJwtProblem } {
  const node = memberOf(payload, '_sd_alg');
  if (!node) return { hash: 'sha-256' };
  const hash = node.kind === 'string' ? node.value : (payload.text ?? '').slice(node.start, node.end);
  if (node.kind === 'string' && isKnownHash(hash)) return { hash };
  const shown = hash.length > 40 ? `${hash.slice(0, 40)}…` : hash;
  const message =
    node.kind === 'string'
      ? `"_sd_alg" is "${shown}": the digests can be checked with sha-256, sha-384 and sha-512 here.`
      : `"_sd_alg" is not a string, but ${shown}.`;
  return { hash, problem: { code: 'unknown-hash', message } };
}

/** The digest of a text's US-ASCII octets in base64url (RFC 9901 §4.2.3); empty for a hash that is not known here. */
export async function digestOf(text: string, hash: string): Promise<string> {
  const name = HASHES.get(hash);
  if (name === undefined) return '';
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest(name, encodeUtf8(text))));
}

/**
 * The token's disclosures with their digests, which are taken over the characters as they stand (RFC 9901 §4.2.3), and
 * what is wrong with each one by itself. Where its digest stands is for `placeDisclosures` to find. Never throws.
 */
export async function readDisclosures(
  parts: readonly Part[],
  hash: string,
): Promise<{ disclosures: ReadDisclosure[]; problems: SdJwtProblem[] }> {
  const problems: SdJwtProblem[] = [];
  const digests = await Promise.all(parts.map(({ encoded }) => digestOf(encoded, hash)));
  const disclosures = parts.map((part, index) => {
    const read = readElements(part);
    const disclosure: ReadDisclosure = { index, part, digest: digests[index] as string, ...read.elements };
    if (read.problem !== undefined) {
      disclosure.problem = `Disclosure ${index + 1} ${read.problem}.`;
      problems.push({ code: 'malformed-disclosure', message: disclosure.problem, index });
    }
    return disclosure;
  });
  return { disclosures, problems };
}

type Elements = Pick<ReadDisclosure, 'salt' | 'name' | 'value' | 'nameNode' | 'valueNode'>;

/** RFC 9901 §4.2.1: salt, name, value; §4.2.2: salt, value. What is wrong is the end of a sentence. */
function readElements(part: Part): { elements: Elements; problem?: string } {
  const { json } = part;
  const broken = part.problems.find(({ code }) => code !== 'stray-bits');
  if (broken || json?.root?.kind !== 'array') return { elements: {}, problem: describeBroken(broken) };
  const { items } = json.root;
  const written = ({ start, end }: JsonNode) => json.text.slice(start, end);
  if (items.length !== 2 && items.length !== 3) {
    const problem = `has ${items.length} ${items.length === 1 ? 'element' : 'elements'}: expected 3 (salt, name, value) or 2 (salt, value) for an element of an array`;
    return { elements: {}, problem };
  }
  const [salt, nameNode] = items as [JsonNode, JsonNode];
  const valueNode = items.at(-1) as JsonNode;
  const elements: Elements = { value: written(valueNode), valueNode };
  if (salt.kind === 'string') elements.salt = salt.value;
  if (items.length === 3) {
    elements.name = nameNode.kind === 'string' ? nameNode.value : written(nameNode);
    elements.nameNode = nameNode;
    if (nameNode.kind !== 'string') return { elements, problem: 'has a name that is not a string' };
  }
  return salt.kind === 'string' ? { elements } : { elements, problem: 'has a salt that is not a string' };
}

function describeBroken(problem: TokenProblem | undefined): string {
  switch (problem?.code) {
    case 'not-utf8':
      return 'is not UTF-8 text';
    case 'byte-order-mark':
      return 'begins with a byte order mark';
    case 'not-json':
      return 'is not JSON';
    case 'not-an-object':
    case undefined:
      return 'is not a JSON array';
    default:
      return 'is not base64url without padding';
  }
}
