import type { CheckContext, Severity } from '../checks/check';
import { cut } from '../checks/evidence';
import { checks } from '../checks/index';
import { findSharedKids } from '../checks/key-set';
import type { Key, KeyReading } from '../jose/key';
import { misfitOfType } from '../jose/key-fit';
import { parseToken } from '../jose/parse-token';
import type { KeyUsed } from '../jose/verdict';
import { findAlgorithm } from '../registry/algorithms';
import { isRegisteredAlgorithm } from '../registry/registered-algorithms';
import type { View } from './view';

export type KeySet = Extract<KeyReading, { kind: 'key-set' }>;

/** Something wrong with one key of a set, as one sentence. */
export type KeyFault = { severity: Severity; text: string };

/** One member of a set; `place` counts from 1, those that cannot be read included. */
export type KeySetRow =
  | {
      kind: 'key';
      place: number;
      key: Key;
      /** At most 200 characters of it. */
      kid?: string;
      /** What the key says it is for: `alg`, `use` and `key_ops`, as far as it says so. */
      purpose: string;
      /** What became of the key with the token in hand. */
      result?: 'verified' | 'opened' | 'tried';
      faults: readonly KeyFault[];
    }
  | { kind: 'unreadable'; place: number; reason: string };

/** A set of thousands of keys would be no table that anyone reads. */
const mostRows = 100;

/** The first 100 members of a set, each with what is wrong with it; `more` are left out. `now` is NumericDate seconds. */
export function keySetRows(
  set: KeySet,
  view: Pick<View, 'verdict' | 'decryption'>,
  now: number,
): { rows: readonly KeySetRow[]; more: number } {
  const count = set.keys.length + set.problems.length;
  const reasons = new Map(set.problems.map(({ index, reason }) => [index, reason]));
  const keys = set.keys.values();
  const ofSet = setFaults(set.keys);
  const rows = Array.from({ length: Math.min(count, mostRows) }, (_, index): KeySetRow => {
    const place = index + 1;
    const key = reasons.has(index) ? undefined : keys.next().value;
    if (!key) return { kind: 'unreadable', place, reason: reasons.get(index) ?? '' };
    const faults = [...(ofSet.get(key) ?? []), ...algFaults(key), ...ownFaults(key, now)];
    const kid = key.jwk.kid === undefined ? undefined : cut(key.jwk.kid);
    return { kind: 'key', place, key, kid, purpose: purposeOf(key), result: resultOf(key, view), faults };
  });
  return { rows, more: count - rows.length };
}

function purposeOf({ jwk: { alg, use, key_ops } }: Key): string {
  return cut([alg, use, key_ops?.join(', ')].filter((word) => word !== undefined && word !== '').join(' · '));
}

function resultOf(
  key: Key,
  { verdict, decryption }: Pick<View, 'verdict' | 'decryption'>,
): 'verified' | 'opened' | 'tried' | undefined {
  const isIt = (used: KeyUsed) => used.kind === 'key' && used.key === key;
  if (verdict.kind === 'valid' && isIt(verdict.used)) return 'verified';
  if (decryption?.kind === 'decrypted' && isIt(decryption.used)) return 'opened';
  const tried = [
    ...(verdict.kind === 'invalid' ? verdict.tried : []),
    ...(decryption?.kind === 'failed' ? decryption.tried : []),
  ];
  return tried.some(isIt) ? 'tried' : undefined;
}

/** What a key has wrong as a member of this set, by the key. */
function setFaults(keys: readonly Key[]): ReadonlyMap<Key, readonly KeyFault[]> {
  const shared = findSharedKids(keys);
  const copies = new Map<string, number>();
  for (const { thumbprint } of keys) copies.set(thumbprint, (copies.get(thumbprint) ?? 0) + 1);
  const isPublic = keys.some(({ isPrivate }) => !isPrivate);
  return new Map(
    keys.map((key) => {
      const faults: KeyFault[] = [];
      const { kid } = key.jwk;
      const namesakes = kid === undefined ? [] : (shared.get(kid) ?? []);
      if (kid === undefined && keys.length > 1)
        faults.push({ severity: 'low', text: '"kid" is missing, so no token can name this key.' });
      if (namesakes.some(({ thumbprint }) => thumbprint !== key.thumbprint)) {
        faults.push({ severity: 'medium', text: 'Another key of the set has the same "kid".' });
      }
      if ((copies.get(key.thumbprint) ?? 0) > 1) {
        faults.push({ severity: 'low', text: 'The same key is in the set more than once.' });
      }
      if (key.isPrivate && isPublic) {
        const what = key.type === 'oct' ? 'a shared secret' : 'a private key';
        faults.push({
          severity: 'critical',
          text: `This is ${what}, beside public keys: the set must not be published.`,
        });
      }
      return [key, faults];
    }),
  );
}

/** An `alg` that the key cannot have. */
function algFaults(key: Key): KeyFault[] {
  const { alg } = key.jwk;
  const row = findAlgorithm(alg);
  const misfit = row && misfitOfType(row, key);
  if (misfit) return [{ severity: 'high', text: `"alg" does not fit: ${misfit.reason}` }];
  if (alg === undefined || row || isRegisteredAlgorithm(alg)) return [];
  return [{ severity: 'medium', text: `"alg" is “${alg.slice(0, 40)}”, which is no registered name.` }];
}

/** The checks that look at nothing but one key. */
const ofOneKey: ReadonlySet<string> = new Set([
  'small-rsa-key',
  'weak-rsa-exponent',
  'factorable-rsa-key',
  'off-curve-point',
  'noncanonical-jwk-integer',
  'jwk-certificate-mismatch',
  'demo-key',
]);
const keyChecks = checks.filter(({ id }) => ofOneKey.has(id));
const noToken = parseToken('');

function ownFaults(key: Key, now: number): KeyFault[] {
  const context: CheckContext = {
    token: noToken,
    key: { kind: 'key', key },
    verdict: { kind: 'unverified', reason: '' },
    now,
    leeway: 0,
  };
  return keyChecks.flatMap((check) =>
    check.find(context).map(({ message, severity = check.severity }) => ({ severity, text: message })),
  );
}

/** A key as the text of a JWK, for the key field. */
export function keyText({ jwk }: Key): string {
  return JSON.stringify(jwk, undefined, 2);
}
