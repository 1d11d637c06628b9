import { decodeBase64url } from '../encoding/base64url';
import { findMember } from '../encoding/json-query';
import { findKeyManagement } from '../registry/key-management';
import { rfc } from '../registry/source';
import type { Check, CheckContext, Hit } from './check';
import { isOnCurve, isSmallOrder } from './curve';
import { memberEvidence } from './evidence';
import { findParameter, stringParameter } from './parts';
import { parameterPlace } from './profile';
import { bestPractice, cve, cwe } from './references';

/** The row of the algorithm that an encrypted token names for its key. */
function keyManagementOf({ token }: CheckContext) {
  return token.kind === 'jwe' ? findKeyManagement(stringParameter(token, 'alg')) : undefined;
}

/** Encryption with RSA’s older padding: `{"alg": "RSA1_5"}`. Never a false positive. */
const rsa15 = {
  id: 'rsa1-5',
  subject: 'encryption',
  severity: 'high',
  title: 'RSA encryption with the older padding',
  why: 'A receiver that lets an attacker tell good padding from bad can be made to decrypt any token, with some thousands of questions (Bleichenbacher).',
  fix: 'Use RSA-OAEP-256 or ECDH-ES.',
  references: [rfc(8725, '3.2'), rfc(7516, '11.4'), cwe(780)],
  find(context) {
    if (keyManagementOf(context)?.family !== 'rsa-pkcs1') return [];
    return [{ message: '"alg" is "RSA1_5".', evidence: parameterPlace(context, 'alg') }];
  },
} as const satisfies Check;

/** OAEP with SHA-1. Sound as it is known today, and common: a small matter. */
const oaepSha1 = {
  id: 'oaep-sha1',
  subject: 'encryption',
  severity: 'low',
  title: 'OAEP with SHA-1',
  why: 'No attack on OAEP with SHA-1 is known, but SHA-1 is broken for signatures and forbidden in many places, so that this one goes with it.',
  fix: 'Use RSA-OAEP-256.',
  references: [rfc(7518, '4.3'), cwe(328)],
  find(context) {
    const row = keyManagementOf(context);
    if (row?.family !== 'rsa-oaep' || row.hash !== 'SHA-1') return [];
    return [{ message: `"alg" is "${row.name}", which is OAEP with SHA-1.`, evidence: parameterPlace(context, 'alg') }];
  },
} as const satisfies Check;

/** `p2c` as a number, for an algorithm that uses it. */
function iterations(context: CheckContext): number | undefined {
  if (keyManagementOf(context)?.family !== 'pbes2') return undefined;
  const value = findParameter(context.token, 'p2c')?.member.value;
  return value?.kind === 'number' ? value.value : undefined;
}

/** RFC 7518 §4.8.1.2 recommends this at least. */
const leastCount = 1000;
/** The most that the draft names as reasonable (§3.13); `decryptJwe` stops there as well unless it is told otherwise. */
const mostCount = 1_200_000;

/** A password stretched too little: `{"p2c": 100}`. Never a false positive. */
const lowPbes2Count = {
  id: 'low-pbes2-count',
  subject: 'encryption',
  severity: 'high',
  title: 'Too few iterations',
  why: 'The iterations make each guess of the password slow. With so few a list of passwords is tried in no time.',
  fix: 'Use some hundred thousand iterations, or a random key in place of a password.',
  references: [rfc(7518, '4.8.1.2'), rfc(7518, '8.8'), cwe(916)],
  find(context) {
    const count = iterations(context);
    if (count === undefined || count >= leastCount) return [];
    return [{ message: `"p2c" is ${count}; 1,000 are the least.`, evidence: parameterPlace(context, 'p2c') }];
  },
} as const satisfies Check;

