import { readJson } from '../encoding/json';
import type { JsonMember, JsonNode, JsonObject } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import { readJwk } from './jwk';
import type { Key, KeyReading } from './key';

/** Whether a text is a JSON object or a list of them, be it broken, rather than a secret that begins with a brace. */
export const looksLikeJson = (text: string): boolean => /^\uFEFF?\s*(\{\s*("|\}|$)|\[\s*\{)/.test(text);

/**
 * The key or the keys of a JSON text: a JWK (RFC 7517 §4) or a JWK Set (§5). A document that only names where its keys
 * are is said to be that. Never throws; the problems' offsets are those of the text.
 */
export async function keyFromJson(text: string): Promise<KeyReading> {
  const { root, problems } = readJson(text);
  const [first] = problems;
  if (first || !root) {
    const place = first ? ` at character ${first.start + 1}` : '';
    const reason = `The key looks like JSON, but is not${place}: ${first?.message ?? 'it ends too early'}.`;
    return { kind: 'unreadable', code: 'malformed-json', reason, problems };
  }
  if (root.kind !== 'object')
    return malformed('A JWK Set is an object with a "keys" array; this is a bare array.', root);
  const keys = findMember(root, 'keys');
  if (keys && !findMember(root, 'kty')) return readKeySet(root, keys);
  const address = findMember(root, 'kty') ? undefined : findMember(root, 'jwks_uri');
  return address?.value.kind === 'string' ? elsewhere(address.value.value, address) : readSingleJwk(root);
}

/** OpenID Connect Discovery 1.0 §3 and RFC 8414 §2: the keys are at `jwks_uri`, and nothing here fetches them. */
function elsewhere(address: string, { start, end }: JsonMember): KeyReading {
  const shown = address.length > 200 ? `${address.slice(0, 200)}…` : address;
  const reason = `This is an issuer's configuration, which holds no key. Its "jwks_uri" is ${shown}: open that and paste what it gives.`;
  return { kind: 'unreadable', code: 'not-a-key', reason, problems: [{ start, end, message: reason }] };
}

function malformed(reason: string, place: { start: number; end: number }): KeyReading {
  const problems = [{ start: place.start, end: place.end, message: reason }];
  return { kind: 'unreadable', code: 'malformed-jwk', reason, problems };
}

async function readSingleJwk(root: JsonObject): Promise<KeyReading> {
  const key = await readJwk(root, 'jwk');
  if (!('reason' in key)) return { kind: 'key', key };
  const { code, reason, start = root.start, end = root.end } = key;
  return { kind: 'unreadable', code, reason, problems: [{ start, end, message: reason }] };
}

/** RFC 7517 §5: keys of unknown types are ignored, not refused; what is ignored is told. */
async function readKeySet(root: JsonObject, member: JsonMember): Promise<KeyReading> {
  if (root.members.filter(({ name }) => name === 'keys').length > 1) {
    return malformed('"keys" occurs twice in the key set.', member);
  }
  if (member.value.kind !== 'array') return malformed('"keys" is not an array.', member);
  const items: JsonNode[] = member.value.items;
  const read = await Promise.all(items.map((item) => readJwk(item, 'jwks')));
  const keys: Key[] = [];
  const problems: { index: number; reason: string }[] = [];
  read.forEach((key, index) => {
    if ('reason' in key) problems.push({ index, reason: key.reason });
    else keys.push(key);
  });
  return { kind: 'key-set', keys, problems };
}
