import { generatePrimeSync } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { decodeHex } from '../encoding/hex';
import { readKey } from '../jose/read-key';
import type { FromKeyWorker, KeyPort, ToKeyWorker } from '../worker/key-work';
import { openKeyWorkHere } from '../worker/key-work-here';
import { pasteToken, setKeyText } from './actions';
import { loadAuditor, startGathering } from './audit';
import { firstState } from './first-state';
import { startJobs } from './job';
import { createSeen } from './seen';
import { startSeen } from './seen-session';
import type { State } from './state';
import { createStore, type Store } from './store';
import { viewOf } from './view';

const prime = (bits: number) => generatePrimeSync(bits, { bigint: true });
const [p, q, r, s] = Array.from({ length: 4 }, () => prime(512)) as [bigint, bigint, bigint, bigint];

function jwkOf(modulus: bigint, more: object = {}) {
  const hex = modulus.toString(16);
  const n = encodeBase64url(decodeHex(hex.padStart(hex.length + (hex.length % 2), '0')) ?? new Uint8Array());
  return { kty: 'RSA', n, e: 'AQAB', ...more };
}
const keyText = (...moduli: bigint[]) =>
  JSON.stringify(moduli.length === 1 ? jwkOf(moduli[0] ?? 0n) : { keys: moduli.map((modulus) => jwkOf(modulus)) });
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

let first: State;
beforeAll(async () => {
  const auditor = await loadAuditor();
  first = { ...(await firstState()), auditor };
});

/** Waits for something that the store comes to. */
function until(store: Store, isSo: (state: State) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo(store.get())) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}

function live(openPort: () => KeyPort = openKeyWorkHere): { store: Store; leave: () => void } {
  const store = createStore(first);
  startJobs(store);
  startGathering(store);
  return { store, leave: startSeen(store, openPort) };
}

const settled = (store: Store) => until(store, (state) => !viewOf(state).busy);
const factsIn = ({ gathered, settled: result }: State) => (gathered?.settled === result ? gathered?.facts : undefined);

describe('keys that were seen', () => {
  test('one after the other share a prime', async () => {
    const { store, leave } = live();
    store.apply((state) => setKeyText(state, keyText(p * q), 0));
    await settled(store);
    store.apply((state) => setKeyText(state, keyText(q * r), 0));
    await until(store, (state) => factsIn(state)?.sharedFactors !== undefined);
    const [pair] = factsIn(store.get())?.sharedFactors ?? [];
    const keys = await Promise.all([q * r, p * q].map((modulus) => readKey(keyText(modulus))));
    expect(pair?.map(({ thumbprint }) => thumbprint)).toEqual(
      keys.map((key) => key.kind === 'key' && key.key.thumbprint),
    );
    leave();
  });

  test('in a set and in a header are compared too, each pair told once', async () => {
    const { store, leave } = live();
    store.apply((state) => setKeyText(state, keyText(p * q, q * r, r * s), 0));
    const header = { alg: 'RS256', jwk: jwkOf(s * prime(512)) };
    store.apply((state) => pasteToken(state, `${encode(header)}.e30.AAAA`, 0));
    await until(store, (state) => (factsIn(state)?.sharedFactors?.length ?? 0) > 2);
    expect(factsIn(store.get())?.sharedFactors).toHaveLength(3);
    leave();
  });

  test('are taken apart once, and told again when they are back', async () => {
    const asked: ToKeyWorker[] = [];
    const { store, leave } = live(() => {
      const port = openKeyWorkHere();
      return { ...port, post: (message) => asked.push(message) && port.post(message) };
    });
    const weak = keyText(prime(20) * prime(1024));
    for (const text of [weak, keyText(p * q), weak]) {
      store.apply((state) => setKeyText(state, text, 0));
      await settled(store);
      if (text === weak) await until(store, (state) => factsIn(state)?.factored !== undefined);
    }
    expect(asked.map(({ fresh, known }) => [fresh.length, known.length])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    leave();
  });

  test('are searched no longer once a newer key is there', async () => {
    const closed: number[] = [];
    let opened = 0;
    const { store, leave } = live(() => {
      const place = opened;
      opened += 1;
      return { post() {}, listen(_: (message: FromKeyWorker) => void) {}, close: () => closed.push(place) };
    });
    store.apply((state) => setKeyText(state, keyText(p * q), 0));
    await vi.waitFor(() => expect(opened).toBe(1));
    store.apply((state) => setKeyText(state, keyText(r * s), 0));
    await vi.waitFor(() => expect([opened, closed]).toEqual([2, [0]]));
    leave();
    expect(closed).toEqual([0, 1]);
  });
});

describe('a memory', () => {
  test('keeps nothing of a private key', async () => {
    const reading = await readKey(JSON.stringify(jwkOf(p * q, { d: 'AQAB', kid: 'a' })));
    const [seen] = createSeen().see(reading.kind === 'key' ? [reading.key] : []);
    expect(Object.keys(seen?.key.jwk ?? {}).sort()).toEqual(['e', 'kid', 'kty', 'n']);
  });

  test('forgets the oldest of too many', async () => {
    const seen = createSeen();
    const reading = await readKey(keyText(p * q));
    const like = (modulus: bigint) => (reading.kind === 'key' ? [{ ...reading.key, jwk: jwkOf(modulus) }] : []);
    for (let index = 0n; index <= 5_000n; index += 1n) seen.see(like(p * q + index));
    expect([seen.moduli().length, seen.find((p * q).toString(16))]).toEqual([5_000, undefined]);
  });

  test('counts other tokens of one key and nonce, a token that is there again but once', async () => {
    // Signatures of the private key 3 with the nonce 5 on P-256, which follow from 5 s = digest + 3 r.
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const { p256 } = await import('@noble/curves/nist.js');
    const { x } = p256.Point.BASE.multiply(5n);
    const trace = (digest: bigint) => {
      const s = (p256.Point.Fn.inv(5n) * (digest + 3n * x)) % order;
      return { alg: 'ES256', curve: 'P-256', r: x % order, s, digest };
    };
    const seen = createSeen();
    const counts: number[] = [];
    for (const digest of [7n, 7n, 8n, 9n, 7n]) counts.push(await seen.countAlike(trace(digest)));
    expect(counts).toEqual([0, 0, 1, 2, 2]);
  });
});
