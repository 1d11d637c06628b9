import type { DoctorRule } from '../diagnosis';
import { hasKey, type Patient } from '../patient';

/** What happened to a token's text on its way, and what takes it back. */
type Damage<Id extends string> = {
  id: Id;
  title: string;
  tries: string;
  /** "It verifies when …". */
  when: string;
  fix: string;
  /** Undone; the same text where there is no such damage. */
  repair(text: string): string;
};

/** The standard alphabet and its padding in the place of base64url's (RFC 4648 §4 and §5). */
const toBase64url = (text: string) =>
  text
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/(?<!=)=+(?=\.|~|$)/g, '');

/**
 * Only a text that is broken, or not signed as it stands, is repaired, and only if it verifies afterwards. The mapping
 * of the alphabet comes with each repair: damages keep company.
 */
const rule = <const Id extends string>({ id, title, tries, when, fix, repair }: Damage<Id>) =>
  ({
    id,
    title,
    tries,
    appliesTo: (patient) =>
      patient.token.serialization === 'compact' && hasKey(patient) && repair(patient.text) !== patient.text,
    async find({ text, key }: Patient, trials) {
      for (const repaired of new Set([repair(text), toBase64url(repair(text))])) {
        if (!(await trials.isValid(repaired, key))) continue;
        return { proof: true, message: `It verifies when ${when}.`, fix, apply: { kind: 'token', text: repaired } };
      }
      return undefined;
    },
  }) as const satisfies DoctorRule;

const inside = (text: string, replacement: string) => text.trim().replace(/[^\S\r\n]/g, replacement);

const standardAlphabet = rule({
  id: 'standard-alphabet',
  title: 'Standard Base64 instead of Base64URL',
  tries: 'the token in the Base64URL alphabet',
  when: '“+” and “/” are “-” and “_” again and the padding is removed',
  fix: 'Encode with Base64URL without padding; a form or proxy that changes characters must be given the token as it is.',
  repair: toBase64url,
});

const blankForPlus = rule({
  id: 'blank-for-plus',
  title: 'Blanks where characters were',
  tries: 'the token with its blanks made “-” again',
  when: 'the blanks in it are made “-” again',
  fix: 'A “+” in a form or query turns into a blank: send Base64URL, which has none.',
  repair: (text) => inside(text, '-'),
});

const blanksInside = rule({
  id: 'blanks-inside',
  title: 'Blanks or line breaks in the token',
  tries: 'the token without blanks',
  when: 'the blanks and line breaks in it are removed',
  fix: 'Send the token in one piece: a header or file that wraps lines breaks it.',
  repair: (text) => text.replace(/\s+/g, ''),
});

const dashes = rule({
  id: 'typographic-dashes',
  title: 'Typographic characters in the token',
  tries: 'the token with plain dashes',
  when: 'the long dashes and invisible characters that an editor put into it are taken back',
  fix: 'Copy the token from its source: word processors and chat programs change dashes and add invisible characters.',
  repair: (text) =>
    text
      .replace(/—/g, '--')
      .replace(/[‐-–―−]/g, '-')
      .replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, ''),
});

const escaped = rule({
  id: 'escaped-token',
  title: 'Escapes in the token',
  tries: 'the token with its escapes undone',
  when: 'the backslashes and percent escapes in it are undone',
  fix: 'Decode the URL, or unescape the text, before the token is taken from it.',
  repair: (text) =>
    text
      .replace(/\\/g, '')
      .replace(/%(2[bdef]|3d|5f|7e)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
});

/** The first characters went missing, or others stand before them: headers begin with `{"`, in base64url `eyJ`. */
const start = {
  id: 'wrong-start',
  title: 'The token does not begin at its beginning',
  tries: 'the token from its right beginning on',
  appliesTo: (patient) =>
    patient.token.serialization === 'compact' && hasKey(patient) && !patient.text.startsWith('eyJ'),
  async find({ text, key }, trials) {
    const at = text.indexOf('eyJ');
    const lost = ['e', 'ey', 'eyJ'].map((begin) => `${begin}${text}`);
    for (const repaired of [...(at > 0 ? [text.slice(at)] : []), ...lost]) {
      if (!(await trials.isValid(repaired, key))) continue;
      const added = repaired.length - text.length;
      const count = Math.abs(added) === 1 ? 'character' : `${Math.abs(added)} characters`;
      return {
        proof: true,
        message:
          added > 0
            ? `It verifies when the first ${count}, lost in copying, ${added === 1 ? 'is' : 'are'} put back.`
            : `It verifies without the first ${count}.`,
        fix: 'Copy the token whole, from “eyJ” on.',
        apply: { kind: 'token', text: repaired },
      };
    }
    return undefined;
  },
} as const satisfies DoctorRule;

/** What happens to a token's characters on the way. */
export const tokenTextRules = [standardAlphabet, blankForPlus, blanksInside, dashes, escaped, start] as const;
