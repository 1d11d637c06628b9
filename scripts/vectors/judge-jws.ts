import { checks, runChecks } from '../../lib/checks/index';
import type { KeyReading, SecretEncodingChoice } from '../../lib/jose/key';
import { headerValue, parseToken } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import { signJws } from '../../lib/jose/sign-jws';
import type { Token } from '../../lib/jose/token';
import type { Verdict } from '../../lib/jose/verdict';
import { verifyJws } from '../../lib/jose/verify-jws';
import { agrees, differs, type Judgement, notApplicable, type VectorCase } from './case';

const { signal } = new AbortController();

/** A key of a vector as a person would give it: its text, and for a secret how it is encoded. */
export function readVectorKey(key: unknown, format = 'none'): Promise<KeyReading> {
  if (format === 'none' || key === undefined) return readKey('');
  const encodings: Record<string, SecretEncodingChoice> = { 'secret-utf8': 'utf-8', 'secret-base64url': 'base64url' };
  return readKey(typeof key === 'string' ? key : JSON.stringify(key), { encoding: encodings[format] });
}

/** What this version cannot do yet, by what the token is or asks for: then no verdict can be right. */
function missingCapability(vector: VectorCase, token: Token): string | undefined {
  if (typeof vector.token !== 'string' || vector.token.trimStart().startsWith('{')) return 'JSON serialization';
  const b64 = headerValue(token, 'b64');
  if (b64?.kind === 'literal' && b64.value === false) return 'unencoded payload ("b64": false)';
  return vector.detachedPayload === undefined ? undefined : 'detached payload';
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
    const verdict = await verifyJws(signal, token, await readVectorKey(text, 'jwk'));
    if (verdict.kind !== 'valid') return differs(`with its ${form}: ${describeVerdict(verdict)}`);
  }
  if (vector.privateKey === undefined) return agrees;
  const signer = await readVectorKey(vector.privateKey, vector.privateKeyFormat);
  const parts = { header: token.header?.text ?? '', payload: token.payload?.text ?? '' };
  const signed = await signJws(signal, parts, signer);
  if (signed.kind !== 'signed') return differs(`signing anew: ${JSON.stringify(signed)}`);
  const verdict = await verifyJws(signal, parseToken(signed.token), key);
  return verdict.kind === 'valid' ? agrees : differs(`signed anew: ${describeVerdict(verdict)}`);
}

/** A JWS: the verdict, the payload, and what can be done with further forms of the key. */
export async function judgeJws(vector: VectorCase): Promise<Judgement> {
  const token = parseToken(typeof vector.token === 'string' ? vector.token : '');
  const key = await readVectorKey(vector.key, vector.keyFormat);
  const verdict = await verifyJws(signal, token, key);
  if (vector.expect === 'invalid' && verdict.kind === 'valid') return differs('accepted');
  if (vector.expect === 'unsecured' && verdict.kind === 'unsecured' && samePayload(vector, token)) return agrees;
  if (vector.expect === 'valid' && verdict.kind === 'valid') {
    return samePayload(vector, token) ? judgeOtherKeys(vector, token, key) : differs('another payload');
  }
  const missing = missingCapability(vector, token);
  if (missing) return notApplicable(missing);
  if (vector.expect === 'invalid') return agrees;
  if (vector.expect === 'policy') return judgePolicy(vector, token, key, verdict);
  return differs(describeVerdict(verdict));
}
