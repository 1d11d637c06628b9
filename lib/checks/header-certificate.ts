import { decodeBase64, decodeBase64url } from '../encoding/base64url';
import type { JsonNode } from '../encoding/json-node';
import { describeDate } from '../encoding/numeric-date';
import type { Key } from '../jose/key';
import { rfc } from '../registry/source';
import { couldCertify, readValidity } from './certificate';
import type { Check, CheckContext, Hit } from './check';
import { memberEvidence, nodeEvidence } from './evidence';
import { keysInPlay } from './keys';
import { findParameter, type PartMember } from './parts';
import { cwe } from './references';

/** More certificates than any chain has; the rest is not read. */
const longestChain = 20;

function dateText(seconds: number): string {
  return describeDate(seconds, 0, { timeZone: 'UTC' })?.utc ?? String(seconds);
}

/** The certificates of a chain in DER, as far as they can be read, and what is wrong with each that cannot. */
function readChain({ part, member }: PartMember): { hits: Hit[]; leaf?: Uint8Array } {
  const { value } = member;
  const whole = [memberEvidence(part, member, ['x5c'])];
  if (value.kind !== 'array') return { hits: [{ message: '"x5c" is not an array of certificates.', evidence: whole }] };
  if (value.items.length === 0) return { hits: [{ message: '"x5c" is an empty array.', evidence: whole }] };
  const hits: Hit[] = [];
  let leaf: Uint8Array | undefined;
  for (const [index, item] of value.items.slice(0, longestChain).entries()) {
    const read = readCertificate(item);
    if (typeof read === 'string') {
      const message = `Certificate ${index + 1} of "x5c" ${read}.`;
      hits.push({ message, evidence: [nodeEvidence(part, item, ['x5c', index])] });
    } else if (index === 0) leaf = read;
  }
  return { hits, leaf };
}

function readCertificate(item: JsonNode): Uint8Array | string {
  if (item.kind !== 'string') return 'is not a string';
  if (/[-_]/.test(item.value)) return 'is base64url, where standard base64 is due';
  const der = decodeBase64(item.value);
  if (!der) return 'is not base64';
  return readValidity(der) ? der : 'is not an X.509 certificate';
}

function judgeLeaf(leaf: Uint8Array, context: CheckContext): string | undefined {
  const validity = readValidity(leaf);
  if (validity && context.now > validity.notAfter) return `expired on ${dateText(validity.notAfter)}`;
  if (validity && context.now < validity.notBefore) return `is not valid before ${dateText(validity.notBefore)}`;
  const keys = keysInPlay(context);
  // The facts know the key of the certificate; before they are there, octets that do not occur in it are proof enough.
  const certified = context.facts?.certificates?.[0]?.thumbprint;
  const isOther = ({ jwk, thumbprint }: Key) =>
    certified === undefined ? couldCertify(leaf, jwk) === false : thumbprint !== certified;
  return keys.length > 0 && keys.every(isOther) ? 'is not that of the key in hand' : undefined;
}

/** Certificates that the next one did not sign, and those after the first that are out of date. */
function judgeChain({ part, member }: PartMember, { facts, now }: CheckContext): Hit[] {
  const items = member.value.kind === 'array' ? member.value.items : [];
  return (facts?.certificates ?? []).flatMap((certificate, index): Hit[] => {
    const item = items[index];
    if (!item) return [];
    const evidence = [nodeEvidence(part, item, ['x5c', index])];
    const unsigned = `Certificate ${index + 1} of "x5c" is not signed by certificate ${index + 2}.`;
    if (certificate.signedByNext === false) return [{ message: unsigned, evidence }];
    const { notAfter } = certificate.facts ?? {};
    if (index === 0 || notAfter === undefined || now <= notAfter) return [];
    return [{ message: `Certificate ${index + 1} of "x5c" expired on ${dateText(notAfter)}.`, evidence }];
  });
}

