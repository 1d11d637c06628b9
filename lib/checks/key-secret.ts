import { decodeUtf8 } from '../encoding/utf8';
import type { SecretReading } from '../jose/key';
import { rfc } from '../registry/source';
import type { Check, CheckContext } from './check';
import { demoSecret } from './demo-keys';
import { entropyOf } from './entropy';
import { keyEvidence } from './evidence';
import { keysInPlay } from './keys';
import { rowOf } from './parts';
import { cwe } from './references';

/** The reading of the secret that counts: the one that verified, or else the first, which is the likeliest. */
export function secretReading({ key, verdict }: CheckContext): SecretReading | undefined {
  if (key.kind !== 'secret') return undefined;
  const { readings } = key;
  if (verdict.kind !== 'valid' || verdict.used.kind !== 'secret') return readings[0];
  const { encoding } = verdict.used;
  return readings.find((reading) => reading.encoding === encoding) ?? readings[0];
}

/** Below this a search at home comes to an end, whatever the algorithm; NIST SP 800-131A asks for 112 bits. */
const leastEntropy = 112;

/**
 * A secret that a person made up, or hexadecimal text that was taken for octets. A false positive for a text that is
 * random but happens to have few different characters; what is estimated is said.
 */
const lowEntropySecret = {
  id: 'low-entropy-secret',
  subject: 'key',
  severity: 'medium',
  title: 'Secret of low entropy',
  why: 'A secret counts by how many others it could have been. Words and patterns are tried first, and a text in hexadecimal carries only four bits a character.',
  fix: 'Take the octets from a random generator: openssl rand -base64 48, for instance, and decode them on both sides.',
  references: [rfc(8725, '3.5'), rfc(7515, '10.1'), cwe(331)],
  find(context) {
    const row = rowOf(context.token);
    const reading = secretReading(context);
    // A secret that is short has a check of its own, whatever it is made of.
    if (row?.family !== 'hmac' || !reading || reading.bytes.length * 8 < (row.leastKeyBits ?? 0)) return [];
    const { bits, because } = entropyOf(reading.bytes);
    if (bits >= leastEntropy) return [];
    const message = `The secret ${because}: about ${Math.floor(bits)} bits to guess, where ${leastEntropy} are the least.`;
    return [{ message, evidence: [keyEvidence(`secret of ${reading.bytes.length} octets`)] }];
  },
} as const satisfies Check;

/** How the text of a public key, a certificate or a key set begins. */
const keyTexts: readonly { words: string; pattern: RegExp }[] = [
  { words: 'a PEM text', pattern: /^\s*-----BEGIN [A-Z0-9 ]{3,40}-----/ },
  { words: 'a JWK or key set', pattern: /^\s*\{[\s\S]{0,200}?"(?:kty|keys)"\s*:/ },
  { words: 'an OpenSSH public key', pattern: /^\s*(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{3}) AAAA/ },
];

/** DER of a SubjectPublicKeyInfo begins with a SEQUENCE of a SEQUENCE of an OBJECT IDENTIFIER (RFC 5280 §4.1). */
function looksLikeSpki(bytes: Uint8Array): boolean {
  const start = bytes[1] === 0x82 ? 4 : bytes[1] === 0x81 ? 3 : 2;
  return bytes[0] === 0x30 && bytes.length > 40 && bytes[start] === 0x30 && bytes[start + 2] === 0x06;
}

/**
 * A secret that is the text of a key. A false positive only if someone takes a private key’s text for a secret on purpose.
 */
const keyTextAsSecret = {
  id: 'key-text-as-secret',
  subject: 'key',
  severity: 'critical',
  title: 'Text of a key used as the secret',
  why: 'HMAC with the text of a public key proves nothing, since everyone has that text: it is how algorithm confusion works.',
  fix: 'Use a random secret for HS algorithms, or sign with the key and its own algorithm.',
  references: [rfc(8725, '2.1'), rfc(8725, '3.1'), cwe(1391)],
  find(context) {
    const reading = secretReading(context);
    if (rowOf(context.token)?.family !== 'hmac' || !reading) return [];
    const text = decodeUtf8(reading.bytes.subarray(0, 400)) ?? '';
    const found = keyTexts.find(({ pattern }) => pattern.test(text));
    const words = found?.words ?? (looksLikeSpki(reading.bytes) ? 'a public key in DER' : undefined);
    if (words === undefined) return [];
    return [{ message: `The secret is ${words}.`, evidence: [keyEvidence(`secret that is ${words}`)] }];
  },
} as const satisfies Check;

/**
 * A key of an example in a standard or of a well-known page. Never a false positive: the key itself is compared.
 */
const demoKey = {
  id: 'demo-key',
  subject: 'key',
  severity: 'critical',
  title: 'Published example key',
  why: 'The private half of this key, or the secret, is printed in public: anyone can sign with it.',
  fix: 'Make a key of your own, and make sure that this one is trusted nowhere.',
  references: [cwe(321), cwe(1394)],
  find(context) {
    const reading = secretReading(context);
    const inSecret = reading && demoSecret(reading.bytes);
    const keys = keysInPlay(context);
    const found = keys.map((key) => ({ key, where: demoSecret(key) })).find(({ where }) => where !== undefined);
    const where = inSecret ?? found?.where;
    if (where === undefined) return [];
    const message = `The ${inSecret ? 'secret' : 'key'} is the published example of ${where}.`;
    return [{ message, evidence: [keyEvidence(found?.key.description ?? 'secret')] }];
  },
} as const satisfies Check;

/** Checks of secrets, and of keys that everyone has. */
export const keySecretChecks = [lowEntropySecret, keyTextAsSecret, demoKey] as const;
