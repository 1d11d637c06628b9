import { encodeBase64url } from '../encoding/base64url';
import { readJson } from '../encoding/json';
import type { JsonObject } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import { encodeUtf8 } from '../encoding/utf8';
import type { SignatureAlgorithm } from '../registry/algorithm';
import { readAlg, readKid } from './jws-header';
import type { KeyReading, SecretEncoding } from './key';
import { type Candidate, chooseKeys } from './key-choice';
import { makeSignature } from './signature';
import type { KeyUsed } from './verdict';

/** `encoding` picks among the readings of a secret under Detect: the one that verified, so that an edit keeps it. */
export type SignOptions = { encoding?: SecretEncoding };

export type SignOutcome =
  | { kind: 'signed'; token: string; used: KeyUsed }
  | { kind: 'unsecured'; token: string }
  | { kind: 'cannot-sign'; code: CannotSignCode; reason: string };

export type CannotSignCode =
  | 'header-not-json'
  | 'missing-alg'
  | 'unknown-alg'
  | 'unsupported-alg'
  | 'unsupported-b64'
  | 'no-key'
  | 'unreadable-key'
  | 'public-key'
  | 'wrong-key-type'
  | 'key-forbids-use'
  | 'unusable-key';

const cannotSign = (code: CannotSignCode, reason: string): SignOutcome => ({ kind: 'cannot-sign', code, reason });

/**
 * The compact token of a header and a payload (RFC 7515 §5.1): the two texts are signed exactly as they are written,
 * in UTF-8, so the payload need not even be JSON. `alg` comes from the header; `none` makes a token with an empty
 * signature (RFC 7518 §3.6).
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function signJws(
  signal: AbortSignal,
  parts: { header: string; payload: string },
  key: KeyReading,
  options: SignOptions = {},
): Promise<SignOutcome> {
  signal.throwIfAborted();
  const { root, problems } = readJson(parts.header);
  if (problems[0]) return cannotSign('header-not-json', `The header is not JSON: ${problems[0].message}.`);
  if (root?.kind !== 'object') return cannotSign('header-not-json', 'The header is not a JSON object.');
  const alg = readAlg(root);
  if (alg.kind === 'no-algorithm') return cannotSign(alg.code, alg.reason);
  const b64 = findMember(root, 'b64')?.value;
  if (b64?.kind === 'literal' && b64.value === false) {
    return cannotSign(
      'unsupported-b64',
      'The header asks for an unencoded payload ("b64": false), which is not supported here yet.',
    );
  }
  const input = [parts.header, parts.payload].map((text) => encodeBase64url(encodeUtf8(text))).join('.');
  if (alg.row.family === 'none') return { kind: 'unsecured', token: `${input}.` };

  const chosen = chooseSigner(alg.row, root, key, options);
  if ('kind' in chosen) return chosen;
  const attempt = await makeSignature(alg.row, chosen.jwk, encodeUtf8(input));
  signal.throwIfAborted();
  if (attempt.kind === 'refused') return cannotSign(attempt.code, attempt.reason);
  return { kind: 'signed', token: `${input}.${encodeBase64url(attempt.value)}`, used: chosen.used };
}

function chooseSigner(
  row: SignatureAlgorithm,
  header: JsonObject,
  key: KeyReading,
  { encoding }: SignOptions,
): Candidate | SignOutcome {
  if (key.kind === 'empty') return cannotSign('no-key', `There is no key to sign with; ${row.name} needs one.`);
  if (key.kind === 'unreadable') return cannotSign('unreadable-key', key.reason);
  const choice = chooseKeys(row, key, readKid(header), 'sign');
  if (choice.kind === 'no-candidate') return cannotSign(choice.code, choice.reason);
  const { candidates } = choice;
  const signers = candidates.filter(({ used }) => used.kind === 'secret' || used.key.isPrivate);
  const wanted = signers.find(({ used }) => used.kind === 'secret' && used.encoding === encoding) ?? signers[0];
  if (wanted) return wanted;
  const reason =
    candidates.length > 1
      ? 'The keys of this set that fit are public; signing needs a private one.'
      : 'This key is a public key; signing needs the private one.';
  return cannotSign('public-key', reason);
}
