import { findB64Problem, findCritProblem } from './crit';
import { joseHeaderOf, objectsOf, readAlg, readKid } from './jws-header';
import type { KeyReading } from './key';
import { chooseKeys } from './key-choice';
import { findObstacle, withSigner } from './parse-token';
import { verifySignature } from './signature';
import { signingInputOf } from './signing-input';
import type { JwsToken, SdJwtToken, Token } from './token';
import type { CannotCheckCode, KeyUsed, Verdict } from './verdict';

/** `crit` are names of critical extensions that the caller understands and has dealt with (RFC 7515 §4.1.11). */
export type VerifyOptions = { crit?: readonly string[] };

const cannotCheck = (code: CannotCheckCode, reason: string): Verdict => ({ kind: 'cannot-check', code, reason });

/**
 * Whether the key made the token's signature (RFC 7515 §5.2): of several the one that is looked at (see `withSigner`), of
 * an SD-JWT the issuer's alone. Of a detached payload the token must have been given it (see `attachPayload`).
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
  if (token.kind === 'jwe') {
    return cannotCheck('encrypted', 'The token is encrypted: a signature can only be in what it holds.');
  }
  const obstacle = findObstacle(token);
  if (token.kind === 'malformed' || obstacle) {
    return cannotCheck('malformed-token', (obstacle ?? token.problems[0])?.message ?? 'This is not a token.');
  }
  return verifySigned(signal, token, key, options);
}

/**
 * The verdict on each of the token's signatures, in the order of the text, whichever is looked at; see `verifyJws`. One
 * verdict where there are no signatures.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function verifyEach(
  signal: AbortSignal,
  token: Token,
  key: KeyReading,
  options: VerifyOptions = {},
): Promise<Verdict[]> {
  if (token.kind !== 'jws' && token.kind !== 'sd-jwt') return [await verifyJws(signal, token, key, options)];
  const verdicts: Verdict[] = [];
  // One after the other: a thousand public-key operations at once would hold up everything else.
  for (const index of token.signers.keys()) {
    verdicts.push(await verifyJws(signal, withSigner(token, index), key, options));
  }
  return verdicts;
}

async function verifySigned(
  signal: AbortSignal,
  token: JwsToken | SdJwtToken,
  key: KeyReading,
  options: VerifyOptions,
): Promise<Verdict> {
  const signature = token.signature.bytes;
  const header = joseHeaderOf(token);
  if (!header) return cannotCheck('missing-alg', 'There is no header, and so no "alg".');
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
  const [protectedHeader] = objectsOf([token.header]);
  const others = objectsOf(token.unprotected);
  const crit =
    findCritProblem(protectedHeader, ['b64', ...(options.crit ?? [])], others) ??
    findB64Problem(protectedHeader, others);
  if (crit) return cannotCheck('bad-crit', crit);

  if (key.kind === 'empty') return { kind: 'unverified', reason: 'There is no key to verify the signature with.' };
  if (key.kind === 'unreadable') return cannotCheck('unreadable-key', key.reason);
  const choice = chooseKeys(row, key, readKid(header), 'verify');
  if (choice.kind === 'no-candidate') return cannotCheck(choice.code, choice.reason);

  const octets = signingInputOf(token);
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
