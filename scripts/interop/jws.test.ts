import { describe, expect, it } from 'vitest';
import type { KeyReading } from '../../lib/jose/key';
import { parseToken } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import { signJws } from '../../lib/jose/sign-jws';
import { verifyJws } from '../../lib/jose/verify-jws';
import type { SignatureAlgorithm } from '../../lib/registry/algorithm';
import { algorithms } from '../../lib/registry/algorithms';
import { type KeyMaker, keyMakers } from './foreign-keys';
import { isShortEs512, type JwsPeer, jwsPeers, signWithJsrsasign } from './jws-peers';
import { type KeySet, type KeyText, keySetFor, keySetOf, readWhole } from './key-set';
import { makeShortKey, signUntilShort } from './leading-zeros';

const { signal } = new AbortController();

/** What each library is known to have; the libraries' own lists are held against it, so that no pair is left out. */
const expected: ReadonlyMap<string, RegExp> = new Map([
  ['jsonwebtoken', /^(HS|RS|PS|ES)(256|384|512)$/],
  ['fast-jwt', /^((HS|RS|PS|ES)(256|384|512)|EdDSA)$/],
  ['@hapi/jwt', /^((HS|RS|PS|ES)(256|384|512)|EdDSA)$/],
  ['node-jose', /^(HS|RS|PS|ES)(256|384|512)$/],
  ['jsrsasign', /^(HS|RS|PS|ES)(256|384|512)$/],
]);

const payload = '{ "sub":"Jörg 🦊 \\u00fc",  "n": 9007199254740993, "x": 1.50, "a": {"b": [1, {"c": null}], "é": ""} }';

/** Every algorithm that signs, with each of its curves. */
const rows = algorithms
  .filter(({ family }) => family !== 'none')
  .flatMap((row) =>
    (row.curves ?? [undefined]).map((curve) => ({ row, alg: row.name, curve, key: curve ?? row.keyType })),
  );

async function signHere(alg: string, { reading }: Pick<KeySet, 'reading'>): Promise<string> {
  const outcome = await signJws(signal, { header: `{ "typ":"JWT", "alg":"${alg}" }`, payload }, reading);
  if (outcome.kind !== 'signed') throw new Error(JSON.stringify(outcome));
  return outcome.token;
}

/** The token with another payload under the same signature. */
function withOtherPayload(token: string): string {
  const [header, , signature] = token.split('.');
  return [header, Buffer.from('{"sub":"eve"}').toString('base64url'), signature].join('.');
}

/** Tokens made there verify here with every text of the key, and say what was signed. */
async function holdTheirs(peer: JwsPeer, alg: string, { reading, toSign }: KeySet): Promise<void> {
  for (const key of toSign) {
    if (peer.unread?.test(key.form)) {
      await expect(peer.sign(alg, payload, key), key.form).rejects.toThrow();
      continue;
    }
    const token = parseToken(await peer.sign(alg, payload, key));
    expect(await verifyJws(signal, token, reading), key.form).toMatchObject({ kind: 'valid', alg });
    const written = token.payload?.text ?? '';
    if (peer.signsText) expect(written).toBe(payload);
    else expect(JSON.parse(written)).toEqual(JSON.parse(payload));
  }
}

/** Tokens made here verify there with every text of the key, and with another payload they do not. */
async function holdOurs(peer: JwsPeer, alg: string, keys: KeySet): Promise<void> {
  const token = await signHere(alg, keys);
  for (const key of keys.toVerify) {
    if (peer.unread?.test(key.form)) {
      await expect(peer.verify(alg, token, key), key.form).rejects.toThrow();
      continue;
    }
    const said = await peer.verify(alg, token, key);
    if (typeof said === 'string') expect(said, key.form).toBe(payload);
    else expect(said, key.form).toEqual(JSON.parse(payload));
    await expect(peer.verify(alg, withOtherPayload(token), key), key.form).rejects.toThrow();
  }
}

const foreignKeys = new Map<string, ReturnType<KeyMaker['make']>>();

/** One key of a maker for a type and a curve, for all algorithms. */
async function foreignKey(maker: KeyMaker, { keyType }: SignatureAlgorithm, curve?: string) {
  const id = `${maker.name} ${keyType} ${curve}`;
  const making = foreignKeys.get(id) ?? maker.make(keyType as 'RSA' | 'EC' | 'OKP', curve);
  foreignKeys.set(id, making);
  const made = await making;
  if (!made) throw new Error(`${id}: no key was made`);
  return made;
}

