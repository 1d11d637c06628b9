import type { Key, KeyReading } from '../jose/key';
import type { KeyUsed } from '../jose/verdict';
import type { CheckContext, Hit } from './check';
import { keyEvidence, mostEvidence } from './evidence';
import { stringParameter } from './parts';

/** The structured keys of a reading: one, those of a set, or none. */
export function keysIn(key: KeyReading): readonly Key[] {
  if (key.kind === 'key') return [key.key];
  return key.kind === 'key-set' ? key.keys : [];
}

/** The keys that the verdict used or tried; before there is a verdict, the only key if there is just one. */
export function keysInPlay({ key, verdict }: CheckContext): readonly Key[] {
  const used: readonly KeyUsed[] =
    verdict.kind === 'valid' ? [verdict.used] : verdict.kind === 'invalid' ? verdict.tried : [];
  const keys = used.flatMap((one) => (one.kind === 'key' ? [one.key] : []));
  if (keys.length > 0) return keys;
  const all = keysIn(key);
  return all.length === 1 ? all : [];
}

/** A key in words, with its `kid` where it has one. */
export function describeKey({ jwk, description }: Key): string {
  return jwk.kid === undefined ? description : `${description}, kid ${jwk.kid}`;
}

/** The keys that the token can mean: of a set those with its `kid`, or all when none has it. */
export function meantKeys({ key, token }: CheckContext): readonly Key[] {
  const keys = keysIn(key);
  const kid = stringParameter(token, 'kid');
  const named = kid === undefined ? [] : keys.filter(({ jwk }) => jwk.kid === kid);
  return named.length > 0 ? named : keys;
}

/** One hit for every key of which something is wrong. */
export function hitsOf(keys: readonly Key[], faultOf: (key: Key) => string | undefined): Hit[] {
  return keys
    .flatMap((key): Hit[] => {
      const message = faultOf(key);
      return message === undefined ? [] : [{ message, evidence: [keyEvidence(describeKey(key))] }];
    })
    .slice(0, mostEvidence);
}
