import { toValue } from '../encoding/json-query';
import { keyFromJwk } from '../jose/jwk';
import type { Jwk } from '../jose/key';
import type { Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import { verifyJws } from '../jose/verify-jws';
import { findParameter } from './parts';
import { detectProfile } from './profile-detection';

/**
 * Whether a DPoP proof verifies with the key in its own header, and that key's thumbprint (RFC 9449 §4.3, steps 6 and 7).
 * That proves nothing about who sent it: it says which key the sender holds. Undefined for any other token.
 */
export async function gatherProof(
  signal: AbortSignal,
  token: Token,
): Promise<{ thumbprint: string; verdict: Verdict } | undefined> {
  if (token.kind !== 'jws' || detectProfile(token)?.profile !== 'dpop-proof') return undefined;
  const jwk = findParameter(token, 'jwk')?.member.value;
  if (jwk?.kind !== 'object') return undefined;
  const key = await keyFromJwk(toValue(jwk) as Jwk, 'jwk');
  if ('reason' in key) return undefined;
  return { thumbprint: key.thumbprint, verdict: await verifyJws(signal, token, { kind: 'key', key }) };
}
