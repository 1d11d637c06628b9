import type { Decryption } from '../jose/decryption';
import { mayBeDetached } from '../jose/detached';
import type { SdJwtVerdict } from '../jose/sd-jwt-reading';
import type { Token } from '../jose/token';
import type { KeyUsed, Verdict } from '../jose/verdict';
import type { View } from './view';

/**
 * What the verdict strip says. `proof` is `good` or `bad` only where the mathematics said so; `opened` is a token that was
 * decrypted, which proves nothing of who made it.
 */
export type VerdictWords = { title: string; detail: string; proof: 'good' | 'bad' | 'none' | 'unsecured' | 'opened' };

/** The encodings of a secret as people write them. */
export const SECRET_ENCODINGS = { 'utf-8': 'UTF-8', base64: 'Base64', base64url: 'Base64URL', hex: 'hex' } as const;

type Judged = Pick<View, 'token' | 'verdict' | 'verdicts' | 'signer' | 'stale'> &
  Partial<Pick<View, 'decryption' | 'sdJwt' | 'keyIsTokens' | 'isUnread'>>;

/** The verdict in words. The titles are fixed: programs and people look for them. */
export function verdictWords(view: Judged): VerdictWords {
  const { token, verdict, decryption, sdJwt, stale, isUnread } = view;
  if (isUnread) return { title: 'Not verified', detail: 'Reading the text.', proof: 'none' };
  if (token.parts.length === 0) return { title: 'Not verified', detail: 'There is no token yet.', proof: 'none' };
  if (decryption) return decryptionWords(decryption, stale);
  if (token.kind === 'jwe') return { title: 'Cannot decrypt', detail: 'Trying.', proof: 'none' };
  if (sdJwt && verdict.kind === 'valid' && !sdJwt.accepted) return refusedWords(sdJwt);
  const title = verdictTitle(verdict);
  switch (verdict.kind) {
    case 'valid': {
      const detail = `${verdict.alg} · ${usedWords(verdict.used)}${whichSignature(view)}${disclosureWords(sdJwt)}`;
      if (view.keyIsTokens) return { title, detail: `${TOKENS_OWN_KEY} · ${detail}`, proof: 'none' };
      return { title, detail, proof: 'good' };
    }
    case 'invalid':
      return {
        title,
        detail: `${verdict.alg} · ${mismatchWords(verdict, stale)}${whichSignature(view)}${detachedHint(token)}`,
        proof: 'bad',
      };
    case 'unsecured':
      return { title, detail: verdict.reason, proof: 'unsecured' };
    case 'unverified':
    case 'cannot-check':
      return { title, detail: `${verdict.reason}${whichSignature(view)}`, proof: 'none' };
  }
}

const TOKENS_OWN_KEY = 'proves nothing: the key came with the token, and anyone can send such a pair';

/** The fixed words for a verdict. */
export function verdictTitle(verdict: Verdict): string {
  const titles = {
    valid: 'Valid signature',
    invalid: 'Invalid signature',
    unsecured: 'Unsecured token',
    unverified: 'Not verified',
    'cannot-check': 'Cannot verify',
  } as const;
  return titles[verdict.kind];
}

/** The fixed words for what came of opening a JWE. */
export function decryptionTitle({ kind }: Decryption): string {
  return kind === 'decrypted' ? 'Decrypted' : 'Cannot decrypt';
}

function decryptionWords(decryption: Decryption, stale: boolean): VerdictWords {
  const title = decryptionTitle(decryption);
  switch (decryption.kind) {
    case 'decrypted': {
      const { alg, enc, used } = decryption;
      const old = stale ? ' · the token is from before your edit' : '';
      return {
        title,
        detail: `${alg}, ${enc} · ${usedWords(used)} · not a proof of who made it${old}`,
        proof: 'opened',
      };
    }
    case 'failed':
      return { title, detail: `${decryption.alg} · ${failureWords(decryption)}`, proof: 'bad' };
    default:
      return { title, detail: decryption.reason, proof: 'none' };
  }
}

function detachedHint(token: Token): string {
  return mayBeDetached(token) ? ' · the token carries no payload: if it is detached, give it in the payload pane' : '';
}

function failureWords({ fitting, tried }: Extract<Decryption, { kind: 'failed' }>): string {
  if (!fitting) return mismatchOf(tried, 'encrypted for');
  return `the key is right (${usedWords(fitting)}), but the token was changed after it was encrypted`;
}

/** Of several signatures, which one is spoken of, and how many of the others are valid. */
function whichSignature({ verdicts, signer }: Judged): string {
  if (verdicts.length < 2) return '';
  const valid = verdicts.filter(({ kind }) => kind === 'valid').length;
  return ` · signature ${signer + 1} of ${verdicts.length}, ${valid} valid with this key`;
}

function disclosureWords(sdJwt: SdJwtVerdict | undefined): string {
  if (!sdJwt) return '';
  const { length } = sdJwt.reading.disclosures;
  const disclosures = ` · ${length} ${length === 1 ? 'disclosure matches its digest' : 'disclosures match their digests'}`;
  return sdJwt.keyBinding ? `${disclosures}, and the key binding is right` : disclosures;
}

/** The issuer's signature is right, and yet the token has to be refused (RFC 9901 §7.1, §7.3). */
function refusedWords({ reading, keyBinding }: SdJwtVerdict): VerdictWords {
  const [problem = keyBinding?.problems[0]] = reading.problems.map(({ message }) => message);
  const reason = problem ?? 'the key-binding JWT does not verify';
  return { title: 'Cannot verify', detail: `The issuer’s signature is valid, but: ${reason}`, proof: 'bad' };
}

function mismatchWords({ tried }: Extract<Verdict, { kind: 'invalid' }>, stale: boolean): string {
  if (stale) return 'the signature is from before your edit';
  return mismatchOf(tried, 'made with');
}

function mismatchOf(tried: readonly KeyUsed[], done: 'made with' | 'encrypted for'): string {
  const [first] = tried;
  if (!first) return `not ${done} this key`;
  if (first.kind === 'secret') {
    const readings = tried.flatMap((used) => (used.kind === 'secret' ? [SECRET_ENCODINGS[used.encoding]] : []));
    return `not ${done} this secret, read as ${listWords(readings)}`;
  }
  if (tried.length > 1) return `not ${done} any of the ${tried.length} keys that fit`;
  return `not ${done} this key (${keyWords(first)})`;
}

/** "secret read as UTF-8, 27 bytes", "RSA public key, 2048 bits, kid “a1”, chosen by kid from 3 keys". */
export function usedWords(used: KeyUsed): string {
  if (used.kind === 'secret') {
    return `secret read as ${SECRET_ENCODINGS[used.encoding]}, ${used.octets} ${used.octets === 1 ? 'byte' : 'bytes'}`;
  }
  return keyWords(used);
}

function keyWords(used: Extract<KeyUsed, { kind: 'key' }>): string {
  const { key, of, by } = used;
  const kid = key.jwk.kid === undefined ? '' : `, kid “${key.jwk.kid}”`;
  const choice = of === undefined ? '' : by === 'kid' ? ', chosen by kid' : `, found by trying the set of ${of}`;
  return `${key.description}${kid}${choice}`;
}

/** Words in a sentence: "UTF-8, Base64 or hex". */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
