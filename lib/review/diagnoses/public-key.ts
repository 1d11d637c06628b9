import { encodeBase64, encodeBase64url } from '../../encoding/base64url';
import { readPem } from '../../encoding/pem';
import { encodeUtf8 } from '../../encoding/utf8';
import { exportKey } from '../../jose/export-key';
import type { DoctorRule } from '../diagnosis';
import { keysOf, type Patient } from '../patient';

/** The ways in which a program may have held one text: with line breaks of either kind, with or without the last. */
function spellings(text: string): string[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\\n/g, '\n');
  const body = lines.trim();
  const plain = [text, body, `${body}\n`, lines];
  return [
    ...plain,
    ...plain.map((one) => one.replace(/\n/g, '\r\n')),
    body.replace(/\n/g, ''),
    body.replace(/\n/g, '\\n'),
  ];
}

/** The key as typed, and in the forms in which it is usually published. */
async function textsOf({ key, keyText }: Patient): Promise<Set<string>> {
  const texts = new Set(spellings(keyText));
  const json = /^\s*\{/.test(keyText) ? compact(keyText) : undefined;
  if (json) texts.add(json);
  // The body alone, as in a certificate's place in "x5c" or in an environment file.
  for (const { bytes } of readPem(keyText).blocks) texts.add(encodeBase64(bytes));
  for (const one of keysOf(key).slice(0, 3)) {
    for (const format of ['spki-pem', 'public-jwk'] as const) {
      const outcome = await exportKey(one, format);
      if (outcome.kind !== 'exported') continue;
      for (const text of spellings(outcome.text)) texts.add(text);
      if (format === 'public-jwk') texts.add(compact(outcome.text) ?? outcome.text);
    }
  }
  return texts;
}

function compact(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const publicKeyAsSecret = {
  id: 'public-key-as-secret',
  title: 'A public key was used as the secret',
  tries: 'the key’s text as a secret',
  appliesTo: ({ question, key, keyText }) =>
    question?.row.family === 'hmac' &&
    (keysOf(key).some(({ type }) => type !== 'oct') || (key.kind !== 'empty' && keyText.includes('-----BEGIN '))),
  async find(patient, trials) {
    if (!patient.question) return undefined;
    const { row, data, signature } = patient.question;
    for (const text of await textsOf(patient)) {
      const jwk = { kty: 'oct', k: encodeBase64url(encodeUtf8(text)) };
      if (!(await trials.findKey(row, [jwk], data, signature.bytes))) continue;
      return {
        proof: true,
        message: `It verifies when the key’s text is taken for an ${row.name} secret. A public key is no secret: anyone can sign so.`,
        fix: 'Take the token for forged (algorithm confusion), and let the receiver accept only the algorithm of the issuer’s key.',
        apply: { kind: 'key', text, encoding: 'utf-8' },
      };
    }
    return undefined;
  },
} as const satisfies DoctorRule;

/** A JWK's "k" is base64url of the secret (RFC 7518 §6.4.1); many write the secret itself. */
const rawK = {
  id: 'raw-jwk-secret',
  title: 'The JWK holds the secret as it is',
  tries: 'the JWK’s "k" as the secret itself',
  appliesTo: ({ question, key }) => question?.row.family === 'hmac' && keysOf(key).some(({ type }) => type === 'oct'),
  async find({ question, key }, trials) {
    if (!question) return undefined;
    const { row, data, signature } = question;
    for (const { jwk } of keysOf(key)) {
      if (jwk.k === undefined) continue;
      const raw = { kty: 'oct', k: encodeBase64url(encodeUtf8(jwk.k)) };
      if (!(await trials.findKey(row, [raw], data, signature.bytes))) continue;
      return {
        proof: true,
        message: 'It verifies when the text of "k" is the secret itself, read as UTF-8.',
        fix: 'Write "k" as the Base64URL of the secret: that is how every reader of the JWK takes it.',
        apply: { kind: 'key', text: JSON.stringify({ ...jwk, k: raw.k }, undefined, 2) },
      };
    }
    return undefined;
  },
} as const satisfies DoctorRule;

/** A key's text or a part of it taken for another thing than it is. */
export const publicKeyRules = [publicKeyAsSecret, rawK] as const;
