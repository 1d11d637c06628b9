import type { Key } from '../jose/key';
import { misfitOfType, neededKey } from '../jose/key-fit';
import { publication, rfc } from '../registry/source';
import type { Check, CheckContext, Hit } from './check';
import { keyEvidence, mostEvidence } from './evidence';
import { describeKey, keysIn, keysInPlay, meantKeys } from './keys';
import { rowOf } from './parts';
import { cwe } from './references';

/** How many octets the shared secret has: as verified, or else at most, over all readings of the text. */
function secretOctets(context: CheckContext): { octets: number; certain: boolean } | undefined {
  const { key, verdict } = context;
  if (verdict.kind === 'valid' && verdict.used.kind === 'secret') return { octets: verdict.used.octets, certain: true };
  const secret = keysInPlay(context).find(({ type }) => type === 'oct');
  if (secret) return { octets: secret.bits / 8, certain: true };
  if (key.kind !== 'secret' || key.readings.length === 0) return undefined;
  const lengths = key.readings.map(({ bytes }) => bytes.length);
  return { octets: Math.max(...lengths), certain: lengths.length === 1 };
}

/**
 * A shared secret shorter than its hash: "secret" with HS256. Never a false positive: the standard forbids it.
 */
const shortSecret = {
  id: 'short-secret',
  subject: 'key',
  severity: 'high',
  title: 'Short secret',
  why: 'Whoever has one token can try secrets at home, billions a second, without being seen. A secret shorter than the hash makes that feasible, and the standard forbids it.',
  fix: 'Use a random secret of at least 32 octets for HS256, 48 for HS384, 64 for HS512.',
  references: [rfc(7518, '3.2'), rfc(8725, '3.5'), cwe(326)],
  find(context) {
    const row = rowOf(context.token);
    const secret = secretOctets(context);
    if (row?.family !== 'hmac' || row.leastKeyBits === undefined || !secret) return [];
    const due = row.leastKeyBits / 8;
    if (secret.octets >= due) return [];
    const length = `${secret.certain ? '' : 'at most '}${secret.octets} ${secret.octets === 1 ? 'octet' : 'octets'}`;
    const message = `The secret has ${length}; ${row.name} asks for ${due} or more.`;
    return [{ message, evidence: [keyEvidence(`secret of ${length}`)] }];
  },
} as const satisfies Check;

/**
 * An RSA key under 2048 bits. Never a false positive: the standard forbids it.
 */
const smallRsaKey = {
  id: 'small-rsa-key',
  subject: 'key',
  severity: 'high',
  title: 'Small RSA key',
  why: 'Keys of 1024 bits and less are within reach of well-funded attackers, and 512 bits of anyone: the private key can be computed from the public one.',
  fix: 'Use an RSA key of 2048 bits or more, or change to ES256 or Ed25519.',
  references: [
    rfc(7518, '3.3'),
    rfc(7518, '3.5'),
    publication('NIST SP 800-131A Rev. 2', 'https://csrc.nist.gov/pubs/sp/800/131/a/r2/final'),
    cwe(326),
  ],
  find({ key }) {
    return keysIn(key)
      .filter(({ type, bits }) => type === 'RSA' && bits < 2048)
      .slice(0, mostEvidence)
      .map((one) => {
        const which = key.kind === 'key-set' ? 'A key of the set' : 'The key';
        return {
          message: `${which} has ${one.bits} bits; 2048 is the least.`,
          evidence: [keyEvidence(describeKey(one))],
        };
      });
  },
} as const satisfies Check;

/**
 * A key of another kind than the algorithm asks for: an RSA key for ES256, a secret for RS256. A false positive when the
 * wrong key was pasted; it says so.
 */
const keyAlgMismatch = {
  id: 'key-alg-mismatch',
  subject: 'key',
  severity: 'high',
  title: 'Key does not fit the algorithm',
  why: 'Either this is not the key of the token, or "alg" was changed: to a secret’s algorithm, for instance, so that a public key is taken for the secret.',
  fix: 'Get the key that the issuer uses for this algorithm. Let receivers tie each key to one algorithm.',
  references: [rfc(7515, '4.1.1'), rfc(8725, '3.1'), cwe(347)],
  find(context): Hit[] {
    const row = rowOf(context.token);
    if (!row || row.family === 'none') return [];
    if (context.key.kind === 'secret') {
      if (row.family === 'hmac') return [];
      const message = `${row.name} needs ${neededKey(row)}; the text in the key field is read as a secret.`;
      return [{ message, evidence: [keyEvidence('secret')] }];
    }
    const keys = meantKeys(context);
    if (keys.length === 0 || !keys.every((key) => misfitOfType(row, key)?.code === 'wrong-key-type')) return [];
    const [first] = keys;
    const message =
      keys.length > 1
        ? `${row.name} needs ${neededKey(row)}; none of the ${keys.length} keys is one.`
        : (misfitOfType(row, first as Key)?.reason ?? '');
    return [
      {
        message,
        evidence: keys.slice(0, mostEvidence).map((one) => keyEvidence(describeKey(one))),
      },
    ];
  },
} as const satisfies Check;

/** Checks of the key in hand, by itself and with the token. */
export const keyChecks = [shortSecret, smallRsaKey, keyAlgMismatch] as const;
