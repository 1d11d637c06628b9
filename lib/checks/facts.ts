import type { KeyReading } from '../jose/key';
import { verifyKeyBinding } from '../jose/sd-jwt-key-binding';
import { readSdJwt } from '../jose/sd-jwt-reading';
import type { Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import type { Expectations } from './expectations';
import { audiencesOf } from './expectations';
import type { Facts } from './fact';
import { gatherCertificates } from './facts-certificate';
import { gatherDigests } from './facts-digest';
import { findSharedFactors } from './facts-factor';
import { gatherProof } from './facts-proof';
import { findPssSalt } from './facts-pss';
import { findSecret } from './facts-secret';

export type { Facts } from './fact';

/** `keyText` is what stands in the key field: a public key's text may have been the secret. */
export type FactOptions = { expectations?: Expectations; keyText?: string; verdict?: Verdict };

/**
 * The facts about a token and its key. Each is gathered only where the token has something to do with it, so that most
 * tokens cost nothing. Nothing is fetched.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function gatherFacts(
  signal: AbortSignal,
  token: Token,
  key: KeyReading,
  { expectations = {}, keyText, verdict }: FactOptions = {},
): Promise<Facts> {
  const [certificates, digests, proof, sdJwt, pssSaltOctets, secret, sharedFactors] = await Promise.all([
    gatherCertificates(token),
    gatherDigests(token, expectations),
    gatherProof(signal, token),
    gatherSdJwt(signal, token, expectations),
    findPssSalt(token, key, verdict),
    findSecret(signal, token, key, keyText, verdict),
    findSharedFactors(signal, key),
  ]);
  signal.throwIfAborted();
  return { certificates, digests, proof, sdJwt, pssSaltOctets, secret, sharedFactors };
}

async function gatherSdJwt(signal: AbortSignal, token: Token, expectations: Expectations): Promise<Facts['sdJwt']> {
  if (token.kind !== 'sd-jwt') return undefined;
  const reading = await readSdJwt(token);
  const [audience] = audiencesOf(expectations);
  const { keyBinding: required, nonce } = expectations;
  return { reading, keyBinding: await verifyKeyBinding(signal, token, reading, { required, audience, nonce }) };
}
