import type { Part } from '../jose/token';
import { publication, rfc } from '../registry/source';
import type { Check, CheckContext } from './check';
import { orderOf, toInteger } from './curve';
import { partEvidence } from './evidence';
import { rowOf } from './parts';
import { cve, cwe } from './references';

/** The signature of a token signed by ECDSA, and the number of points of its curve. */
function ecdsaOf({ token }: CheckContext): { signature: Part; order: bigint; octets: number } | undefined {
  const row = rowOf(token);
  const order = row?.family === 'ecdsa' ? orderOf(row.curves?.[0]) : undefined;
  const { signature } = token;
  if (order === undefined || row?.signatureOctets === undefined || !signature || signature.encoded === '')
    return undefined;
  return { signature, order, octets: row.signatureOctets };
}

/** A SEQUENCE of DER that fills the octets, as ECDSA signatures are outside JOSE. */
export function looksLikeDer(bytes: Uint8Array): boolean {
  const long = bytes[1] === 0x81 ? 1 : 0;
  return bytes[0] === 0x30 && bytes[2 + long] === 0x02 && bytes[1 + long] === bytes.length - 2 - long;
}

/** r and s of a signature of the right length. */
function halves(bytes: Uint8Array): [r: bigint, s: bigint] {
  const half = bytes.length / 2;
  return [toInteger(bytes.subarray(0, half)), toInteger(bytes.subarray(half))];
}

/** An ECDSA signature in ASN.1 DER. Never a false positive: its length is another than that of r and s side by side. */
const derSignature = {
  id: 'der-signature',
  subject: 'signature',
  severity: 'high',
  title: 'ECDSA signature in DER',
  why: 'JOSE writes r and s as two numbers of fixed length, one behind the other. The form that most other software makes, ASN.1 DER, does not verify, or only with readers that take both.',
  fix: 'Convert the signature to r and s side by side; most libraries have an option for it (IEEE P1363).',
  references: [rfc(7518, '3.4')],
  find(context) {
    const found = ecdsaOf(context);
    if (!found || found.signature.bytes.length === found.octets || !looksLikeDer(found.signature.bytes)) return [];
    const message = `The signature is ASN.1 DER of ${found.signature.bytes.length} octets; due are r and s side by side, ${found.octets} octets.`;
    return [{ message, evidence: [partEvidence(found.signature)] }];
  },
} as const satisfies Check;

/**
 * An ECDSA signature with r or s of zero, or beyond the order of the curve. Never a false positive: no key makes it.
 */
const zeroSignature = {
  id: 'zero-signature',
  subject: 'signature',
  severity: 'critical',
  title: 'Impossible ECDSA signature',
  why: 'Numbers of zero, or beyond the order of the curve, are never signed. Verifiers that forgot to look accepted such a signature for every text and every key.',
  fix: 'Refuse the token, and bring the verifier’s libraries up to date.',
  references: [
    cve('2022-21449'),
    publication('Psychic Signatures in Java', 'https://neilmadden.blog/2022/04/19/psychic-signatures-in-java/'),
    rfc(7518, '3.4'),
    publication('FIPS 186-5 §6.4.2', 'https://csrc.nist.gov/pubs/fips/186-5/final'),
    cwe(347),
  ],
  find(context) {
    const found = ecdsaOf(context);
    if (found?.signature.bytes.length !== found?.octets || !found) return [];
    const faults = halves(found.signature.bytes).flatMap((number, index) => {
      const name = index === 0 ? 'r' : 's';
      if (number === 0n) return [`${name} is zero`];
      return number >= found.order ? [`${name} is not below the order of the curve`] : [];
    });
    if (faults.length === 0) return [];
    const message = `In the signature ${faults.join(' and ')}.`;
    return [{ message, evidence: [partEvidence(found.signature)] }];
  },
} as const satisfies Check;

/** Where the rule of the lower half is written down, and why: JOSE has none (RFC 8812). */
const bip146 = publication('BIP 146', 'https://github.com/bitcoin/bips/blob/master/bip-0146.mediawiki');

/**
 * A signature on secp256k1 whose s is in the upper half. A remark, and only on that curve, where the lower half is the
 * custom: on the others one signature in two is so, and JOSE asks for nothing.
 */
const highS = {
  id: 'high-s',
  subject: 'signature',
  severity: 'info',
  title: 'Signature has a twin',
  why: 'With s and with n − s the signature is equally valid, so that anyone can make a second token that verifies. Blockchain software refuses the upper half.',
  fix: 'Recognise tokens by "jti", never by their text. Set s to n − s where the other side asks for it.',
  references: [bip146, rfc(7519, '4.1.7')],
  find(context) {
    const found = ecdsaOf(context);
    const row = rowOf(context.token);
    if (!found || row?.curves?.[0] !== 'secp256k1' || found.signature.bytes.length !== found.octets) return [];
    const [, s] = halves(found.signature.bytes);
    if (s <= found.order / 2n || s >= found.order) return [];
    const message = 'In the signature s is in the upper half of its range.';
    return [{ message, evidence: [partEvidence(found.signature)] }];
  },
} as const satisfies Check;

/** An RSASSA-PSS signature with a salt of another length than its hash. Never a false positive: the key made it so. */
const pssSaltLength = {
  id: 'pss-salt-length',
  subject: 'signature',
  severity: 'medium',
  title: 'Salt of another length',
  why: 'The key did sign this, but the salt has not the length of the hash, as JOSE asks: most verifiers refuse it, and some accept it.',
  fix: 'Set the length of the salt to that of the hash when signing; some libraries take the longest by default.',
  references: [rfc(7518, '3.5'), rfc(8017, '9.1')],
  find({ token, facts }) {
    const row = rowOf(token);
    const octets = facts?.pssSaltOctets;
    if (octets === undefined || row?.family !== 'rsassa-pss' || !token.signature) return [];
    const due = Number(row.hash?.slice(4)) / 8;
    if (octets === due) return [];
    const message = `The salt of the signature has ${octets} octets; ${row.name} asks for ${due}.`;
    return [{ message, evidence: [partEvidence(token.signature)] }];
  },
} as const satisfies Check;

/** Checks of the octets of a signature. */
export const signatureFormChecks = [derSignature, zeroSignature, highS, pssSaltLength] as const;
