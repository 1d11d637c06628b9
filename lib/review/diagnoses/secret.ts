import { encodeBase64, encodeBase64url } from '../../encoding/base64url';
import { encodeHex } from '../../encoding/hex';
import { decodeUtf8, encodeUtf8 } from '../../encoding/utf8';
import type { SecretEncoding, SecretReading } from '../../jose/key';
import { readSecret } from '../../jose/secret';
import type { Discovery, DoctorRule } from '../diagnosis';
import type { Patient } from '../patient';
import type { Trials } from '../trials';

/** Another text for the secret, and what was done to it as "It verifies when …" goes on. */
type Variation = { text: string; when: string; encoding?: SecretEncoding };

const NAMES = { 'utf-8': 'UTF-8', base64: 'Base64', base64url: 'Base64URL', hex: 'hex' } as const;

/** A secret, or a text that was meant as one: not a PEM block or JWK, which public-key rules try. */
function hasSecret({ question, key, keyText }: Patient): boolean {
  if (question?.row.family !== 'hmac') return false;
  return key.kind === 'secret' || (key.kind === 'unreadable' && !keyText.includes('-----BEGIN '));
}

/** All octets that a text could mean, or those of the one encoding that the variation asks for. */
function readingsOf({ text, encoding }: Variation): SecretReading[] {
  const reading = text === '' ? undefined : readSecret(text, encoding ?? 'detect');
  return reading?.kind === 'secret' ? reading.readings : [];
}

async function findSecret(
  { question }: Patient,
  trials: Trials,
  variations: Iterable<Variation>,
  fix: string,
): Promise<Discovery | undefined> {
  if (!question) return undefined;
  const { row, data, signature } = question;
  for (const variation of variations) {
    for (const { encoding, bytes } of readingsOf(variation)) {
      const jwk = { kty: 'oct', k: encodeBase64url(bytes) };
      if (!(await trials.findKey(row, [jwk], data, signature.bytes))) continue;
      const isPlain = encoding === 'utf-8' || variation.encoding !== undefined;
      const message = `It verifies when ${variation.when}${isPlain ? '' : ` and it is read as ${NAMES[encoding]}`}.`;
      return { proof: true, message, fix, apply: { kind: 'key', text: variation.text, encoding } };
    }
  }
  return undefined;
}

type Row<Id extends string> = {
  id: Id;
  title: string;
  tries: string;
  fix: string;
  vary(text: string): Iterable<Variation>;
};

const rule = <const Id extends string>({ vary, fix, ...row }: Row<Id>) =>
  ({
    ...row,
    appliesTo: hasSecret,
    find: (patient, trials) => {
      // A variation that is the text itself was tried before.
      const others = [...vary(patient.keyText)].filter(({ text, encoding }) => encoding || text !== patient.keyText);
      return findSecret(patient, trials, others, fix);
    },
  }) as const satisfies DoctorRule;

const unescapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const withoutEscapes = (text: string) =>
  text.replace(/\\(?:u([0-9a-f]{4})|(.))/gis, (_, code: string | undefined, mark: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (unescapes.get(mark) ?? mark),
  );

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function latin1(text: string): Uint8Array | undefined {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return codes.every((code) => code < 256) ? Uint8Array.from(codes) : undefined;
}

const withoutQuotes = (text: string) => text.trim().replace(/^(["'`])(.*)\1$/s, '$2');

/** The encodings by name, for a secret that was read in one. */
const encoded = rule({
  id: 'secret-encoding',
  title: 'Secret read in the wrong encoding',
  tries: 'the secret in every encoding',
  fix: 'Choose this encoding here, and let issuer and receiver agree on it.',
  *vary(text) {
    for (const { encoding } of readingsOf({ text, when: '' })) {
      yield { text, encoding, when: `the secret is read as ${NAMES[encoding]}` };
    }
  },
});

const lineBreak = rule({
  id: 'secret-line-break',
  title: 'Line break in the secret',
  tries: 'the secret with and without a line break at its end',
  fix: 'Store the secret without a line break: echo and many editors add one to a file, printf does not.',
  *vary(text) {
    yield { text: text.replace(/(?<![\r\n])[\r\n]+$/, ''), when: 'the line break at the end of the secret is removed' };
    yield { text: `${text}\n`, when: 'a line break is added at the end of the secret' };
    yield { text: `${text}\r\n`, when: 'a Windows line break is added at the end of the secret' };
    yield { text: text.replace(/\r\n/g, '\n'), when: 'Windows line breaks in the secret are made plain ones' };
    yield { text: text.replace(/\r?\n/g, '\r\n'), when: 'line breaks in the secret are made Windows ones' };
    yield { text: text.replace(/[\r\n]+/g, ''), when: 'the line breaks in the secret are removed' };
  },
});

const blanks = rule({
  id: 'secret-blanks',
  title: 'Blanks around the secret',
  tries: 'the secret with and without blanks around it',
  fix: 'Store and copy the secret without the blanks, or with them on both sides.',
  *vary(text) {
    yield { text: text.trim(), when: 'the blanks around the secret are removed' };
    yield { text: text.trimEnd(), when: 'the blanks behind the secret are removed' };
    yield { text: text.trimStart(), when: 'the blanks before the secret are removed' };
    yield { text: `${text} `, when: 'a blank is added behind the secret' };
    yield { text: ` ${text}`, when: 'a blank is added before the secret' };
    yield { text: text.replace(/\s+/g, ''), when: 'the blanks in the secret are removed' };
  },
});

const quotes = rule({
  id: 'secret-quotes',
  title: 'Quotes around the secret',
  tries: 'the secret with and without quotes around it',
  fix: 'Some readers of environment files keep quotes as part of the value: store the secret without them.',
  *vary(text) {
    yield { text: withoutQuotes(text), when: 'the quotes around the secret are removed' };
    yield { text: `"${text}"`, when: 'double quotes are put around the secret' };
    yield { text: `'${text}'`, when: 'single quotes are put around the secret' };
  },
});

const escapes = rule({
  id: 'secret-escapes',
  title: 'Escapes in the secret',
  tries: 'the secret with its escapes undone',
  fix: 'Give both sides the secret itself, not the way it is written in a string, a URL or a page.',
  *vary(text) {
    yield { text: withoutEscapes(text), when: 'the backslash escapes in the secret are undone' };
    yield { text: withoutQuotes(withoutEscapes(text)), when: 'the backslash escapes and the quotes are undone' };
    yield { text: text.replace(/\n/g, '\\n'), when: 'line breaks in the secret are written as a backslash and an n' };
    yield { text: percentDecode(text), when: 'the percent escapes in the secret are undone' };
    yield { text: encodeURIComponent(text), when: 'the secret is percent-encoded' };
  },
});

const label = rule({
  id: 'secret-label',
  title: 'More than the secret was pasted',
  tries: 'the secret without a name before it',
  fix: 'Paste the value alone, without the name of its variable or the mark of its encoding.',
  *vary(text) {
    const value = text.replace(/^\s*(?:export\s+|set\s+)?[A-Za-z_][\w.-]*\s*[=:]\s*/, '');
    const when = 'what stands before the value is removed';
    yield { text: value, when };
    yield { text: withoutQuotes(value), when: 'what stands before and around the value is removed' };
    yield { text: withoutQuotes(value).replace(/^base64:/, ''), when };
  },
});

const characters = rule({
  id: 'secret-characters',
  title: 'Characters that look alike in the secret',
  tries: 'the secret in other Unicode forms',
  fix: 'Use a secret of plain ASCII, or agree on UTF-8 in normal form C.',
  *vary(text) {
    const plain = text.replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '');
    yield { text: plain, when: 'invisible characters in the secret are removed' };
    yield { text: plain.replace(/\u00A0/g, ' '), when: 'no-break blanks in the secret are made plain ones' };
    const straight = plain
      .replace(/[‘’]/g, "'")
      .replace(/[“”]/g, '"')
      .replace(/[‐-―−]/g, '-');
    yield { text: straight, when: 'typographic quotes and dashes in the secret are made plain ones' };
    yield { text: text.normalize('NFC'), when: 'the secret is put in Unicode normal form C' };
    yield { text: text.normalize('NFD'), when: 'the secret is put in Unicode normal form D' };
    const octets = latin1(text);
    if (octets) yield { text: encodeHex(octets), encoding: 'hex', when: 'the secret is read as Latin-1' };
  },
});

const wrapped = rule({
  id: 'secret-wrapped',
  title: 'Secret encoded once too often, or once too rarely',
  tries: 'the secret encoded once more and once less',
  fix: 'Let issuer and receiver use the same octets: one of them encodes or decodes the secret and the other does not.',
  *vary(text) {
    const octets = encodeUtf8(text);
    yield { text: encodeBase64(octets), encoding: 'utf-8', when: 'the secret is encoded in Base64 first' };
    yield { text: encodeBase64url(octets), encoding: 'utf-8', when: 'the secret is encoded in Base64URL first' };
    yield { text: encodeHex(octets), encoding: 'utf-8', when: 'the secret is encoded in hex first' };
    for (const { encoding, bytes } of readingsOf({ text, when: '' })) {
      const inner = encoding === 'utf-8' ? undefined : decodeUtf8(bytes);
      if (inner === undefined) continue;
      const when = `what the secret says in ${NAMES[encoding]} is taken for the secret`;
      yield { text: inner.trim(), when: inner === inner.trim() ? when : `${when}, without the blanks around it` };
    }
  },
});

/** What goes wrong with a shared secret on its way from one side to the other. */
export const secretRules = [encoded, lineBreak, blanks, quotes, escapes, label, characters, wrapped] as const;
