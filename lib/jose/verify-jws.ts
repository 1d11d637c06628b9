import type { JsonObject } from '../encoding/json-node';
import { encodeUtf8 } from '../encoding/utf8';
import { findCritProblem } from './crit';
import { readAlg, readKid } from './jws-header';
import type { KeyReading } from './key';
import { chooseKeys } from './key-choice';
import { findObstacle } from './parse-token';
import { verifySignature } from './signature';
import type { Token } from './token';
import type { CannotCheckCode, KeyUsed, Verdict } from './verdict';

/** `crit` are names of critical extensions that the caller understands and has dealt with (RFC 7515 §4.1.11). */
export type VerifyOptions = { crit?: readonly string[] };

const cannotCheck = (code: CannotCheckCode, reason: string): Verdict => ({ kind: 'cannot-check', code, reason });

/**
 * Whether the key made the token's signature (RFC 7515 §5.2). For an SD-JWT it is the issuer's signature alone.
 * `valid` and `invalid` are mathematics over exactly the octets in the text; everything that keeps from computing them
 * is `cannot-check` with a sentence. Wisdom (short keys, old algorithms, dates) is not judged.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function verifyJws(
  signal: AbortSignal,
  token: Token,
  key: KeyReading,
  options: VerifyOptions = {},
): Promise<Verdict> {
  signal.throwIfAborted();
  if (token.kind === 'jwe')
    return cannotCheck(
      'encrypted',
      'The token is encrypted, and decrypting is not supported yet. Its header is readable.',
    );
  const obstacle = findObstacle(token);
  const root = token.header?.json?.root;
  if (token.kind === 'malformed' || obstacle || root?.kind !== 'object') {
    return cannotCheck('malformed-token', (obstacle ?? token.problems[0])?.message ?? 'This is not a token.');
  }
  const { header, payload, signature } = token;
  const data = () => encodeUtf8(`${header.encoded}.${payload.encoded}`);
  return verifyParts(signal, root, data, signature.bytes, key, options);
}

async function verifyParts(
  signal: AbortSignal,
  header: JsonObject,
  data: () => Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  key: KeyReading,
  options: VerifyOptions,
): Promise<Verdict> {
  const alg = readAlg(header);
  if (alg.kind === 'no-algorithm') return cannotCheck(alg.code, alg.reason);
  const { row } = alg;
  if (row.family === 'none') {
    const reason = 'The header says "alg": "none": nobody signed this token.';
    return {
      kind: 'unsecured',
      reason: signature.length > 0 ? `${reason} What stands in the place of a signature proves nothing.` : reason,
    };
  }
  const crit = findCritProblem(header, options.crit);
  if (crit) return cannotCheck('bad-crit', crit);

  if (key.kind === 'empty') return { kind: 'unverified', reason: 'There is no key to verify the signature with.' };
  if (key.kind === 'unreadable') return cannotCheck('unreadable-key', key.reason);
  const choice = chooseKeys(row, key, readKid(header), 'verify');
  if (choice.kind === 'no-candidate') return cannotCheck(choice.code, choice.reason);

  const octets = data();
  const tried: KeyUsed[] = [];
  let refusal: Verdict | undefined;
  for (const { jwk, used } of choice.candidates) {
    const attempt = await verifySignature(row, jwk, octets, signature);
    signal.throwIfAborted();
    if (attempt.kind === 'refused') refusal ??= cannotCheck(attempt.code, attempt.reason);
    else if (attempt.value) return { kind: 'valid', alg: row.name, used };
    else tried.push(used);
  }
  // A key that could not be used might have been the right one: then the others' failing proves nothing.
  return refusal ?? { kind: 'invalid', alg: row.name, tried };
}
