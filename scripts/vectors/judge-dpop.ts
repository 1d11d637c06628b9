import type { Expectations } from '../../lib/checks/expectations';
import { gatherFacts } from '../../lib/checks/facts';
import { runChecks } from '../../lib/checks/index';
import { judge } from '../../lib/checks/judgement';
import { claimValue, parseToken } from '../../lib/jose/parse-token';
import { verifyJws } from '../../lib/jose/verify-jws';
import { agrees, differs, type Judgement, type VectorCase } from './case';
import { readVectorKey } from './judge-jws';

const { signal } = new AbortController();

/** A DPoP proof for a request, as the server would check it at the moment at which it was made. */
export async function judgeDpop(vector: VectorCase): Promise<Judgement> {
  const token = parseToken(String(vector.token));
  const { htm: method, htu: url, accessToken, jkt: thumbprint } = vector.dpop ?? {};
  const expectations: Expectations = { profile: 'dpop-proof', request: { method, url, accessToken, thumbprint } };
  const key = await readVectorKey(vector.key, vector.keyFormat);
  const verdict = await verifyJws(signal, token, key);
  const facts = await gatherFacts(signal, token, key, { expectations, verdict });
  if (vector.expect === 'valid' && vector.dpop?.ath !== facts.digests?.ath) return differs('another hash of the token');
  const iat = claimValue(token, 'iat');
  const now = iat?.kind === 'number' ? iat.value : 0;
  const context = { token, key, verdict, facts, expectations, now, leeway: 0 };
  const { decision, because } = judge(runChecks(context), context);
  const isAccepted = decision === 'accept';
  if (isAccepted === (vector.expect === 'valid')) return agrees;
  return differs(`${decision}: ${because.map(({ text }) => text).join(' ')}`);
}
