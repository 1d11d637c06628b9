import { exportKey, type KeyFormat } from '../../lib/jose/export-key';
import { generateKey } from '../../lib/jose/generate-key';
import type { Jwk, Key, KeyReading } from '../../lib/jose/key';
import { readKey } from '../../lib/jose/read-key';
import type { SignatureAlgorithm } from '../../lib/registry/algorithm';
import { algorithms } from '../../lib/registry/algorithms';

const { signal } = new AbortController();

/** One text of a key. A secret is also handed over as octets (here in base64url) and as words. */
export type KeyText = {
  form:
    | `${'private' | 'public'} ${'jwk' | 'pkcs8-pem' | 'pkcs1-pem' | 'sec1-pem' | 'spki-pem'}`
    | `secret ${'jwk' | 'octets' | 'words'}`;
  text: string;
};

/** A key as the library reads it, and the texts of it to sign and to verify with. */
export type KeySet = { reading: KeyReading; toSign: KeyText[]; toVerify: KeyText[] };

/** The key of a text that must hold one. @throws when it does not */
export async function readWhole(text: string): Promise<Key> {
  const reading = await readKey(text);
  if (reading.kind !== 'key') throw new Error(`a key was expected, and not ${reading.kind}`);
  return reading.key;
}

async function exportAs(key: Key, forms: readonly [KeyText['form'], KeyFormat][]): Promise<KeyText[]> {
  const texts: KeyText[] = [];
  for (const [form, format] of forms) {
    const outcome = await exportKey(key, format);
    if (outcome.kind === 'exported') texts.push({ form, text: outcome.text });
  }
  return texts;
}

/** A JWK in all forms in which the library gives it out, without what binds it to one algorithm. */
export async function keySetOf({ alg, kid: _kid, ...jwk }: Jwk): Promise<KeySet> {
  const key = await readWhole(JSON.stringify(jwk.kty === 'AKP' ? { alg, ...jwk } : jwk));
  const reading: KeyReading = { kind: 'key', key };
  if (key.type === 'oct') {
    const texts = await exportAs(key, [['secret jwk', 'jwk']]);
    texts.push({ form: 'secret octets', text: key.jwk.k ?? '' });
    return { reading, toSign: texts, toVerify: texts };
  }
  const [open] = await exportAs(key, [['public jwk', 'public-jwk']]);
  return {
    reading,
    toSign: await exportAs(key, [
      ['private jwk', 'jwk'],
      ['private pkcs8-pem', 'pkcs8-pem'],
      ['private pkcs1-pem', 'pkcs1-pem'],
      ['private sec1-pem', 'sec1-pem'],
    ]),
    toVerify: await exportAs(await readWhole(open?.text ?? ''), [
      ['public jwk', 'public-jwk'],
      ['public spki-pem', 'spki-pem'],
      ['public pkcs1-pem', 'pkcs1-pem'],
    ]),
  };
}

/** The first row of the table whose keys are those of this algorithm on this curve. */
const rowOfKey = (row: SignatureAlgorithm, curve?: string): SignatureAlgorithm =>
  algorithms.find(({ keyType, curves }) =>
    curve ? curves?.length === 1 && curves[0] === curve : keyType === row.keyType && keyType === 'RSA',
  ) ?? row;

const made = new Map<SignatureAlgorithm, Promise<KeySet>>();

async function makeKeySet(row: SignatureAlgorithm): Promise<KeySet> {
  const outcome = await generateKey(signal, row);
  if (outcome.kind !== 'generated') throw new Error(outcome.reason);
  return keySetOf(outcome.jwk);
}

/** The one key that the tests use for an algorithm on a curve; all algorithms of RSA share theirs. */
export function keySetFor(row: SignatureAlgorithm, curve?: string): Promise<KeySet> {
  const source = rowOfKey(row, curve);
  const keys = made.get(source) ?? makeKeySet(source);
  made.set(source, keys);
  return keys;
}
