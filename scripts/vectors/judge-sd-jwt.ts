import { parseToken } from '../../lib/jose/parse-token';
import { type SdJwtVerdict, verifySdJwt } from '../../lib/jose/sd-jwt-reading';
import { agrees, differs, type Judgement, type VectorCase } from './case';
import { readVectorKey } from './judge-jws';

const { signal } = new AbortController();

/** An SD-JWT with all that a verifier asks of it: what it accepts, and the claims that come of it. */
export async function judgeSdJwt(vector: VectorCase): Promise<Judgement> {
  const token = parseToken(typeof vector.token === 'string' ? vector.token : JSON.stringify(vector.token));
  if (token.kind !== 'sd-jwt') return vector.expect === 'invalid' ? agrees : differs(`read as ${token.kind}`);
  const { requireKeyBinding: required, aud: audience, nonce } = vector;
  const key = await readVectorKey(vector.key, vector.keyFormat);
  const verdict = await verifySdJwt(signal, token, key, { required, audience, nonce });
  if (vector.expect === 'invalid') return verdict.accepted ? differs('accepted') : agrees;
  if (!verdict.accepted) return differs(reasons(verdict));
  const claims = sorted(JSON.parse(verdict.reading.claims ?? 'null'));
  return claims === sorted(vector.payload) ? agrees : differs(`other claims: ${claims}`);
}

function reasons({ issuer, reading, keyBinding }: SdJwtVerdict): string {
  const sentences = [...reading.problems.map(({ message }) => message), ...(keyBinding?.problems ?? [])];
  return `issuer ${issuer.kind}, key binding ${keyBinding?.verdict.kind ?? 'none'}; ${sentences.join(' ')}`;
}

/** JSON with the members of all objects in one order, to compare values with. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_name, one) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
