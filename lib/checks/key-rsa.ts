import type { Key } from '../jose/key';
import { publication, rfc } from '../registry/source';
import type { Check, Hit, Severity } from './check';
import { keyEvidence, mostEvidence } from './evidence';
import type { Factoring } from './fact';
import { describeKey, keysIn } from './keys';
import { cve, cwe } from './references';
import { hasCloseFactors, hasRocaFingerprint, rsaNumber, smallFactor } from './rsa-number';

/** What is wrong with one number of a key: a clause that follows the key's name. */
export type RsaFault = { clause: string; severity?: Severity };

/** What is wrong with a key's public exponent (RFC 8017 §3.1; FIPS 186-5 for what is merely small). */
export function findExponentFault(key: Key): RsaFault | undefined {
  const e = rsaNumber(key, 'e');
  if (e === undefined || e > 65_536n) {
    return e !== undefined && e % 2n === 0n ? { clause: 'has an even exponent, which no RSA key has' } : undefined;
  }
  if (e < 3n) return { clause: `has the exponent ${e}, with which anyone can make its signatures` };
  if (e % 2n === 0n) return { clause: `has the exponent ${e}, which is even: no RSA key has such a one` };
  return { clause: `has the exponent ${e}; 65537 is the least that is advised`, severity: 'medium' };
}

/** The search takes a few milliseconds and a key does not change. */
const factorFaults = new WeakMap<Key, { fault: RsaFault | undefined }>();

/** Why the modulus of a key can be taken apart; undefined where none of the quick ways does it. */
export function findFactorFault(key: Key): RsaFault | undefined {
  const known = factorFaults.get(key);
  if (known) return known.fault;
  const fault = searchFactorFault(key);
  factorFaults.set(key, { fault });
  return fault;
}

function searchFactorFault(key: Key): RsaFault | undefined {
  const n = rsaNumber(key, 'n');
  // Below this, "factorable" goes without saying: its size is the finding.
  if (n === undefined || key.bits < 512) return undefined;
  const factor = smallFactor(n);
  if (factor !== undefined)
    return { clause: `has a modulus that ${factor} divides, so it is no product of two large primes` };
  if (hasRocaFingerprint(n)) return { clause: 'bears the fingerprint of ROCA: its private key can be computed' };
  if (hasCloseFactors(n)) return { clause: 'is the product of two primes so close that they are found at once' };
  return undefined;
}

/** What a longer search found, where it found anything. */
function factoredFault(how: Factoring | undefined): RsaFault | undefined {
  if (how?.kind === 'small-factor')
    return { clause: `has a modulus that ${how.factor} divides, so it is no product of two large primes` };
  if (how?.kind !== 'close-primes') return undefined;
  return {
    clause: `is the product of two primes so close that Fermat’s method finds them in ${how.steps.toLocaleString('en')} steps`,
  };
}

/** A key that is not in the field came with the token. */
function hitOfHeader([key, how]: readonly [Key, Factoring]): Hit[] {
  const fault = factoredFault(how);
  if (!fault) return [];
  return [{ message: `The key in the header ${fault.clause}.`, evidence: [keyEvidence(describeKey(key))] }];
}

/** Of a larger set only so many keys are reckoned with: each takes about a millisecond. */
const mostKeys = 200;

function hitsOf(keys: readonly Key[], isSet: boolean, find: (key: Key) => RsaFault | undefined): Hit[] {
  const hits = keys.slice(0, mostKeys).flatMap((key): Hit[] => {
    const fault = find(key);
    if (!fault) return [];
    const message = `${isSet ? 'A key of the set' : 'The key'} ${fault.clause}.`;
    return [{ message, severity: fault.severity, evidence: [keyEvidence(describeKey(key))] }];
  });
  return hits.slice(0, mostEvidence);
}

/**
 * An RSA key whose exponent is 1, even or below 65537: `{"e": "AQ"}`. Not a false positive for 1 and even ones; 3 is legal
 * and in use, and gets a medium severity.
 */
const weakRsaExponent = {
  id: 'weak-rsa-exponent',
  subject: 'key',
  severity: 'high',
  title: 'Weak RSA exponent',
  why: 'With the exponent 1 a signature is the padded hash itself, which anyone can write. Small exponents have turned lenient padding checks into forged signatures more than once.',
  fix: 'Make a new key with the exponent 65537 ("e": "AQAB").',
  references: [
    rfc(8017, '3.1'),
    publication('FIPS 186-5 §A.1.1', 'https://csrc.nist.gov/pubs/fips/186-5/final'),
    cwe(326),
  ],
  find({ key }) {
    return hitsOf(keysIn(key), key.kind === 'key-set', findExponentFault);
  },
} as const satisfies Check;

/**
 * An RSA key whose modulus can be taken apart: one with the fingerprint of ROCA, with primes close together or with a small
 * factor. An ordinary key has the fingerprint about once in 200 million; the other two are never false positives.
 */
const factorableRsaKey = {
  id: 'factorable-rsa-key',
  subject: 'key',
  severity: 'critical',
  title: 'RSA key that can be factored',
  why: 'Whoever takes the modulus apart has the private key and can sign anything. For keys like this one ways are published that take from no time at all to some days of rented computers.',
  fix: 'Stop using the key, and make a new one with another library or device. Sign nothing more with it, and trust nothing that it signed.',
  references: [
    cve('2017-15361'),
    publication('The Return of Coppersmith’s Attack', 'https://crocs.fi.muni.cz/public/papers/rsa_ccs17'),
    publication('NIST SP 800-56B Rev. 2', 'https://csrc.nist.gov/pubs/sp/800/56/b/r2/final'),
    cwe(1240),
  ],
  find({ key, facts }) {
    const factored = new Map(facts?.factored?.map((one) => [one.key, one.how]));
    const keys = keysIn(key);
    const hits = hitsOf(
      keys,
      key.kind === 'key-set',
      (one) => findFactorFault(one) ?? factoredFault(factored.get(one)),
    );
    const others = [...factored].filter(([one]) => !keys.includes(one));
    return [...hits, ...others.flatMap(hitOfHeader)].slice(0, mostEvidence);
  },
} as const satisfies Check;

/** Checks of the numbers of an RSA key. */
export const keyRsaChecks = [weakRsaExponent, factorableRsaKey] as const;
