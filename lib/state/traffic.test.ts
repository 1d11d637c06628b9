import { describe, expect, test } from 'vitest';
import { type Asked, distinctRefusals, filesWords, sizeWords, type Timing, trafficOf } from './traffic';

const page = { origin: 'https://jwt.example', begun: 1_000_000 };

function timing(name: string, rest: Partial<Timing> = {}): Timing {
  return { name, initiatorType: 'script', startTime: 5, transferSize: 300, encodedBodySize: 200, ...rest };
}

describe('telling requests apart', () => {
  test.each([
    ['https://jwt.example/', {}, 'file'],
    ['https://jwt.example/_next/static/a.js', {}, 'file'],
    ['https://jwt.example/checks/index.txt?_rsc=1ab', { initiatorType: 'fetch' }, 'file'],
    ['https://jwt.example/icon.svg?icon.2icx-omvmef7-.svg', {}, 'file'],
    ['https://jwt.example/apple-icon.png?apple-icon.0a~b.png', {}, 'file'],
    ['https://jwt.example/icon.svg?icon.eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.', {}, 'other'],
    ['https://jwt.example/a.js?token=eyJ', {}, 'other'],
    ['https://jwt.example/collect', { initiatorType: 'beacon' }, 'other'],
    ['https://jwt.example:8443/a.js', {}, 'other'],
    ['https://evil.example/jwt.example/a.js', {}, 'other'],
    ['http://jwt.example/a.js', {}, 'other'],
    ['data:image/png;base64,AAAA', {}, 'none'],
    ['blob:https://jwt.example/1', {}, 'none'],
    ['no address', {}, 'none'],
  ])('%s is a %j %s', (name, rest, kind) => {
    const { files, others } = trafficOf([timing(name, rest)], page);
    expect([files.length, others.length]).toEqual({ file: [1, 0], other: [0, 1], none: [0, 0] }[kind]);
  });

  test('says what was asked for, when and how much came, and leaves the fragment out', () => {
    const [file] = trafficOf([timing('https://jwt.example/#token=eyJ', { initiatorType: 'navigation' })], page).files;
    expect(file).toEqual({
      ...{ address: 'https://jwt.example/', kind: 'page', at: 1_000_005, octets: 200, transferred: 300 },
    });
  });

  test('knows no size where another host keeps it to itself', () => {
    const hidden = { transferSize: 0, encodedBodySize: 0 };
    const { files, others } = trafficOf(
      [timing('https://evil.example/', hidden), timing('https://jwt.example/', hidden)],
      page,
    );
    expect(others[0]?.octets).toBeUndefined();
    expect(files[0]?.octets).toBe(0);
  });
});

describe('files in words', () => {
  const file = (octets: number, transferred: number): Asked => ({
    ...{ address: 'https://jwt.example/', kind: 'script', at: 0, octets, transferred },
  });
  test.each([
    [[file(512, 700)], '1 file of this page, 512 bytes'],
    [[file(600_000, 601_000), file(12_000, 13_000)], '2 files of this page, 612 KB'],
    [[file(1_400, 0)], '1 file of this page, 1.4 KB, all out of this browser’s cache'],
    [
      [file(1_400, 0), file(600, 900)],
      '2 files of this page, 2.0 KB: 600 bytes over the network, the rest out of this browser’s cache',
    ],
  ])('%#: count, size and where they came from', (files, words) => {
    expect(filesWords(files)).toBe(words);
  });

  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1.0 KB'],
    [99_900, '100 KB'],
    [999_499, '999 KB'],
    [999_500, '1.0 MB'],
    [12_345_678, '12 MB'],
  ])('%d octets are %s', (octets, words) => {
    expect(sizeWords(octets)).toBe(words);
  });
});

test('a refusal that the page’s policy and the host’s header both tell of is one', () => {
  const refusal = (of: string, at: number) => ({ directive: 'connect-src', of, at });
  const told = [refusal('a.example', 0), refusal('b.example', 1), refusal('a.example', 2), refusal('a.example', 500)];
  expect(distinctRefusals(told)).toEqual([told[0], told[1], told[3]]);
});
