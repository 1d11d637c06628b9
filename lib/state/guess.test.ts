import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseToken } from '../jose/parse-token';
import { openGuessHere } from '../worker/guess-here';
import { pasteToken, setKeyText } from './actions';
import { loadAuditor, startGathering } from './audit';
import { firstState } from './first-state';
import { guessTurn, ownWords, takeGuess } from './guess';
import { createGuessSession, type GuessStatus, type GuessWorld } from './guess-session';
import { maskedSecret, nothingWords, progressWords } from './guess-words';
import { startJobs } from './job';
import type { State } from './state';
import { createStore, type Store } from './store';
import { viewOf } from './view';

const encode = (text: string) => Buffer.from(text).toString('base64url');

function tokenWith(
  secret: string,
  payload: object = { iss: 'https://orders.shop.example', sub: 'x' },
  alg = 'HS256',
): string {
  const input = `${encode(JSON.stringify({ alg }))}.${encode(JSON.stringify(payload))}`;
  return `${input}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(input)
    .digest('base64url')}`;
}

let first: State;
beforeAll(async () => {
  first = await firstState();
});

/** A store whose jobs run, in which this token was pasted. */
async function storeWith(token: string): Promise<Store> {
  const store = createStore(first);
  startJobs(store);
  store.apply((state) => pasteToken(state, token, 0));
  await until(store, () => !viewOf(store.get()).busy);
  return store;
}

/** Waits for something that a subscription tells of. */
function until(from: { subscribe(listener: () => void): () => void }, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      stop();
      resolve();
    };
    const stop = from.subscribe(look);
    look();
  });
}

/** A world that is idle when the test says so. */
function world(changes: Partial<GuessWorld> = {}) {
  const waiting = new Set<() => void>();
  const whenIdle = (begin: () => void) => {
    waiting.add(begin);
    return () => waiting.delete(begin);
  };
  const idle = () => {
    for (const begin of waiting) begin();
    waiting.clear();
  };
  return {
    given: { openPort: openGuessHere, whenIdle, isOnline: () => true, cores: 2, now: () => 0, ...changes },
    waiting,
    idle,
  };
}

const isOver = ({ kind }: GuessStatus) => kind !== 'searching' && kind !== 'idle';

describe('whether a secret is searched', () => {
  test.each([
    ['an HMAC that does not verify', tokenWith('unknown'), 'unasked'],
    ['a signature that was cut', tokenWith('unknown').slice(0, -4), 'cannot'],
    ['a long token', tokenWith('unknown', { text: 'x'.repeat(70_000) }), 'asked'],
    ['a token that is too long', tokenWith('unknown', { text: 'x'.repeat(1_000_000) }), 'cannot'],
    ['an unsecured token', `${encode('{"alg":"none"}')}.${encode('{}')}.`, 'no'],
    ['another algorithm', `${encode('{"alg":"ES256"}')}.${encode('{}')}.${encode('x'.repeat(64))}`, 'no'],
    ['a text that is no token', 'eyJ', 'no'],
  ])('%s', async (_, token, kind) => {
    expect(guessTurn(viewOf((await storeWith(token)).get())).kind).toBe(kind);
  });

  test('a token that verifies is searched on request only', () => {
    expect(guessTurn(viewOf(first)).kind).toBe('asked');
  });
});

