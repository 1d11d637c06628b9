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

/**
 * The keys of a reading that are for an algorithm. In a key set, the keys that bear the token's `kid` are meant, and
 * no others, all of them when several bear it; without a `kid`, or when no key of the set bears it, every fitting key
 * is a candidate by trial.
 */
export function chooseKeys(
  row: SignatureAlgorithm,
  key: Usable,
  kid: string | undefined,
  operation: 'verify' | 'sign',
): KeyChoice {
  if (key.kind === 'secret') return chooseReadings(row, key);
  if (key.kind === 'key') {
    const misfit = findMisfit(row, key.key, operation);
    if (misfit) return { kind: 'no-candidate', ...misfit };
    return {
      kind: 'candidates',
      candidates: [{ jwk: key.key.jwk, used: { kind: 'key', key: key.key, by: 'only-key' } }],
    };
  }
  return chooseFromSet(row, key.keys, kid, operation);
}

function chooseReadings(row: SignatureAlgorithm, { readings }: Extract<Usable, { kind: 'secret' }>): KeyChoice {
  if (row.family !== 'hmac') {
    const reason = `${row.name} needs ${neededKey(row)}; this is a secret.`;
    return { kind: 'no-candidate', code: 'wrong-key-type', reason };
  }
  const candidates = readings.map(
    ({ encoding, bytes }): Candidate => ({
      jwk: { kty: 'oct', k: encodeBase64url(bytes) },
      used: { kind: 'secret', encoding, octets: bytes.length },
    }),
  );
  return { kind: 'candidates', candidates };
}

function chooseFromSet(
  row: SignatureAlgorithm,
  keys: readonly Key[],
  kid: string | undefined,
  operation: 'verify' | 'sign',
): KeyChoice {
  const indexed = keys.map((key, index) => ({ key, index, misfit: findMisfit(row, key, operation) }));
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
      row,
      meant.map(({ misfit }) => misfit),
      keys.length,
      named.length > 0,
    ),
  };
}

/** One reason for all keys: of one key its own, else the one that came nearest to fitting. */
function misfitOfSet(
  row: SignatureAlgorithm,
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
  return { code, reason: `None of the ${misfits.length} ${which} is for ${row.name}, which needs ${neededKey(row)}.` };
}