/** A password stretched so much that the receiver stands still: `{"p2c": 2000000000}`. A false positive only where both agreed on it. */
const excessivePbes2Count = {
  id: 'excessive-pbes2-count',
  subject: 'encryption',
  severity: 'high',
  title: 'Too many iterations',
  why: 'Every receiver reckons through all of them before it can tell that the token is worthless: a few such tokens keep a server busy.',
  fix: 'Let receivers refuse more than a limit of their own before they begin.',
  references: [bestPractice('3.13'), cwe(400)],
  find(context) {
    const count = iterations(context);
    if (count === undefined || count <= mostCount) return [];
    // Some 3 million iterations a second, on an ordinary processor.
    const seconds = Math.ceil(count / 3_000_000);
    const cost = `about ${seconds.toLocaleString('en')} ${seconds === 1 ? 'second' : 'seconds'} of a processor`;
    return [
      {
        message: `"p2c" is ${count.toLocaleString('en')}, ${cost}; none of it was reckoned here unasked.`,
        evidence: parameterPlace(context, 'p2c'),
      },
    ];
  },
} as const satisfies Check;

/** A salt that is too short: `{"p2s": "AAAA"}`. Never a false positive: the standard asks for 8 octets. */
const shortPbes2Salt = {
  id: 'short-pbes2-salt',
  subject: 'encryption',
  severity: 'high',
  title: 'Salt is too short',
  why: 'The salt makes each token’s key another one. With few salts a table of passwords can be reckoned once for all.',
  fix: 'Use 16 random octets.',
  references: [rfc(7518, '4.8.1.1')],
  find(context) {
    if (keyManagementOf(context)?.family !== 'pbes2') return [];
    const salt = stringParameter(context.token, 'p2s');
    if (salt === undefined) return [];
    const octets = decodeBase64url(salt.slice(0, 100)).bytes.length;
    if (octets >= 8) return [];
    return [
      {
        message: `"p2s" has ${octets} ${octets === 1 ? 'octet' : 'octets'}; 8 are the least.`,
        evidence: parameterPlace(context, 'p2s'),
      },
    ];
  },
} as const satisfies Check;

/** What is wrong with the one-time key of the sender. */
function ephemeralFault(context: CheckContext): { fault: string; isPrivate?: true } | undefined {
  const epk = findParameter(context.token, 'epk')?.member.value;
  if (!epk) return { fault: 'is missing' };
  if (epk.kind !== 'object') return { fault: 'is not an object' };
  const textOf = (name: string) => {
    const value = findMember(epk, name)?.value;
    return value?.kind === 'string' ? value.value : undefined;
  };
  if (findMember(epk, 'd')) return { fault: 'has a private member "d"', isPrivate: true };
  const crv = textOf('crv');
  if (isOnCurve(crv, textOf('x'), textOf('y')) === false) return { fault: `is no point of ${crv}` };
  if (crv?.startsWith('X') && isSmallOrder(textOf('x')))
    return { fault: 'is a point of small order, with which every key agrees on zero' };
  return undefined;
}

/** A one-time key off its curve, or a private one. Never a false positive: it is reckoned out. */
const badEphemeralKey = {
  id: 'bad-ephemeral-key',
  subject: 'encryption',
  severity: 'critical',
  title: 'Faulty ephemeral key',
  why: 'A receiver that reckons with a point off the curve gives away its own private key, bit by bit, to whoever sends such tokens.',
  fix: 'Refuse the token, and use a library that checks points.',
  references: [rfc(8725, '3.4'), rfc(7518, '4.6.1.1'), cve('2017-16007')],
  find(context): Hit[] {
    if (keyManagementOf(context)?.family !== 'ecdh-es') return [];
    const found = ephemeralFault(context);
    if (!found) return [];
    const epk = findParameter(context.token, 'epk');
    const place = epk ? [memberEvidence(epk.part, epk.member, ['epk'])] : parameterPlace(context, 'epk');
    const evidence = found.isPrivate ? place.map((one) => ({ ...one, value: '"epk"' })) : place;
    return [{ message: `"epk" ${found.fault}.`, evidence }];
  },
} as const satisfies Check;

/** Checks of how the key of an encrypted token is protected. */
export const encryptionChecks = [
  rsa15,
  oaepSha1,
  lowPbes2Count,
  excessivePbes2Count,
  shortPbes2Salt,
  badEphemeralKey,
] as const;