describe('a session', () => {
  test('finds a common secret by itself, tells the checks, and fills it in on request', async () => {
    const token = tokenWith('trustno1');
    const store = await storeWith(token);
    const auditor = await loadAuditor();
    store.apply((state) => ({ ...state, auditor }));
    startGathering(store);
    await until(store, () => store.get().gathered?.settled === store.get().settled);
    const { given, idle } = world();
    const session = createGuessSession(store, given);
    const leave = session.follow();
    expect(session.get()).toEqual({ kind: 'idle' });
    idle();
    await until(session, () => isOver(session.get()));
    const status = session.get();
    expect(status).toMatchObject({
      kind: 'found',
      place: expect.stringMatching(/^the built-in list \(common word \d+\)$/),
    });
    const { gathered, guess } = store.get();
    expect(gathered?.facts.secret).toEqual({ kind: 'guessed', list: guess?.place });
    expect(JSON.stringify(gathered?.facts)).not.toContain('trustno1');
    if (guess) store.apply((state) => takeGuess(state, guess.secret, 0));
    await until(store, () => viewOf(store.get()).verdict.kind === 'valid');
    await until(store, () => store.get().gathered?.settled === store.get().settled);
    expect(store.get().gathered?.facts.secret?.kind).toBe('guessed');
    leave();
  });

  test('is called off by a newer token and by a key that verifies', async () => {
    const store = await storeWith(tokenWith('a secret that is on no list'));
    const { given, idle, waiting } = world();
    const session = createGuessSession(store, given);
    session.follow();
    expect(waiting.size).toBe(1);
    store.apply((state) => setKeyText(state, 'a secret that is on no list', 0));
    await until(store, () => viewOf(store.get()).verdict.kind === 'valid');
    expect(waiting.size).toBe(0);
    store.apply((state) => setKeyText(state, 'x', 0));
    await until(store, () => viewOf(store.get()).verdict.kind === 'invalid');
    idle();
    expect(session.get().kind).toBe('searching');
    store.apply((state) => pasteToken(state, tokenWith('another one'), 0));
    expect(session.get().kind).toBe('idle');
  });

  test('does not begin by itself without a connection, nor twice for one token', async () => {
    const store = await storeWith(tokenWith('a secret that is on no list'));
    const off = world({ isOnline: () => false });
    createGuessSession(store, off.given).follow();
    expect(off.waiting.size).toBe(0);
    const { given, idle, waiting } = world();
    const session = createGuessSession(store, given);
    session.follow();
    idle();
    session.stop();
    store.apply((state) => setKeyText(state, 'x', 0));
    await until(store, () => viewOf(store.get()).verdict.kind === 'invalid');
    expect([session.get().kind, waiting.size]).toEqual(['idle', 0]);
  });

  test('rests after ten seconds when nobody asked for it, until somebody does', async () => {
    const store = await storeWith(tokenWith('a secret that is on no list'));
    let clock = 0;
    const { given, idle } = world({ now: () => (clock += 4_000) });
    const session = createGuessSession(store, given);
    session.follow();
    idle();
    await until(session, () => {
      const status = session.get();
      return status.kind === 'searching' && status.paused;
    });
    const rested = session.get();
    session.resume();
    await until(session, () => {
      const status = session.get();
      return status.kind === 'searching' && status.progress !== (rested.kind === 'searching' && rested.progress);
    });
    expect(session.get()).toMatchObject({ kind: 'searching', paused: false });
    session.stop();
  });

  test('searches a file when it is asked to', async () => {
    const store = await storeWith(tokenWith('needle-in-a-file', {}, 'HS512'));
    const session = createGuessSession(store, world().given);
    session.follow();
    session.search(new File(['a\r\nb\r\nneedle-in-a-file\r\n'], 'words.txt'));
    await until(session, () => isOver(session.get()));
    expect(session.get()).toMatchObject({ kind: 'found', place: 'line 3 of words.txt' });
  });
});

test('the words of a token are its names and addresses, whole and in pieces', () => {
  const words = ownWords(parseToken(tokenWith('x', { iss: 'https://orders-api.shop.example', aud: ['Café'] })));
  expect(words).toEqual(expect.arrayContaining(['orders', 'api', 'shop', 'Café', 'https://orders-api.shop.example']));
});

describe('in words', () => {
  test.each([
    ['secret', 'utf-8', 's••••• (6 characters)'],
    ['abc', 'utf-8', '••• (3 characters)'],
    ['x', 'utf-8', '• (1 character)'],
    ['70e47373', 'hex', '7••••••• (4 bytes in hex)'],
    ['a'.repeat(40), 'utf-8', 'a•••••••••••• (40 characters)'],
  ] as const)('%j in %s is masked', (text, encoding, words) => {
    expect(maskedSecret({ text, encoding })).toBe(words);
  });

  const progress = {
    tried: 2_000_000,
    passedOver: 0,
    done: 10,
    all: 40,
    milliseconds: 1_000,
    workers: 1,
    engine: 'wasm',
  } as const;

  test.each([
    [progress, '2,000,000 tried · 2.0 million a second · 3 s left'],
    [{ ...progress, all: 10_010 }, '2,000,000 tried · 2.0 million a second · 17 min left'],
    [{ ...progress, tried: 12_345 }, '12,345 tried · 12,345 a second · 3 s left'],
    [{ ...progress, tried: 5, milliseconds: 10 }, '5 tried'],
  ])('progress %#', (one, words) => {
    expect(progressWords(one)).toBe(words);
  });

  test('nothing found', () => {
    expect(nothingWords('words.txt', { ...progress, passedOver: 2 })).toBe(
      'Not found. 2,000,000 secrets from words.txt were tried in 1 s. 2 lines of more than 16,384 bytes passed over.',
    );
  });
});
