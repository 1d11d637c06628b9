import { encodeBase64url } from '../encoding/base64url';
import { jsonSteps } from '../encoding/json';
import type { JsonText } from '../encoding/json-node';
import { finish, type Steps } from '../encoding/steps';
import { decodeUtf8 } from '../encoding/utf8';
import { looksLikeToken } from './nested-token';
import type { JweToken, Part, TokenProblem, TokenProblemCode } from './token';

/**
 * A JWE with its plaintext in the place of a payload, read as far as it goes: octets, UTF-8, JSON. It stands over the
 * ciphertext, as a whole: single characters of it have no place in the token. Never throws; see the part's `problems`.
 */
export function openJwe(token: JweToken, plaintext: Uint8Array<ArrayBuffer>): JweToken {
  const { start, end } = token.ciphertext;
  const { text, json, encoded } = finish(plaintextSteps(plaintext));
  const payload: Part = {
    name: 'payload',
    start,
    end,
    encoded,
    bytes: plaintext,
    text,
    json,
    unplaced: true,
    problems: [],
  };
  const problem = problemOf(payload);
  if (problem) payload.problems.push(problem);
  const problems = [...token.problems, ...payload.problems];
  return { ...token, parts: [...token.parts, payload], problems, payload };
}

type Plaintext = { text: string | undefined; json: JsonText | undefined; encoded: string };

const plaintexts = new WeakMap<Uint8Array, Plaintext>();

/** Reads a plaintext in steps, and remembers it, so that `openJwe` takes no time even for a long one. */
export function* plaintextSteps(bytes: Uint8Array<ArrayBuffer>): Steps<Plaintext> {
  const known = plaintexts.get(bytes);
  if (known) return known;
  const text = decodeUtf8(bytes);
  yield bytes.length;
  const json = text === undefined ? undefined : yield* jsonSteps(text);
  const plaintext = { text, json, encoded: encodeBase64url(bytes) };
  plaintexts.set(bytes, plaintext);
  return plaintext;
}

/** A JWT's claims are a JSON object (RFC 7519 §7.2), or the plaintext is itself a token (RFC 7519 §5.2). */
function problemOf({ start, end, text, json }: Part): TokenProblem | undefined {
  const problem = (code: TokenProblemCode, message: string): TokenProblem => {
    return { code, part: 'payload', start, end, message };
  };
  if (text === undefined) return problem('not-utf8', 'What was decrypted is not UTF-8 text.');
  if (looksLikeToken(text)) return undefined;
  const [mistake] = json?.problems ?? [];
  if (mistake) {
    const place = `character ${mistake.start + 1} of its text`;
    return problem('not-json', `What was decrypted is not JSON: ${mistake.message} (at ${place}).`);
  }
  return json?.root?.kind === 'object'
    ? undefined
    : problem('not-an-object', 'What was decrypted is JSON, but not an object.');
}