describe.each(jwsPeers.map((peer) => [peer.name, peer] as const))('%s', { timeout: 60_000 }, (name, peer) => {
  const known = expected.get(name) ?? /^$/;

  it.each(rows.filter(({ alg }) => known.test(alg)))(
    'and we verify each other’s $alg tokens, with a key for $key in every form that is given out',
    async ({ row, alg, curve }) => {
      expect(await peer.knows(alg)).toBe(true);
      const keys = await keySetFor(row, curve);
      await holdTheirs(peer, alg, keys);
      await holdOurs(peer, alg, keys);
    },
  );

  it.each(rows.filter(({ alg }) => !known.test(alg)))(
    'has no $alg and refuses it, with a key for $key',
    async ({ row, alg, curve }) => {
      expect(await peer.knows(alg)).toBe(false);
      const keys = await keySetFor(row, curve);
      const token = await signHere(alg, keys);
      for (const key of keys.toSign) await expect(peer.sign(alg, payload, key)).rejects.toBeDefined();
      for (const key of keys.toVerify) await expect(peer.verify(alg, token, key)).rejects.toBeDefined();
    },
  );

  const makers = keyMakers.filter(({ peers }) => peers.test(name));
  const pairs = rows.filter(({ alg, row }) => known.test(alg) && row.family !== 'hmac');
  it.each(makers.flatMap((maker) => pairs.map((pair) => ({ ...pair, maker, by: maker.name }))))(
    'and we use one key for $key under $alg, in the texts that $by writes of it',
    async ({ row, alg, curve, maker }) => {
      const { toSign, toVerify } = await foreignKey(maker, row, curve);
      const keys = await Promise.all(toSign.map(({ text }) => readWhole(text)));
      for (const key of keys) expect(key).toMatchObject({ isPrivate: true, jwk: { d: keys[0]?.jwk.d } });
      for (const { text } of toVerify) {
        expect(await readWhole(text)).toMatchObject({ isPrivate: false, thumbprint: keys[0]?.thumbprint });
      }
      const [secret, open] = await Promise.all([toSign[0], toVerify[0]].map((key) => readKey(key?.text ?? '')));
      await holdOurs(peer, alg, { reading: secret as KeyReading, toSign, toVerify });
      await holdTheirs(peer, alg, { reading: open as KeyReading, toSign, toVerify });
    },
  );

  it.each(rows.filter(({ row, alg }) => row.family === 'hmac' && known.test(alg)))(
    'and we take the same words as secret for $alg',
    async ({ alg }) => {
      const text = 'Ein Schlüssel aus Wörtern 🦊, der für jeden dieser Algorithmen lang genug ist: 64 Oktette.';
      const words: KeyText[] = [{ form: 'secret words', text }];
      const reading = await readKey(text, { encoding: 'utf-8' });
      await holdTheirs(peer, alg, { reading, toSign: words, toVerify: words });
      await holdOurs(peer, alg, { reading, toSign: words, toVerify: words });
    },
  );

  it.each(rows.filter(({ row, alg }) => row.family === 'ecdsa' && known.test(alg)))(
    'and we read numbers that begin with zero, in $alg signatures and in keys for $key',
    async ({ row, alg, curve }) => {
      const { reading, toVerify } = await keySetFor(row, curve);
      const token = await signUntilShort(() => signHere(alg, { reading }));
      await expect(peer.verify(alg, token, toVerify.at(-1) as KeyText)).resolves.toBeDefined();
      const short = await keySetOf(makeShortKey(curve ?? ''));
      // The numbers stand as octets in a JWK, and as one point in the others.
      await holdTheirs(peer, alg, { ...short, toSign: short.toSign.slice(0, 2) });
      await holdOurs(peer, alg, short);
    },
  );
});

it.each(algorithms.filter(({ family }) => family === 'none'))(
  'calls what they make with "$name" unsecured',
  async (row) => {
    const makers: string[] = [];
    for (const peer of jwsPeers) {
      if (!(await peer.knows(row.name))) continue;
      const token = parseToken(await peer.sign(row.name, payload, { form: 'secret words', text: '' }));
      expect(await verifyJws(signal, token, await readKey('a secret')), peer.name).toMatchObject({ kind: 'unsecured' });
      makers.push(peer.name);
    }
    expect(makers).toEqual(['jsonwebtoken', 'fast-jwt', '@hapi/jwt', 'jsrsasign']);
  },
);

it('calls an ES512 signature invalid in which jsrsasign has left out leading zeros (RFC 7518 §3.4), as Node does', async () => {
  const row = algorithms.find(({ name }) => name === 'ES512');
  const { reading, toSign, toVerify } = await keySetFor(row as SignatureAlgorithm, 'P-521');
  const sign = async () => signWithJsrsasign('ES512', payload, toSign[0] as KeyText);
  let token = await sign();
  while (!isShortEs512('ES512', token)) token = await sign();
  expect(await verifyJws(signal, parseToken(token), reading)).toMatchObject({ kind: 'invalid' });
  const [jsonwebtoken] = jwsPeers;
  await expect(jsonwebtoken?.verify('ES512', token, toVerify[0] as KeyText)).rejects.toThrow(
    'signatures must be "132" bytes',
  );
});
