import { findJweMisfit, type JweNeed, neededJweKey, secretOctetsFor } from './jwe-key-fit';
import type { KeyReading } from './key';
import { candidatesOf, chooseByRule, type KeyChoice, type SecretOnly } from './key-choice';

/** How an encoding is called in a sentence. */
const encodingNames = { 'utf-8': 'UTF-8', base64: 'Base64', base64url: 'Base64URL', hex: 'hexadecimal' };

/**
 * The keys of a reading that are for a JWE, chosen as for a signature: by `kid`, else by trial. Of a secret only the
 * readings with the length that the algorithm asks for are candidates; a password may have any.
 */
export function chooseJweKeys(
  need: JweNeed,
  key: Extract<KeyReading, { kind: 'secret' | 'key' | 'key-set' }>,
  kid: string | undefined,
): KeyChoice {
  const rule = {
    name: need.alg.name,
    needed: neededJweKey(need),
    findMisfit: (one: Parameters<typeof findJweMisfit>[1]) => findJweMisfit(need, one),
    chooseReadings: (secret: SecretOnly) => chooseReadings(need, secret),
  };
  return chooseByRule(rule, key, kid);
}

function chooseReadings(need: JweNeed, { readings }: SecretOnly): KeyChoice {
  const misfit = (what: string): KeyChoice => {
    const name = need.alg.family === 'dir' ? `dir with ${need.enc.name}` : need.alg.name;
    return { kind: 'no-candidate', code: 'wrong-key-type', reason: `${name} needs ${neededJweKey(need)}; ${what}.` };
  };
  if (!need.alg.keyTypes.includes('oct')) return misfit('this is a secret');
  const octets = secretOctetsFor(need);
  const fitting = readings.filter(({ bytes }) => octets === undefined || bytes.length === octets);
  if (fitting.length > 0) return { kind: 'candidates', candidates: candidatesOf(fitting) };
  const lengths = readings.map(({ encoding, bytes }) => `${bytes.length} as ${encodingNames[encoding]}`);
  return misfit(`this one has ${lengths.join(', ')}`);
}
