import type { Jwk } from '../../jose/key';
import { neededKey } from '../../jose/key-fit';
import { claimValue } from '../../jose/parse-token';
import type { DoctorRule } from '../diagnosis';
import { jwksOfType, keysOf, type Patient } from '../patient';

const quoted = (name: string) => `“${name.length > 40 ? `${name.slice(0, 40)}…` : name}”`;
const nameOf = ({ kid }: Jwk) => (kid === undefined ? 'a key without a kid' : `the key with the kid ${quoted(kid)}`);
const keyText = (jwk: Jwk): string => JSON.stringify(jwk, undefined, 2);

/** The JWK without what it says of its use (RFC 7517 §4.2–4.4). */
const unrestricted = ({ use: _use, key_ops: _operations, alg, ...jwk }: Jwk): Jwk =>
  // An AKP key's "alg" is its parameter set (RFC 9964), not a wish.
  jwk.kty === 'AKP' ? { ...jwk, alg } : jwk;

/** The kid names one key of the set, and another one made the signature: the wrong half of a rotated pair. */
const otherKey = {
  id: 'other-key-of-set',
  title: 'Signed with another key of the set',
  tries: 'the other keys of the set',
  appliesTo: ({ key, choice, question }) =>
    question !== undefined && key.kind === 'key-set' && key.keys.length > 1 && choice !== undefined,
  async find({ key, question, jwks }, trials) {
    if (!question) return undefined;
    const { row, data, signature } = question;
    const others = jwksOfType(row, key).filter((jwk) => !jwks.includes(jwk));
    const jwk = await trials.findKey(row, others, data, signature.bytes);
    if (!jwk) return undefined;
    return {
      proof: true,
      message: `It verifies with ${nameOf(jwk)}, which is not the one that the token’s "kid" names or that may be used.`,
      fix: 'Let the issuer write the kid of the key that it signs with; after a rotation both may be out of step.',
      apply: { kind: 'key', text: keyText(jwk) },
    };
  },
} as const satisfies DoctorRule;

/** The key could have made the signature, but says that it is for something else; with a set, see the rule above. */
const restriction = {
  id: 'key-restriction',
  title: 'Key not meant for this',
  tries: 'the key without what it says of its use',
  appliesTo: ({ key, choice }) =>
    key.kind === 'key' && choice?.kind === 'no-candidate' && choice.code === 'key-forbids-use',
  async find({ key, question, choice }, trials) {
    if (!question || choice?.kind !== 'no-candidate') return undefined;
    const { row, data, signature } = question;
    const jwk = await trials.findKey(row, jwksOfType(row, key), data, signature.bytes);
    if (!jwk) return undefined;
    return {
      proof: true,
      message: `It verifies when the key’s own limits are left aside. ${choice.reason}`,
      fix: 'Correct "alg", "use" or "key_ops" where the key is published, or sign with the key that is meant for this.',
      apply: { kind: 'key', text: keyText(unrestricted(jwk)) },
    };
  },
} as const satisfies DoctorRule;

/** The token asks for a key that is not here. Certain, and no proof of anything: kids are only names. */
const unknownKid = {
  id: 'unknown-kid',
  title: 'The key that the token names is not here',
  tries: 'the token’s kid among the keys',
  appliesTo: ({ kid, key }) => kid !== undefined && keysOf(key).some(({ jwk }) => jwk.kid !== undefined),
  async find({ kid = '', key, token, now }) {
    const keys = keysOf(key);
    if (keys.some(({ jwk }) => jwk.kid === kid)) return undefined;
    const exp = claimValue(token, 'exp');
    const isOld = exp?.kind === 'number' && exp.value < now;
    const [only] = keys;
    const here =
      keys.length === 1 && only ? `what is here is ${nameOf(only.jwk)}` : `none of the ${keys.length} keys is it`;
    return {
      proof: false,
      message: `The token names the key ${quoted(kid)}; ${here}.`,
      fix: isOld
        ? 'The token has expired: its key may have been withdrawn since. Take the key set of the time of issue.'
        : 'Fetch the issuer’s key set anew: it may have rotated its keys. Make sure that it is this issuer’s.',
    };
  },
} as const satisfies DoctorRule;

function adviceOf({ row, key }: Patient): string {
  if (row?.family === 'hmac')
    return 'Paste the secret that issuer and receiver share: this algorithm has no public key.';
  if (key.kind === 'secret')
    return 'Paste the issuer’s public key as PEM, JWK, certificate or key set, whole and unchanged.';
  return `Paste ${row ? neededKey(row) : 'the key'} of the issuer; what is here belongs to other tokens.`;
}

/** A key of another type or curve than the algorithm's. Certain: no such key can have made the signature. */
const wrongType = {
  id: 'wrong-key-type',
  title: 'Key of the wrong kind',
  tries: 'whether the key is of the algorithm’s kind',
  appliesTo: ({ choice }) => choice?.kind === 'no-candidate' && choice.code === 'wrong-key-type',
  find: async (patient) =>
    patient.choice?.kind === 'no-candidate'
      ? { proof: false, message: patient.choice.reason, fix: adviceOf(patient) }
      : undefined,
} as const satisfies DoctorRule;

/** What goes wrong in choosing the key. */
export const keyRules = [otherKey, restriction, unknownKid, wrongType] as const;
