import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../encoding/utf8';
import type { FromGuessWorker, GuessTarget, ToGuessWorker } from './guess';
import { createGuessService } from './guess-service';
import { targetFor } from './target-example';

/** What a service answers to these messages, in order. */
async function answers(...messages: ToGuessWorker[]): Promise<FromGuessWorker[]> {
  return new Promise((resolve) => {
    const heard: FromGuessWorker[] = [];
    const ask = createGuessService((message) => {
      heard.push(message);
      if (heard.length === messages.length) resolve(heard);
    });
    for (const message of messages) ask(message);
  });
}

const lines = (file: Blob, start: number, end: number): ToGuessWorker => ({ kind: 'lines', file, start, end });

/** What comes of searching a file that is cut into pieces at these places. */
async function searchCut(target: GuessTarget, text: Uint8Array<ArrayBuffer>, cuts: number[]) {
  const file = new Blob([text]);
  const places = [0, ...new Set(cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b)), text.length];
  const pieces = places.slice(1).flatMap((end, index) => {
    const start = places[index] ?? 0;
    return start < end ? [lines(file, start, end)] : [];
  });
  const [, ...done] = await answers({ kind: 'open', target }, ...pieces);
  return done.flatMap((message) => (message.kind === 'done' ? [message] : []));
}

describe('a file in pieces', () => {
  test('is searched line by line, each once, wherever it is cut', async () => {
    const target = await targetFor('SHA-256', 'not in the file');
    const line = fc.stringMatching(/^[a-z]{0,9}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.nat()),
        async (all, end, last, cuts) => {
          const text = all.join(end) + (last ? end : '');
          const done = await searchCut(target, encodeUtf8(text), cuts);
          expect(done.reduce((sum, { tried }) => sum + tried, 0)).toBe(all.filter((one) => one !== '').length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('tells the line of the secret, wherever it is cut', async () => {
    const target = await targetFor('SHA-512', 'needle');
    const filler = fc.array(fc.stringMatching(/^[a-z]{0,5}$/), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(filler, filler, fc.array(fc.nat()), async (before, after, cuts) => {
        const text = [...before, 'needle', ...after].join('\n');
        const found = (await searchCut(target, encodeUtf8(text), cuts)).flatMap((message) => message.found ?? []);
        expect(found).toEqual([{ secret: { text: 'needle', encoding: 'utf-8' }, place: `line ${before.length + 1}` }]);
      }),
      { numRuns: 60 },
    );
  });

  test('begins behind a byte order mark', async () => {
    const [found] = await searchCut(await targetFor('SHA-256', 'needle'), encodeUtf8('\uFEFFneedle\nb'), []);
    expect(found?.found?.place).toBe('line 1');
  });

  test('gives a secret that is not UTF-8 in hexadecimal', async () => {
    const secret = Uint8Array.of(0x70, 0xe4, 0x73, 0x73);
    const [found] = await searchCut(await targetFor('SHA-256', secret), new Uint8Array([...secret, 13, 10]), []);
    expect(found?.found?.secret).toEqual({ text: '70e47373', encoding: 'hex' });
  });

  test('passes over lines that no secret is as long as', async () => {
    const text = `${'x'.repeat(100_000)}\nneedle\n${'y'.repeat(100_000)}`;
    const target = await targetFor('SHA-256', 'needle');
    const done = await searchCut(target, encodeUtf8(text), [10, 20_000, 60_000, 100_003, 100_020, 150_000]);
    expect(done.reduce((sum, { passedOver }) => sum + passedOver, 0)).toBe(2);
    expect(done.flatMap(({ found }) => found?.place ?? [])).toEqual(['line 2']);
  });

  test('that can no longer be read is said so', async () => {
    const file = new Blob(['a']);
    file.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) as unknown as Blob;
    const heard = await answers({ kind: 'open', target: await targetFor('SHA-256', 'x') }, lines(file, 0, 1));
    expect(heard[1]).toEqual({ kind: 'failed', reason: 'The file can no longer be read.' });
  });
});

describe('the built-in list', () => {
  /** The first unit that finds the secret, and what it says. */
  async function find(secret: string | Uint8Array, own: string[] = []) {
    const target = await targetFor('SHA-256', secret);
    return new Promise<FromGuessWorker>((resolve) => {
      let unit = 0;
      let units = 0;
      const ask = createGuessService((message) => {
        if (message.kind === 'ready') units = message.units;
        if (message.kind === 'done' && message.found) return resolve(message);
        if (message.kind === 'failed' || unit === units) return resolve(message);
        ask({ kind: 'common', unit: unit++ });
      });
      ask({ kind: 'open', target, own });
    });
  }

  test.each([
    ['your-256-bit-secret', /^known example \d+$/],
    ['', /^the empty secret$/],
    ['\0', /^the empty secret$/],
    ['password', /^(?:known example|common word) \d+$/],
    ['Trustno1', /^common word \d+, with a capital letter$/],
    ['SHADOW', /^common word \d+, in capitals$/],
    ['dragon-secret', /^common word \d+, with a word for a secret behind it$/],
    ['monkey1987', /^common word \d+, with a year behind it$/],
    ['p4ssw0rd', /^common word [\d,]+$/],
    ['bW9ua2V5', /^common word \d+, in Base64$/],
    ['orders-api-secret', /^a word of the token, with a word for a secret behind it$/],
    ['20041987', /^a date$/],
    ['~{', /^up to 3 printable characters$/],
  ])('has %j', async (secret, place) => {
    const message = await find(secret, ['orders-api']);
    expect(message).toMatchObject({ kind: 'done', found: { place: expect.stringMatching(place) } });
  });

  test('has known secrets as they decode, and says how to type them', async () => {
    const text = '404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970';
    expect(await find(Uint8Array.from(Buffer.from(text, 'hex')))).toMatchObject({
      found: { secret: { text, encoding: 'hex' }, place: expect.stringMatching(/^known example \d+, decoded$/) },
    });
  });
});
