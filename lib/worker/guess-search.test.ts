import { describe, expect, test } from 'vitest';
import type { GuessList } from './guess';
import { openGuessHere } from './guess-here';
import type { GuessPort } from './guess-port';
import { type GuessProgress, startGuessSearch } from './guess-search';
import { targetFor } from './target-example';

const ports: { open: number; posted: number } = { open: 0, posted: 0 };

/** Counts what the workers that are none are asked. */
function openPort(): GuessPort {
  const port = openGuessHere();
  ports.open += 1;
  return {
    ...port,
    post(message) {
      ports.posted += 1;
      port.post(message);
    },
    close() {
      ports.open -= 1;
      port.close();
    },
  };
}

/** A list of so many numbered words, 8 octets a line. */
function listOf(words: number, change: (words: string[]) => void = () => {}): GuessList {
  const all = Array.from({ length: words }, (_, index) => String(index).padStart(7, '0'));
  change(all);
  return { kind: 'file', file: new Blob([all.join('\n')]), name: 'words.txt' };
}

async function search(secret: string, list: GuessList, workers = 2, signal = new AbortController().signal) {
  const seen: GuessProgress[] = [];
  const target = await targetFor('SHA-256', secret);
  let clock = 0;
  const now = () => clock++;
  const run = startGuessSearch(signal, { target, list, workers, openPort, now, onProgress: (one) => seen.push(one) });
  return { run, seen };
}

describe('a search through a file', () => {
  test.each([1, 2, 3])('finds the secret and its line, with %d workers', async (workers) => {
    const list = listOf(300_000, (words) => words.splice(234_566, 1, 'needle!'));
    const { run, seen } = await search('needle!', list, workers);
    expect(await run.outcome).toMatchObject({
      kind: 'found',
      secret: { text: 'needle!', encoding: 'utf-8' },
      place: 'line 234,567 of words.txt',
    });
    expect(ports.open).toBe(0);
    const done = seen.map((one) => one.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  test('tries every line once, and says so where none is the secret', async () => {
    const { run, seen } = await search('needle', listOf(300_000));
    expect(await run.outcome).toMatchObject({
      kind: 'not-found',
      progress: { tried: 300_000, done: 2_399_999, all: 2_399_999, passedOver: 0, workers: 2, engine: 'wasm' },
    });
    expect(seen.at(0)).toMatchObject({ tried: 0, done: 0 });
    expect(ports.open).toBe(0);
  });

  test('is over at once for an empty file', async () => {
    const { run } = await search('needle', listOf(0));
    expect(await run.outcome).toMatchObject({ kind: 'not-found', progress: { tried: 0 } });
  });

  test('stops when its signal is aborted, and its workers with it', async () => {
    const controller = new AbortController();
    const { run } = await search('needle', listOf(300_000), 2, controller.signal);
    controller.abort(new Error('stopped'));
    await expect(run.outcome).rejects.toThrow('stopped');
    expect(ports.open).toBe(0);
  });

  test('rests while it is paused, and goes on where it was', async () => {
    const { run, seen } = await search('needle', listOf(1_500_000), 1);
    run.pause();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { posted } = ports;
    const rested = seen.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([ports.posted, seen.length]).toEqual([posted, rested]);
    run.resume();
    expect(await run.outcome).toMatchObject({ kind: 'not-found', progress: { tried: 1_500_000 } });
  });
});

test('a search through the built-in list tells where the secret is from', async () => {
  const { run } = await search('shop.example-secret', { kind: 'common', own: ['shop.example'] }, 1);
  expect(await run.outcome).toMatchObject({
    kind: 'found',
    place: 'the built-in list (a word of the token, with a word for a secret behind it)',
  });
});

test('a worker that cannot be had ends the search with its reason', async () => {
  const target = await targetFor('SHA-256', 'x');
  const broken = (): GuessPort => ({
    post() {},
    listen: (hear) => queueMicrotask(() => hear({ kind: 'failed', reason: 'It is not there.' })),
    close() {},
  });
  const { signal } = new AbortController();
  const options = { target, list: listOf(3), workers: 2, openPort: broken, now: () => 0, onProgress: () => {} };
  expect(await startGuessSearch(signal, options).outcome).toEqual({ kind: 'failed', reason: 'It is not there.' });
});
