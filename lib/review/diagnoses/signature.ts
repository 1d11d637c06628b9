import { decodeBase64, decodeBase64url, encodeBase64url } from '../../encoding/base64url';
import { derTags, readDer } from '../../encoding/der';
import { decodeHex } from '../../encoding/hex';
import { decodeUtf8 } from '../../encoding/utf8';
import type { Discovery, DoctorRule } from '../diagnosis';
import { hasKey, type Patient } from '../patient';
import { withParts } from '../replaced-parts';

type Octets = Uint8Array<ArrayBuffer>;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Octets of a signature: the algorithm's, for RSA the modulus's (RFC 8017 §8), for EdDSA the curve's (RFC 8032 §5). */
function signatureOctets({ row, jwks }: Patient): number | undefined {
  if (row?.signatureOctets !== undefined) return row.signatureOctets;
  const [jwk] = jwks;
  if (row?.family === 'eddsa') return jwk?.crv === 'Ed448' ? 114 : 64;
  if (jwk?.kty !== 'RSA' || jwk.n === undefined) return undefined;
  const { bytes } = decodeBase64url(jwk.n);
  return bytes.length - bytes.findIndex((octet) => octet !== 0);
}

/** Characters of so many octets in base64url without padding. */
const charactersOf = (octets: number) => Math.ceil((octets * 4) / 3);

/** ECDSA's R‖S from its ASN.1 DER form (RFC 3279 §2.2.3); undefined when it is none. */
async function fromDer(signature: Octets, octets: number): Promise<Octets | undefined> {
  if (signature[0] !== 0x30) return undefined;
  const node = await readDer(signature);
  const [r, s, more] = node?.children ?? [];
  if (node?.tag !== derTags.sequence || r?.tag !== derTags.integer || s?.tag !== derTags.integer || more)
    return undefined;
  const joined = new Uint8Array(octets);
  for (const [index, { octets: integer }] of [r, s].entries()) {
    const digits = integer.subarray(
      Math.max(
        0,
        integer.findIndex((octet) => octet !== 0),
      ),
    );
    if (digits.length > octets / 2) return undefined;
    joined.set(digits, ((index + 1) * octets) / 2 - digits.length);
  }
  return joined;
}

/** A rule that tries other octets for the signature. */
async function findSignature(
  { question, jwks, text }: Patient,
  trials: Parameters<DoctorRule['find']>[1],
  others: readonly (Octets | undefined)[],
  words: Pick<Discovery, 'message' | 'fix'>,
): Promise<Discovery | undefined> {
  if (!question) return undefined;
  const { row, data, signature } = question;
  for (const other of others) {
    if (!other || !(await trials.findKey(row, jwks, data, other))) continue;
    return {
      proof: true,
      ...words,
      apply: withParts(text, [{ part: signature, encoded: encodeBase64url(other) }]),
    };
  }
  return undefined;
}

const derSignature = {
  id: 'der-signature',
  title: 'ECDSA signature in DER form',
  tries: 'the signature converted from DER',
  appliesTo: ({ question, jwks }) =>
    question?.row.family === 'ecdsa' && jwks.length > 0 && question.signature.bytes[0] === 0x30,
  async find(patient, trials) {
    const { row, signature } = patient.question ?? {};
    if (!row?.signatureOctets || !signature) return undefined;
    return findSignature(patient, trials, [await fromDer(signature.bytes, row.signatureOctets)], {
      message: 'It verifies when the signature is converted from ASN.1 DER to the R‖S form of JWS.',
      fix: 'Let the signer write R and S one after the other at full length (RFC 7518 §3.4); most libraries have a switch for it.',
    });
  },
} as const satisfies DoctorRule;

