import type { Part } from '../jose/token';
import { findContentEncryption } from '../registry/content-encryption';
import { findKeyManagement } from '../registry/key-management';
import { rfc } from '../registry/source';
import type { Check, Evidence, Hit } from './check';
import { memberEvidence, partEvidence } from './evidence';
import { claimsOf, findParameter, headerOf, isNoneLike, stringParameter } from './parts';
import { parameterPlace, quoted } from './profile';
import { bestPractice, cve, cwe } from './references';
import { looksLikeToken } from './token-text';

/** Compression before encryption: `{"zip": "DEF"}`. A false positive where nobody else can put anything into the plaintext. */
const compressedPlaintext = {
  id: 'compressed-plaintext',
  subject: 'encryption',
  severity: 'medium',
  title: 'Compressed before encryption',
  why: 'The length of compressed text says something of its contents: whoever can put in a part and see the length guesses the rest, letter by letter.',
  fix: 'Leave out "zip".',
  references: [rfc(8725, '3.6'), rfc(7516, '4.1.3'), bestPractice('3.6')],
  find(context) {
    if (context.token.kind !== 'jwe' || !findParameter(context.token, 'zip')) return [];
    return [
      { message: 'The plaintext was compressed before it was encrypted.', evidence: parameterPlace(context, 'zip') },
    ];
  },
} as const satisfies Check;

/** The limit that the draft of the best practices names: 250 KB. */
const mostInflated = 250_000;

/** A small token with a large plaintext. Never a false positive: it was inflated, as far as the limit. */
const decompressionBomb = {
  id: 'decompression-bomb',
  subject: 'encryption',
  severity: 'high',
  title: 'Inflates too far',
  why: 'A few kilobytes can inflate to gigabytes. A receiver without a limit runs out of memory before it knows from whom the token is.',
  fix: 'Let receivers stop at a limit, and leave out "zip".',
  references: [bestPractice('3.15'), cwe(409)],
  find(context) {
    const { token, decryption } = context;
    if (token.kind !== 'jwe' || !decryption) return [];
    const evidence = parameterPlace(context, 'zip');
    if (decryption.kind === 'cannot-decrypt' && decryption.code === 'inflates-too-far') {
      return [{ message: 'The plaintext inflates beyond the limit; it was not inflated further.', evidence }];
    }
    if (decryption.kind !== 'decrypted' || decryption.compressedOctets === undefined) return [];
    const { length } = decryption.plaintext;
    if (length <= mostInflated) return [];
    const message = `${decryption.compressedOctets.toLocaleString('en')} octets inflate to ${length.toLocaleString('en')}.`;
    return [{ message, evidence }];
  },
} as const satisfies Check;

/** A length that a part must have, and does not. */
function lengthHit(part: Part, words: string, due: number, because: string): Hit[] {
  const { length } = part.bytes;
  if (length === due || part.problems.length > 0) return [];
  const message =
    due === 0
      ? `The ${words} must be empty with ${because}.`
      : `The ${words} has ${length} octets; ${because} has ${due}.`;
  return [{ message, evidence: [partEvidence(part)] }];
}

/**
 * A part of a length that the algorithms do not give. Never a false positive: lengths are fixed. The encrypted key of RSA is
 * as long as a modulus that is not here, and is left alone.
 */
const jwePartLength = {
  id: 'jwe-part-length',
  subject: 'encryption',
  severity: 'high',
  title: 'Part of a wrong length',
  why: 'Each part has one length by its algorithm. Another one means that the token was cut or made wrongly; short tags have been used to forge tokens.',
  fix: 'Copy the whole token, and let receivers insist on the lengths.',
  references: [rfc(7516, '5.2'), rfc(7518, '5.2.2.1'), rfc(7518, '5.3'), cve('2025-54887'), cwe(354)],
  find({ token }): Hit[] {
    if (token.kind !== 'jwe') return [];
    const alg = findKeyManagement(stringParameter(token, 'alg'));
    const enc = findContentEncryption(stringParameter(token, 'enc'));
    const hits: Hit[] = [];
    if (enc) {
      hits.push(...lengthHit(token.initializationVector, 'initialization vector', enc.ivOctets, enc.name));
      hits.push(...lengthHit(token.authenticationTag, 'authentication tag', enc.tagOctets, enc.name));
      const { bytes, problems } = token.ciphertext;
      if (enc.family === 'aes-cbc-hmac' && problems.length === 0 && (bytes.length === 0 || bytes.length % 16 !== 0)) {
        const message = `The ciphertext has ${bytes.length.toLocaleString('en')} octets; that of ${enc.name} is a multiple of 16.`;
        hits.push({ message, evidence: [partEvidence(token.ciphertext)] });
      }
    }
    if (alg && !alg.hasEncryptedKey) hits.push(...lengthHit(token.encryptedKey, 'encrypted key', 0, alg.name));
    else if (alg && enc && alg.wrapBits !== undefined) {
      // AES key wrap adds eight octets (RFC 3394 §2.2.1); GCM has its tag in the header.
      const due = enc.keyBits / 8 + (alg.family === 'aes-gcm-kw' ? 0 : 8);
      hits.push(...lengthHit(token.encryptedKey, 'encrypted key', due, `${alg.name} with ${enc.name}`));
    }
    return hits;
  },
} as const satisfies Check;

