import { jsonSteps } from '../encoding/json';
import type { JsonObject } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import type { Steps } from '../encoding/steps';
import { readJsonJwe } from './json-jwe';
import { jsonJwsSteps } from './json-jws';
import { type JsonReading, type Members, membersOf, report } from './json-members';
import { readJsonSdJwt } from './json-sd-jwt';
import { absentPart } from './string-part';
import type { Token } from './token';

/** Whether a text is meant as a JSON serialization rather than a compact token: it begins with a brace. */
export function looksLikeJsonSerialization(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text.slice(0, 200));
}

/**
 * What a JSON text is made of, read by the letter: a JWS (RFC 7515 §7.2), a JWE (RFC 7516 §7.2) or an SD-JWT (RFC 9901 §8),
 * each in the flattened or in the general form. Its parts are the strings and header objects in it. Any other text is
 * `malformed`, and what can be read of it is read all the same. Members that the standards do not name are left alone.
 * In steps. Never throws; see `problems`.
 */
export function* jsonSerializationSteps(text: string): Steps<Token> {
  const reading: JsonReading = { text, parts: [], problems: [] };
  const { root, problems } = yield* jsonSteps(text);
  for (const { start, end, message } of problems) {
    const isMark = end === 1 && text.charCodeAt(0) === 0xfeff;
    const place = start >= text.length ? 'at its end' : `at character ${start + 1}`;
    const sentence = `The token's JSON cannot be read: ${message} (${place}).`;
    report(reading, { start, end: Math.max(start, end) }, sentence, isMark ? 'byte-order-mark' : 'not-json');
  }
  const isJson = problems.every(({ end }) => end === 1 && text.charCodeAt(0) === 0xfeff);
  const token = root?.kind === 'object' ? yield* objectSteps(reading, root, isJson) : malformed(reading);
  token.parts.sort((a, b) => a.start - b.start || b.end - a.end);
  for (const part of token.parts) for (const problem of part.problems) token.problems.push(problem);
  token.problems.sort((a, b) => a.start - b.start);
  return token;
}

function* objectSteps(reading: JsonReading, root: JsonObject, isJson: boolean): Steps<Token> {
  const has = (name: string) => findMember(root, name) !== undefined;
  const isSigned = has('signatures') || has('signature') || (has('payload') && (has('protected') || has('header')));
  const isEncrypted = has('ciphertext') || has('recipients') || has('encrypted_key') || (has('protected') && has('iv'));
  if (!isSigned && !isEncrypted) {
    if (isJson) report(reading, root, explainNoToken(root));
    return malformed(reading);
  }
  // What is wrong with the JSON itself is set aside: the readers below look at problems of members.
  const ofJson = reading.problems.splice(0);
  const members = membersOf(reading, root, 'the token');
  const token = isSigned ? yield* jwsSteps(reading, members, isJson) : parseJwe(reading, members, isJson);
  reading.problems.push(...ofJson);
  return token;
}

function* jwsSteps(reading: JsonReading, members: Members, isJson: boolean): Steps<Token> {
  const { text, parts, problems } = reading;
  const serialization = members.byName.has('signatures') ? 'general' : 'flattened';
  const { payload, signers, isWhole } = yield* jsonJwsSteps(reading, members);
  const sdJwt = readJsonSdJwt(reading, signers);
  const [first] = signers;
  const base = { serialization, text, parts, problems, payload } as const;
  if (!first) return { ...base, kind: 'malformed' };
  const { header, unprotected, signature } = first;
  if (!isJson || !isWhole) return { ...base, kind: 'malformed', header, unprotected, signature };
  const signed = { ...base, header, unprotected, signature, signers };
  return sdJwt ? { ...signed, kind: 'sd-jwt', ...sdJwt } : { ...signed, kind: 'jws' };
}

function parseJwe(reading: JsonReading, members: Members, isJson: boolean): Token {
  const { text, parts, problems } = reading;
  const serialization = members.byName.has('recipients') ? 'general' : 'flattened';
  const { isWhole, ...jwe } = readJsonJwe(reading, members);
  const base = { serialization, text, parts, problems } as const;
  const { header, unprotected, recipients } = jwe;
  if (!isJson || !isWhole) return { ...base, kind: 'malformed', header, unprotected };
  const encryptedKey = recipients[0]?.encryptedKey ?? absentPart('encrypted-key', 0);
  return { ...base, kind: 'jwe', ...jwe, encryptedKey };
}

function malformed({ text, parts, problems }: JsonReading): Token {
  return { kind: 'malformed', serialization: 'flattened', text, parts, problems };
}

/** Says that an object is none of the tokens, and what it is where that is easy to see. */
function explainNoToken(root: JsonObject): string {
  if (findMember(root, 'keys'))
    return 'This JSON object is a key set, not a token: it belongs in the place of the key.';
  if (findMember(root, 'kty')) return 'This JSON object is a key, not a token: it belongs in the place of the key.';
  return 'This JSON object is no token: a signed one has "payload" and "signature" or "signatures", an encrypted one "ciphertext".';
}