/** The signature went through a text form (hex, Base64) before base64url. */
const encodedSignature = {
  id: 'encoded-signature',
  title: 'Signature encoded twice',
  tries: 'the signature decoded once more',
  appliesTo: (patient) =>
    patient.question !== undefined &&
    patient.jwks.length > 0 &&
    patient.question.signature.bytes.length > (signatureOctets(patient) ?? 0),
  async find(patient, trials) {
    const text = patient.question && decodeUtf8(patient.question.signature.bytes);
    if (text === undefined) return undefined;
    return findSignature(patient, trials, [decodeHex(text), decodeBase64(text), decodeBase64url(text).bytes], {
      message: 'It verifies when the signature is decoded once more: what stands there is its text in hex or Base64.',
      fix: 'Encode the octets of the signature in Base64URL, not a text that was made of them.',
    });
  },
} as const satisfies DoctorRule;

/** One compact JWS and nothing else: disclosures follow a tilde, and a token in JSON ends with its brace. */
function isBare({ token, text }: Patient): boolean {
  return token.serialization === 'compact' && !text.includes('~');
}

/** Something was glued to the end, with or without a dot. */
const gluedEnd = {
  id: 'glued-end',
  title: 'More than the token was pasted',
  tries: 'the token without what follows its signature',
  appliesTo: (patient) => isBare(patient) && hasKey(patient) && patient.text.split('.').length > 2,
  async find(patient, trials) {
    const { text, key } = patient;
    const octets = signatureOctets(patient);
    const [header = '', payload = ''] = text.split('.', 2);
    const length = octets === undefined ? 0 : header.length + payload.length + 2 + charactersOf(octets);
    if (octets === undefined || length >= text.length || !(await trials.isValid(text.slice(0, length), key)))
      return undefined;
    const count = text.length - length;
    return {
      proof: true,
      message: `It verifies without the last ${count === 1 ? 'character' : `${count} characters`}.`,
      fix: 'Copy the token up to its end and no further.',
      evidence: { part: 'token', span: { start: length, end: text.length }, value: '' },
      apply: { kind: 'token', text: text.slice(0, length) },
    };
  },
} as const satisfies DoctorRule;

/** The last character alone can be found again: at most 64 stand for it. */
async function restore(
  { text, key }: Patient,
  trials: Parameters<DoctorRule['find']>[1],
): Promise<Discovery | undefined> {
  for (const last of ALPHABET) {
    if (!(await trials.isValid(`${text}${last}`, key))) continue;
    return {
      proof: true,
      message: 'It verifies with one more character at its end: the last one was lost.',
      fix: 'Copy the token again, up to its last character.',
      apply: { kind: 'token', text: `${text}${last}` },
    };
  }
  return undefined;
}

/** A signature that is shorter than the algorithm's. Certain, but for the last character it cannot be repaired. */
const truncated = {
  id: 'truncated-token',
  title: 'The token is cut off',
  tries: 'whether the token is whole',
  appliesTo: (patient) =>
    isBare(patient) && patient.row !== undefined && (hasKey(patient) || patient.token.kind === 'malformed'),
  async find(patient, trials) {
    const { text, row, token } = patient;
    const segments = text.split('.');
    const fix = 'Copy the token again, up to its last character; a column, log or field may have cut it.';
    const octets = signatureOctets(patient);
    if (segments.length < 3 && token.header?.problems.length === 0) {
      const message = `The token has ${segments.length} of its 3 segments: it is cut off, or was never signed.`;
      return { proof: false, message, fix };
    }
    const missing =
      octets === undefined || segments.length !== 3 ? 0 : charactersOf(octets) - (segments[2] ?? '').length;
    if (missing <= 0 || !token.signature) return undefined;
    if (missing === 1) {
      const restored = await restore(patient, trials);
      if (restored) return restored;
    }
    const { start, end } = token.signature;
    return {
      proof: false,
      message: `The signature lacks its last ${missing === 1 ? 'character' : `${missing} characters`}: one by ${row?.name} ${row?.family.startsWith('rsa') ? 'with this key ' : ''}has ${(segments[2] ?? '').length + missing}.`,
      fix,
      evidence: { part: 'signature', span: { start, end }, value: '' },
    };
  },
} as const satisfies DoctorRule;

/** What is wrong with the signature itself. */
export const signatureRules = [derSignature, encodedSignature, gluedEnd, truncated] as const;
