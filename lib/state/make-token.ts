import { readJson } from '../encoding/json';
import { findMember } from '../encoding/json-query';
import { encodeUtf8 } from '../encoding/utf8';
import type { EncryptOutcome } from '../jose/encrypt-jwe';
import type { KeyReading, SecretEncoding } from '../jose/key';
import { withSigner } from '../jose/parse-token';
import { type SignOutcome, signJws } from '../jose/sign-jws';
import type { Token } from '../jose/token';
import { remember } from './answers';
import { encodePart } from './part-text';
import { parseOnce } from './reading';
import type { PartsInput } from './state';

/**
 * The token of two edited parts: encrypted where the header names a content encryption, else signed. It keeps the form of
 * the token that the edit began from: its serialization, its other signatures, its disclosures.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function makeToken(
  signal: AbortSignal,
  input: PartsInput,
  reading: KeyReading,
  encoding: SecretEncoding | undefined,
): Promise<SignOutcome | EncryptOutcome> {
  const parts = { header: input.header.written, payload: input.payload.written };
  const base = withSigner(parseOnce(input.base), input.signer ?? 0);
  if (isEncryption(parts.header)) {
    const { encryptJwe } = await import('../jose/encrypt-jwe');
    const like = base.kind === 'jwe' && base.serialization !== 'compact' ? base : undefined;
    return encryptJwe(signal, parts, reading, { encoding, like });
  }
  const isSigned = base.kind === 'jws' || base.kind === 'sd-jwt';
  const like = isSigned && (base.serialization !== 'compact' || input.isDetached) ? base : undefined;
  const outcome = await signJws(signal, parts, reading, { encoding, like });
  return outcome.kind === 'cannot-sign' ? outcome : { ...outcome, token: outcome.token + afterIssuer(base) };
}

/** Whether a header is a JWE's: only there is an `enc` (RFC 7516 §4.1.2). */
function isEncryption(header: string): boolean {
  return findMember(readJson(header).root, 'enc') !== undefined;
}

/** An SD-JWT's disclosures and key binding, tilde and all, which an edit of the issuer's part leaves alone. */
function afterIssuer(base: Token): string {
  const tilde = base.serialization === 'compact' ? base.text.indexOf('~') : -1;
  return tilde < 0 ? '' : base.text.slice(tilde);
}

/**
 * The token that is shown while there is none of the edited parts: their encoding with the old signature, or for the
 * forms of which a part cannot just be replaced the token from before the edit.
 */
export const staleToken = remember((input: PartsInput): string => {
  const base = parseOnce(input.base);
  if (base.serialization !== 'compact' || base.kind === 'jwe') return input.base;
  const payload = input.isDetached ? '' : encodePart(input.payload);
  return `${encodePart(input.header)}.${payload}.${base.signature?.encoded ?? ''}${afterIssuer(base)}`;
});

/** The octets of a payload that stays apart from the token of these parts. */
export function detachedOctets(input: PartsInput): Uint8Array<ArrayBuffer> | undefined {
  return input.isDetached ? encodeUtf8(input.payload.written) : undefined;
}
