import { encodeBase64url } from '../encoding/base64url';
import type { SignatureAlgorithm } from '../registry/algorithm';
import type { Jwk, Key, KeyReading } from './key';
import { findMisfit, type Misfit, neededKey } from './key-fit';
import type { KeyUsed } from './verdict';

/** A key to try, and how a verdict names it. */
export type Candidate = { jwk: Jwk; used: KeyUsed };

/** The keys to try in order, at least one; or why there is none. */
export type KeyChoice = { kind: 'candidates'; candidates: Candidate[] } | ({ kind: 'no-candidate' } & Misfit);

type Usable = Extract<KeyReading, { kind: 'secret' | 'key' | 'key-set' }>;
export type SecretOnly = Extract<KeyReading, { kind: 'secret' }>;

/**
 * What is asked of a key: `name` of the algorithm and `needed` are for sentences ("RS256", "an RSA key"); `readings` are
 * those of a secret that may be tried.
 */
export type KeyRule = {
  name: string;
  needed: string;
  findMisfit(key: Key): Misfit | undefined;
  chooseReadings(secret: SecretOnly): KeyChoice;
};

/** The keys of a reading that are for a signature algorithm; see chooseByRule. */
export function chooseKeys(
  row: SignatureAlgorithm,
  key: Usable,
  kid: string | undefined,
  operation: 'verify' | 'sign',
): KeyChoice {
  const rule: KeyRule = {
    name: row.name,
    needed: neededKey(row),
    findMisfit: (one) => findMisfit(row, one, operation),
    chooseReadings: (secret) => chooseReadings(row, secret),
  };
  return chooseByRule(rule, key, kid);
}

/**
 * The keys of a reading that fit a rule. In a key set, the keys that bear the token's `kid` are meant, and no others, all
 * of them when several bear it; without a `kid`, or when no key of the set bears it, every fitting key is a candidate by
 * trial.
 */
export function chooseByRule(rule: KeyRule, key: Usable, kid: string | undefined): KeyChoice {
  if (key.kind === 'secret') return rule.chooseReadings(key);
  if (key.kind === 'key') {
    const misfit = rule.findMisfit(key.key);
    if (misfit) return { kind: 'no-candidate', ...misfit };
    return {
      kind: 'candidates',
      candidates: [{ jwk: key.key.jwk, used: { kind: 'key', key: key.key, by: 'only-key' } }],
    };
  }
  return chooseFromSet(rule, key.keys, kid);
}

/** Readings of a secret as candidates, in their order. */
export function candidatesOf(readings: SecretOnly['readings']): Candidate[] {
  return readings.map(({ encoding, bytes }) => ({
    jwk: { kty: 'oct', k: encodeBase64url(bytes) },
    used: { kind: 'secret', encoding, octets: bytes.length },
  }));
}

function chooseReadings(row: SignatureAlgorithm, { readings }: SecretOnly): KeyChoice {
  if (row.family !== 'hmac') {
    const reason = `${row.name} needs ${neededKey(row)}; this is a secret.`;
    return { kind: 'no-candidate', code: 'wrong-key-type', reason };
  }
  return { kind: 'candidates', candidates: candidatesOf(readings) };
}

function chooseFromSet(rule: KeyRule, keys: readonly Key[], kid: string | undefined): KeyChoice {
  const indexed = keys.map((key, index) => ({ key, index, misfit: rule.findMisfit(key) }));
  const named = kid === undefined ? [] : indexed.filter(({ key }) => key.jwk.kid === kid);
  const meant = named.length > 0 ? named : indexed;
  const by = named.length > 0 ? 'kid' : keys.length === 1 ? 'only-key' : 'trial';
  const candidates = meant
    .filter(({ misfit }) => !misfit)
    .map(({ key, index }): Candidate => ({ jwk: key.jwk, used: { kind: 'key', key, index, of: keys.length, by } }));
  if (candidates.length > 0) return { kind: 'candidates', candidates };
  return {
    kind: 'no-candidate',
    ...misfitOfSet(
      rule,
      meant.map(({ misfit }) => misfit),
      keys.length,
      named.length > 0,
    ),
  };
}

/** One reason for all keys: of one key its own, else the one that came nearest to fitting. */
function misfitOfSet(
  { name, needed }: KeyRule,
  misfits: readonly (Misfit | undefined)[],
  setSize: number,
  isNamed: boolean,
): Misfit {
  if (setSize === 0) return { code: 'wrong-key-type', reason: 'The key set holds no readable key.' };
  const nearest = misfits.find((misfit) => misfit?.code === 'key-forbids-use') ?? misfits[0];
  if (nearest && misfits.length === 1) {
    return isNamed ? { ...nearest, reason: `Of the key that "kid" names: ${nearest.reason}` } : nearest;
  }
  const code = nearest?.code ?? 'wrong-key-type';
  const which = isNamed ? 'keys with this "kid"' : 'keys in the set';
  return { code, reason: `None of the ${misfits.length} ${which} is for ${name}, which needs ${needed}.` };
}
