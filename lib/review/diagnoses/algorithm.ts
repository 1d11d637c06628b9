import { encodeBase64url } from '../../encoding/base64url';
import { setMember } from '../../encoding/json-edit';
import { encodeUtf8 } from '../../encoding/utf8';
import type { Jwk, KeyReading } from '../../jose/key';
import type { SignatureAlgorithm } from '../../registry/algorithm';
import { algorithms } from '../../registry/algorithms';
import type { DoctorRule } from '../diagnosis';
import { jwksOfType, type Question } from '../patient';
import { withParts } from '../replaced-parts';

/** The other algorithms that a key in hand is for and that give a signature of this length, nearest in name first. */
function othersFor({ row, signature }: Question, key: KeyReading): { other: SignatureAlgorithm; jwks: Jwk[] }[] {
  return algorithms.flatMap((other) => {
    if (other === row || other.support === 'none') return [];
    if (other.signatureOctets !== undefined && other.signatureOctets !== signature.bytes.length) return [];
    const jwks = jwksOfType(other, key);
    return jwks.length > 0 ? [{ other, jwks }] : [];
  });
}

/** Whether signing anew would use this very key: of a secret's readings the first does, and a public key cannot. */
const canSign = (jwk: Jwk, first: Jwk | undefined): boolean =>
  jwk === first && (jwk.kty === 'oct' || jwk.d !== undefined || jwk.priv !== undefined);

const otherAlgorithm = {
  id: 'other-algorithm',
  title: 'Signed with another algorithm',
  tries: 'the other algorithms that the key is for',
  appliesTo: ({ question, key }) => question !== undefined && othersFor(question, key).length > 0,
  async find({ question, key }, trials) {
    if (!question) return undefined;
    const { row, data, signature } = question;
    for (const { other, jwks } of othersFor(question, key)) {
      const jwk = await trials.findKey(other, jwks, data, signature.bytes);
      if (!jwk) continue;
      return {
        proof: true,
        message: `It verifies as ${other.name}, but the header says ${row.name}.`,
        fix: `Let the issuer write "alg": "${other.name}", or sign with ${row.name}. A receiver must not try other algorithms by itself.`,
        ...(canSign(jwk, jwks[0]) && { apply: { kind: 'algorithm', name: other.name } }),
      };
    }
    return undefined;
  },
} as const satisfies DoctorRule;

/** The header's algorithm was changed after signing: with the old name the very signature is right. */
const changedAlgorithm = {
  id: 'changed-algorithm',
  title: 'Algorithm changed after signing',
  tries: 'the header with another algorithm',
  appliesTo: otherAlgorithm.appliesTo,
  async find({ question, key, text }, trials) {
    if (!question) return undefined;
    const { row, header, payload, signature } = question;
    for (const { other, jwks } of othersFor(question, key)) {
      const encoded = encodeBase64url(encodeUtf8(setMember(header.text ?? '', 'alg', JSON.stringify(other.name))));
      const data = encodeUtf8(`${encoded}.${payload.encoded}`);
      if (!(await trials.findKey(other, jwks, data, signature.bytes))) continue;
      return {
        proof: true,
        message: `It verifies when the header says ${other.name}: "alg" was changed to ${row.name} after signing.`,
        fix: 'Refuse the token as it is: whoever changed the header had no key. Let the receiver accept one algorithm only.',
        apply: withParts(text, [{ part: header, encoded }]),
      };
    }
    return undefined;
  },
} as const satisfies DoctorRule;

/** The key is right and the algorithm is not. */
export const algorithmRules = [otherAlgorithm, changedAlgorithm] as const;
