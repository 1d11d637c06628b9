import { attachPayload, mayBeDetached } from '../jose/detached';
import type { KeyReading } from '../jose/key';
import { nestedTokens } from '../jose/nested-token';
import { openJwe, plaintextSteps } from '../jose/opened-token';
import { tokenSteps, withRecipient, withSigner } from '../jose/parse-token';
import type { Token } from '../jose/token';
import { verifyEach } from '../jose/verify-jws';
import { inSlices } from '../worker/slices';
import type { Judgement, TokenInput } from './state';

type Limits = TokenInput['limits'];

/**
 * What the mathematics says of a token with a key, and of the tokens inside it with the same key.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function judgeToken(
  signal: AbortSignal,
  token: Token,
  reading: KeyReading,
  limits?: Limits,
): Promise<Judgement> {
  const judged = await judgeOne(signal, token, reading, limits);
  if (judged.decryption?.kind === 'decrypted') await inSlices(signal, plaintextSteps(judged.decryption.plaintext));
  const nested: Judgement['nested'][number][] = [];
  for (const inner of nestedTokens(openToken(token, judged))) {
    if (inner.where === 'key-binding') nested.push({ ...inner, verdict: judged.sdJwt?.keyBinding?.verdict });
    else {
      const { verdicts, decryption } = await judgeOne(signal, await inSlices(signal, tokenSteps(inner.text)), reading);
      nested.push({ ...inner, verdict: verdicts[bestVerdict(verdicts)], decryption });
    }
  }
  return { ...judged, nested };
}

// Decrypting and the disclosures' rules are loaded when the first such token comes.

async function judgeOne(
  signal: AbortSignal,
  token: Token,
  reading: KeyReading,
  limits?: Limits,
): Promise<Omit<Judgement, 'nested'>> {
  if (token.kind === 'jwe') {
    const verdict = { kind: 'cannot-check', code: 'encrypted', reason: 'The token is encrypted, not signed.' } as const;
    const { decryptJwe } = await import('../jose/decrypt-jwe');
    return { verdicts: [verdict], decryption: await decryptJwe(signal, token, reading, limits) };
  }
  if (token.kind === 'sd-jwt') {
    const { verifySdJwt } = await import('../jose/sd-jwt-reading');
    const sdJwt = await verifySdJwt(signal, token, reading);
    return { verdicts: [sdJwt.issuer], sdJwt };
  }
  return { verdicts: await verifyEach(signal, token, reading) };
}

/** The signature to look at when nobody has chosen one: one that is valid, else one that is proved not to be. */
export function bestVerdict(verdicts: Judgement['verdicts']): number {
  const placeOf = (wanted: string) => verdicts.findIndex(({ kind }) => kind === wanted);
  return [placeOf('valid'), placeOf('invalid'), 0].find((place) => place >= 0) ?? 0;
}

/** A token with its detached payload, where one was given. */
export function withDetached(token: Token, detached: Uint8Array<ArrayBuffer> | undefined): Token {
  return detached && mayBeDetached(token) ? attachPayload(token, detached) : token;
}

/** A token as far as it can be seen: the signature or recipient that is looked at, and the plaintext where it was opened. */
export function openToken(token: Token, { decryption }: Pick<Judgement, 'decryption'>, signer = 0): Token {
  if (token.kind !== 'jwe') return signer === 0 ? token : withSigner(token, signer);
  if (decryption?.kind !== 'decrypted') return withRecipient(token, signer);
  return openJwe(withRecipient(token, decryption.recipient), decryption.plaintext);
}