/** Families with which everyone who has the public key can encrypt. */
const openFamilies: ReadonlySet<string | undefined> = new Set(['rsa-oaep', 'rsa-pkcs1', 'ecdh-es']);

/** Whether a text is a compact token without a signature, or with `alg` none. */
function isUnsecured(text: string): boolean {
  const [head = '', , signature] = text.split('.', 3);
  if (signature === '') return true;
  try {
    const { alg } = JSON.parse(atob(head.replace(/-/g, '+').replace(/_/g, '/'))) as { alg?: unknown };
    return typeof alg === 'string' && isNoneLike(alg);
  } catch {
    return false;
  }
}

/**
 * Claims that are encrypted to a public key and signed by nobody. A false positive where the receiver takes nothing in it
 * for true; with a shared secret, which only the two have, it is quiet.
 */
const encryptedNotAuthenticated = {
  id: 'encrypted-not-authenticated',
  subject: 'encryption',
  severity: 'critical',
  title: 'Encrypted, but signed by nobody',
  why: 'Everyone who has the public key can write such a token, with any claims. That it could be decrypted says nothing about who made it.',
  fix: 'Sign the claims and encrypt the signed token; let receivers refuse one without a signature inside.',
  references: [rfc(7519, '11.2'), bestPractice('2.3'), cve('2026-29000'), cve('2023-51774'), cwe(347)],
  find({ token }) {
    if (token.kind !== 'jwe' || !token.payload) return [];
    const alg = findKeyManagement(stringParameter(token, 'alg'));
    if (!openFamilies.has(alg?.family)) return [];
    const text = token.payload.text?.trim() ?? '';
    const isToken = looksLikeToken(text);
    if (isToken ? !isUnsecured(text) : !claimsOf(token)) return [];
    const what = isToken ? 'an unsecured token' : 'a claims set without a signature';
    return [
      {
        message: `What is encrypted is ${what}: anyone with the public key can have made it.`,
        evidence: [partEvidence(token.payload, what)],
      },
    ];
  },
} as const satisfies Check;

/** A signed token inside, which has not been verified here. Quiet once it has been. */
const unverifiedInnerToken = {
  id: 'unverified-inner-token',
  subject: 'encryption',
  severity: 'high',
  title: 'The token inside is not verified',
  why: 'Decrypting says nothing of the signature inside. Receivers that stop here take whatever anyone encrypted for them.',
  fix: 'Open the inner token and verify it with the issuer’s key.',
  references: [rfc(8725, '3.3'), rfc(7519, '7.2')],
  find({ token, facts }): Hit[] {
    if (token.kind !== 'jwe' || !token.payload || facts?.inner?.kind === 'valid') return [];
    const text = token.payload.text?.trim() ?? '';
    if (!looksLikeToken(text) || isUnsecured(text)) return [];
    const failed = facts?.inner?.kind === 'invalid';
    const message = failed
      ? 'The signature of the token inside does not match.'
      : 'The token inside has a signature that was not verified.';
    return [{ message, severity: failed ? 'critical' : undefined, evidence: [partEvidence(token.payload, 'a token')] }];
  },
} as const satisfies Check;

/** Claims that may be copied into the header of an encrypted token (RFC 7519 §5.3), and others that are. */
const claimNames = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'email', 'name', 'scope', 'roles'] as const;

/** Claims in the header of an encrypted token, for everyone to read. Allowed, and meant where routing needs it. */
const claimsInHeader = {
  id: 'claims-in-header',
  subject: 'encryption',
  severity: 'low',
  title: 'Claims in the clear',
  why: 'The header of an encrypted token is not encrypted: what is copied there everyone can read.',
  fix: 'Copy only what is needed before decrypting, such as "iss".',
  references: [rfc(7519, '5.3'), rfc(7519, '12')],
  find({ token }): Hit[] {
    const header = headerOf(token);
    if (token.kind !== 'jwe' || !header) return [];
    const evidence: Evidence[] = [];
    const names: string[] = [];
    for (const name of claimNames) {
      const found = findParameter(token, name);
      if (!found) continue;
      names.push(name);
      evidence.push(memberEvidence(found.part, found.member, [name]));
    }
    if (names.length === 0) return [];
    return [{ message: `The header shows ${quoted(names)} to everyone.`, evidence }];
  },
} as const satisfies Check;

/** Checks of what is encrypted, and how. */
export const encryptionContentChecks = [
  compressedPlaintext,
  decompressionBomb,
  jwePartLength,
  encryptedNotAuthenticated,
  unverifiedInnerToken,
  claimsInHeader,
] as const;
