import { checks, runChecks } from '../../lib/checks/index';
import { encodeUtf8 } from '../../lib/encoding/utf8';
import { attachPayload, mayBeDetached } from '../../lib/jose/detached';
import type { KeyReading, SecretEncodingChoice } from '../../lib/jose/key';
import { parseToken, withSigner } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import { signJws } from '../../lib/jose/sign-jws';
import type { Token } from '../../lib/jose/token';
import type { Verdict } from '../../lib/jose/verdict';
import { verifyEach } from '../../lib/jose/verify-jws';
import { agrees, differs, type Judgement, notApplicable, type VectorCase } from './case';

const { signal } = new AbortController();

/** A key of a vector as a person would give it: its text, and for a secret how it is encoded. */
export function readVectorKey(key: unknown, format = 'none'): Promise<KeyReading> {
  if (format === 'none' || key === undefined) return readKey('');
  const encodings: Record<string, SecretEncodingChoice> = { 'secret-utf8': 'utf-8', 'secret-base64url': 'base64url' };
  return readKey(typeof key === 'string' ? key : JSON.stringify(key), { encoding: encodings[format] });
}

/** The token of a vector as a person would paste it, with the payload that travels apart from it. */
export function readVectorToken({ token: given, detachedPayload }: VectorCase): Token {
  const token = parseToken(typeof given === 'string' ? given : JSON.stringify(given ?? ''));
  const isDetached = detachedPayload !== undefined && mayBeDetached(token);
  return isDetached ? attachPayload(token, encodeUtf8(detachedPayload)) : token;
}

/** The verdict on the signature that the key made, of several; else that on the first. */
async function bestVerdict(token: Token, key: KeyReading): Promise<{ token: Token; verdict: Verdict }> {
  const verdicts = await verifyEach(signal, token, key);
  const index = Math.max(
    0,
    verdicts.findIndex(({ kind }) => kind === 'valid'),
  );
  return { token: withSigner(token, index), verdict: verdicts[index] as Verdict };
}

/** Checks of which at least one must speak when a signature is right but a policy refuses the token. */
const checksOfPolicy: ReadonlyMap<string, readonly string[]> = new Map([
  ['duplicate-member', ['duplicate-member']],
  ['non-canonical-base64url', ['noncanonical-base64url']],
  ['key-alg-mismatch', ['key-alg-mismatch', 'jwk-use-mismatch']],
  ['key-use', ['jwk-use-mismatch']],
  ['key-ops', ['jwk-use-mismatch']],
  ['hmac-key-too-short', ['short-secret']],
  ['hmac-key-empty', ['short-secret', 'empty-key-signature']],
  ['rsa-key-too-small', ['small-rsa-key']],
  ['rsa-exponent-1', ['weak-rsa-exponent']],
  ['weak-rsa-roca', ['factorable-rsa-key']],
  ['jwks-duplicate-kid', ['duplicate-kid']],
  ['jwks-mixed-symmetry', ['private-key-in-jwks']],
  ['header-bom', ['invalid-utf8']],
  ['b64-without-crit', ['b64-without-crit']],
  ['unencoded-payload-with-period', ['unencoded-payload']],
  ['json-serialization', ['json-serialization']],
]);

function judgePolicy(vector: VectorCase, token: Token, key: KeyReading, verdict: Verdict): Judgement {
  if (verdict.kind !== 'valid') return agrees;
  const ids = checksOfPolicy.get(vector.policy ?? '') ?? [];
  const findings = runChecks({ token, key, verdict, now: 0, leeway: 0 });
  if (findings.some(({ check, severity }) => ids.includes(check.id) && severity !== 'info')) return agrees;
  const isWritten = checks.some(({ id }) => ids.includes(id));
  // The signature is right and the verdict says so; that it is unwise is a check's to say, and that check is to come.
  if (!isWritten && ids.length > 0) return notApplicable(`no check yet for the policy ${vector.policy}`);
  return differs(`valid, and no finding about ${vector.policy}`);
}

function samePayload(vector: VectorCase, token: Token): boolean {
  const { payload } = token;
  if (vector.payloadBase64url !== undefined) return payload?.encoded === vector.payloadBase64url;
  return vector.payload === undefined || payload?.text === vector.payload;
}

const describeVerdict = (verdict: Verdict): string =>
  verdict.kind === 'cannot-check' ? `${verdict.kind} ${verdict.code}: ${verdict.reason}` : verdict.kind;

/** The token's further forms of the key must verify it too, and what the private one signs must verify with the key. */
async function judgeOtherKeys(vector: VectorCase, token: Token, key: KeyReading): Promise<Judgement> {
  for (const [form, text] of [
    ['certificate', vector.certificate],
    ['jwk', vector.jwk],
  ] as const) {
    if (text === undefined) continue;
    const { verdict } = await bestVerdict(token, await readVectorKey(text, 'jwk'));
    if (verdict.kind !== 'valid') return differs(`with its ${form}: ${describeVerdict(verdict)}`);
  }
  if (vector.privateKey === undefined) return agrees;
  const signer = await readVectorKey(vector.privateKey, vector.privateKeyFormat);
  const like = token.kind === 'jws' ? token : undefined;
  const parts = { header: token.header?.text ?? '', payload: like?.payload.bytes ?? '' };
  const signed = await signJws(signal, parts, signer, { like });
  if (signed.kind !== 'signed') return differs(`signing anew: ${JSON.stringify(signed)}`);
  const again = readVectorToken({ ...vector, token: signed.token });
  const { verdict } = await bestVerdict(again, key);
  return verdict.kind === 'valid' ? agrees : differs(`signed anew: ${describeVerdict(verdict)}`);
}

/** A JWS: the verdict, the payload, and what can be done with further forms of the key. */
export async function judgeJws(vector: VectorCase): Promise<Judgement> {
  const key = await readVectorKey(vector.key, vector.keyFormat);
  const { token, verdict } = await bestVerdict(readVectorToken(vector), key);
  if (vector.expect === 'invalid') return verdict.kind === 'valid' ? differs('accepted') : agrees;
  if (vector.expect === 'policy') return judgePolicy(vector, token, key, verdict);
  if (vector.expect !== verdict.kind) return differs(describeVerdict(verdict));
  if (!samePayload(vector, token)) return differs('another payload');
  return vector.expect === 'valid' ? judgeOtherKeys(vector, token, key) : agrees;
}
