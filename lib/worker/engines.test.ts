import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../encoding/utf8';
import type { GuessTarget } from './guess';
import { lineAt } from './lines';
import { openNobleEngine } from './noble-engine';
import { openEngine } from './open-engine';
import { LONGEST_SECRET } from './secret-engine';
import { targetFor } from './target-example';
import { openWasmEngine } from './wasm-engine';

const HASHES = ['SHA-256', 'SHA-384', 'SHA-512'] as const;

async function engines(target: GuessTarget) {
  const wasm = openWasmEngine(target);
  if (!wasm) throw new Error('this Node has no WebAssembly with vectors');
  return [wasm, await openNobleEngine(target)];
}

const octets = (maxLength: number) => fc.uint8Array({ maxLength });
/** A secret as a line can hold it: no line breaks in it, and not empty. */
const secretLine = octets(300)
  .map((line) => line.map((octet) => (octet === 10 || octet === 13 ? 65 : octet)))
  .filter((line) => line.length > 0);

function joinLines(lines: readonly Uint8Array[], end: string): Uint8Array {
  return new Uint8Array(lines.flatMap((line) => [...line, ...encodeUtf8(end)]));
}

beforeAll(() =>
  expect(openWasmEngine({ hash: 'SHA-256', message: new Uint8Array(), digest: new Uint8Array(32) })).toBeDefined(),
);

describe.each(HASHES)('HMAC with %s', (hash) => {
  test('any secret is found among any others, for any message, by both engines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(secretLine, { minLength: 1, maxLength: 9 }),
        fc.nat(),
        octets(400),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        async (lines, pick, message, end) => {
          const secret = lines[pick % lines.length] as Uint8Array;
          const text = joinLines(lines, end);
          for (const engine of await engines(await targetFor(hash, secret, message))) {
            const { at } = engine.search(text);
            expect(at).toBeGreaterThanOrEqual(0);
            const found = text.subarray(at, lineAt(text, at).end);
            // HMAC fills a short secret up with zeros: with and without them it is the same (RFC 2104 §2).
            expect(String(found).replace(/(,0)+$/, '')).toBe(String(secret).replace(/(,0)+$/, ''));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('nothing is found where one bit of the signature is another', async () => {
    await fc.assert(
      fc.asyncProperty(secretLine, octets(300), fc.nat(), async (secret, message, place) => {
        const { digest, ...rest } = await targetFor(hash, secret, message);
        const changed = digest.map((octet, index) =>
          index === place % digest.length ? octet ^ (1 << (place % 8)) : octet,
        );
        for (const engine of await engines({ ...rest, digest: changed })) {
          expect(engine.search(joinLines([secret, secret], '\n')).at).toBe(-1);
          expect(engine.isSecret(secret)).toBe(false);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('octets that no line can hold are tried too, and none at all', async () => {
    for (const secret of [Uint8Array.of(10, 13, 10), new Uint8Array(), new Uint8Array(500).fill(10)]) {
      for (const engine of await engines(await targetFor(hash, secret, encodeUtf8('a.b')))) {
        expect(engine.isSecret(secret)).toBe(true);
        expect(engine.isSecret(Uint8Array.of(1))).toBe(false);
      }
    }
  });
});

test.each(['wasm', 'script'] as const)('lines that are too long are passed over, and counted (%s)', async (kind) => {
  const target = await targetFor('SHA-256', encodeUtf8('needle'), encodeUtf8('a.b'));
  const engine = (await engines(target)).find((one) => one.kind === kind);
  const longest = 'x'.repeat(LONGEST_SECRET);
  const text = `${longest}\n${longest}x\r\n\r\n\nneedle`;
  expect(engine?.search(encodeUtf8(text))).toEqual({ at: text.indexOf('needle'), tried: 2, passedOver: 1 });
});

test('a text longer than the window of the engine is cut between lines', async () => {
  const engine = await openEngine(await targetFor('SHA-512', encodeUtf8('needle'), encodeUtf8('a.b')));
  const filler = `${'x'.repeat(9_999)}\n`.repeat(420);
  expect(engine.kind).toBe('wasm');
  expect(engine.search(encodeUtf8(`${filler}needle\n`))).toEqual({ at: filler.length, tried: 421, passedOver: 0 });
});

test('what was found before is not found again in another text', async () => {
  for (const engine of await engines(await targetFor('SHA-256', 'needle'))) {
    expect(engine.search(encodeUtf8('a\nb\nc\nneedle')).at).toBe(6);
    expect(engine.search(encodeUtf8('a\nb')).at).toBe(-1);
    expect(engine.isSecret(encodeUtf8('a'))).toBe(false);
  }
});