/**
 * A certificate chain that cannot be read, is out of date, or is another key's: `{"x5c": ["not a certificate"]}`. An
 * expired certificate is a false positive for a token that was signed while it was good. Whether its last certificate is to
 * be trusted is not said: that is for a list of roots.
 */
const x5cMismatch = {
  id: 'x5c-mismatch',
  subject: 'header',
  severity: 'high',
  title: 'Certificate chain does not hold',
  why: 'The chain is to vouch for the signing key. One that is unreadable, out of date or about another key vouches for nothing.',
  fix: 'Check the chain up to a root that you trust, and that its first certificate holds the key that made the signature.',
  references: [rfc(7515, '4.1.6'), rfc(5280, '6'), cwe(295)],
  find(context) {
    const x5c = findParameter(context.token, 'x5c');
    if (!x5c) return [];
    const { hits, leaf } = readChain(x5c);
    hits.push(...judgeChain(x5c, context));
    const fault = leaf && judgeLeaf(leaf, context);
    const first = x5c.member.value.kind === 'array' ? x5c.member.value.items[0] : undefined;
    if (!fault || !first) return hits;
    const evidence = [nodeEvidence(x5c.part, first, ['x5c', 0])];
    return [...hits, { message: `The first certificate of "x5c" ${fault}.`, evidence }];
  },
} as const satisfies Check;

const thumbprints = [
  { name: 'x5t', hash: 'SHA-1', octets: 20, fact: 'sha1' },
  { name: 'x5t#S256', hash: 'SHA-256', octets: 32, fact: 'sha256' },
] as const;

/**
 * A thumbprint that can be of no certificate, `{"x5t": "abc"}`, or one by SHA-1 alone, which is common (Microsoft Entra)
 * and gets a low severity. Where the chain is in the header as well, the two are compared. Never a false positive.
 */
const x5tMismatch = {
  id: 'x5t-mismatch',
  subject: 'header',
  severity: 'medium',
  title: 'Certificate thumbprint does not hold',
  why: 'The thumbprint is to name one certificate. One of the wrong length names none, and SHA-1 is broken: two certificates with the same one can be made.',
  fix: 'Use "x5t#S256": base64url of the 32 octets of the SHA-256 hash of the DER certificate.',
  references: [rfc(7515, '4.1.7'), rfc(7515, '4.1.8'), rfc(7515, '10.11'), cwe(328)],
  find({ token, facts }) {
    const leaf = facts?.certificates?.[0];
    const hits = thumbprints.flatMap(({ name, hash, octets, fact }): Hit[] => {
      const found = findParameter(token, name);
      if (!found) return [];
      const { value } = found.member;
      const decoded = value.kind === 'string' ? decodeBase64url(value.value.slice(0, 1000)) : undefined;
      if (decoded?.problems.length === 0 && decoded.bytes.length === octets) {
        if (!leaf || value.kind !== 'string' || value.value === leaf[fact]) return [];
        const message = `"${name}" is not the thumbprint of the first certificate of "x5c".`;
        return [{ message, severity: 'high', evidence: [memberEvidence(found.part, found.member, [name])] }];
      }
      const due = `${octets} octets of ${hash} in base64url`;
      const message = decoded
        ? decoded.problems.length > 0
          ? `"${name}" is not base64url.`
          : `"${name}" has ${decoded.bytes.length} octets; due are ${due}.`
        : `"${name}" is not a string; due are ${due}.`;
      return [{ message, evidence: [memberEvidence(found.part, found.member, [name])] }];
    });
    const sha1 = findParameter(token, 'x5t');
    if (hits.length > 0 || !sha1 || findParameter(token, 'x5t#S256')) return hits;
    const message = 'Only the SHA-1 thumbprint of the certificate is given.';
    return [{ message, severity: 'low', evidence: [memberEvidence(sha1.part, sha1.member, ['x5t'])] }];
  },
} as const satisfies Check;

/** Checks of certificates that came with the token. */
export const headerCertificateChecks = [x5cMismatch, x5tMismatch] as const;
