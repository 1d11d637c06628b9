import { encodeBase64url } from '../../encoding/base64url';
import { encodeUtf8 } from '../../encoding/utf8';
import type { Part } from '../../jose/token';
import type { DoctorRule } from '../diagnosis';
import { type JsonForm, jsonForms, writeJson } from '../json-forms';
import type { Patient, Question } from '../patient';
import { withParts } from '../replaced-parts';

type PartNames = readonly ('header' | 'payload')[];

const encoded = (text: string) => encodeBase64url(encodeUtf8(text));

/** One text a form, and each text once; the text as it stands in the token is none of them. */
function* formsOf(question: Question, parts: PartNames): Iterable<{ form: JsonForm; header: string; payload: string }> {
  const seen = new Set([`${question.header.text}.${question.payload.text}`]);
  for (const form of jsonForms) {
    const write = (part: Part) => (parts.some((name) => name === part.name) ? writeJson(part.json, form) : part.text);
    const header = write(question.header);
    const payload = write(question.payload);
    if (header === undefined || payload === undefined || seen.has(`${header}.${payload}`)) continue;
    seen.add(`${header}.${payload}`);
    yield { form, header, payload };
  }
}

const isWhole = ({ json }: Part) => json?.root !== undefined && json.problems.length === 0;

const rule = <const Id extends string>(id: Id, parts: PartNames, what: string) =>
  ({
    id,
    title: `The ${what} ${parts.length > 1 ? 'were' : 'was'} written anew after signing`,
    tries: `the ${what} in other spacing, order and escapes`,
    appliesTo: ({ question, jwks }) =>
      question !== undefined && jwks.length > 0 && parts.every((name) => isWhole(question[name])),
    async find({ question, jwks, text }: Patient, trials) {
      if (!question) return undefined;
      const { row, signature } = question;
      for (const { form, header, payload } of formsOf(question, parts)) {
        if (trials.isSpent) return undefined;
        const written = { header: encoded(header), payload: encoded(payload) };
        const replacements = parts.map((name) => ({ part: question[name], encoded: written[name] }));
        const input = (['header', 'payload'] as const).map((name) => {
          return parts.includes(name) ? written[name] : question[name].encoded;
        });
        if (!(await trials.findKey(row, jwks, encodeUtf8(input.join('.')), signature.bytes))) continue;
        return {
          proof: true,
          message: `It verifies when the ${what} ${parts.length > 1 ? 'are' : 'is'} written ${form.label}.`,
          fix: 'Pass the token on as it came: decoding a part and encoding it again changes the octets that were signed.',
          apply: withParts(text, replacements),
        };
      }
      return undefined;
    },
  }) as const satisfies DoctorRule;

/** A part was parsed and written again, so that it says the same in other octets. */
export const jsonFormRules = [
  rule('rewritten-payload', ['payload'], 'payload'),
  rule('rewritten-header', ['header'], 'header'),
  rule('rewritten-parts', ['header', 'payload'], 'header and payload'),
] as const;
