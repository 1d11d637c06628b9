import { decodeBase64url } from '../../lib/encoding/base64url';
import { exportKey } from '../../lib/jose/export-key';
import { thumbprintOf } from '../../lib/jose/jwk';
import type { Jwk, KeyReading } from '../../lib/jose/key';
import { parseToken } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import { verifySignature } from '../../lib/jose/signature';
import { findAlgorithm } from '../../lib/registry/algorithms';
import { agrees, differs, type Judgement, type VectorCase } from './case';
import { readVectorKey } from './judge-jws';

/** What a decoder must say before any key is known. */
export async function judgeFormat(vector: VectorCase): Promise<Judgement> {
  const { kind, problems } = parseToken(String(vector.token));
  if (vector.expect === 'malformed') return kind === 'malformed' ? agrees : differs(kind);
  const isNoJwt = problems.some(({ code, part }) => part === 'payload' && /^not-(json|an-object)$/.test(code));
  return kind === 'jws' && isNoJwt ? agrees : differs(`${kind}, ${problems.map(({ code }) => code).join()}`);
}

/** The key must be readable, every member of a set too. */
export async function judgeImport(vector: VectorCase): Promise<Judgement> {
  const reading = await readVectorKey(vector.key, vector.keyFormat);
  if (reading.kind === 'key' || (reading.kind === 'key-set' && reading.problems.length === 0)) return agrees;
  return differs(JSON.stringify(reading));
}

const facts = (reading: KeyReading | undefined) =>
  reading?.kind === 'key' ? `${reading.key.thumbprint} ${reading.key.isPrivate}` : JSON.stringify(reading);

/** One key in four forms: each must read as that key, and both PEM forms must come out of the JWK again. */
export async function judgeConversion(vector: VectorCase): Promise<Judgement> {
  const reading = await readVectorKey(vector.key, 'jwk');
  if (reading.kind !== 'key') return differs(JSON.stringify(reading));
  const { key } = reading;
  const written = await Promise.all((['pkcs8-pem', 'spki-pem'] as const).map((format) => exportKey(key, format)));
  const [pkcs8, spki] = written.map((outcome) => (outcome.kind === 'exported' ? outcome.text : undefined));
  const forms = [
    ['pkcs8', vector.pkcs8, true],
    ['spki', vector.spki, false],
    ['x509', vector.x509, false],
    ['written pkcs8', pkcs8 ?? '', true],
    ['written spki', spki ?? '', false],
  ] as const;
  for (const [name, text, isPrivate] of forms) {
    if (text === undefined) continue;
    const read = facts(await readKey(text));
    if (read !== `${key.thumbprint} ${isPrivate}`) return differs(`${name}: ${read}`);
  }
  return agrees;
}

export async function judgeThumbprint(vector: VectorCase): Promise<Judgement> {
  const hash = (vector.hash ?? 'sha-256').toUpperCase() as 'SHA-256' | 'SHA-384' | 'SHA-512';
  const thumbprint = await thumbprintOf(vector.key as Jwk, hash);
  return thumbprint === vector.thumbprint ? agrees : differs(thumbprint);
}

/** Below the token: the verify primitive over given octets. */
export async function judgeRawSignature(vector: VectorCase): Promise<Judgement> {
  const row = findAlgorithm(vector.alg);
  if (!row) return differs(`there is no algorithm ${vector.alg}`);
  const [data, signature] = [vector.data, vector.signature].map((text) => decodeBase64url(text ?? '').bytes);
  if (!data || !signature) return differs('the vector lacks octets');
  const attempt = await verifySignature(row, vector.key as Jwk, data, signature);
  const isValid = attempt.kind === 'done' && attempt.value;
  return isValid === (vector.expect === 'valid') ? agrees : differs(JSON.stringify(attempt));
}
