import { expect, it } from 'vitest';
import { readSecret } from './secret';

/** The readings of a text, each as its encoding and its octets in hexadecimal; or where it leaves the encoding. */
function read(text: string, encoding: Parameters<typeof readSecret>[1]) {
  const reading = readSecret(text, encoding);
  if (reading.kind === 'secret')
    return reading.readings.map((one) => `${one.encoding} ${Buffer.from(one.bytes).toString('hex')}`);
  return reading.kind === 'unreadable'
    ? (reading.problems ?? []).map(({ start, end, message }) => `${start}-${end} ${message}`)
    : [];
}

it.each<[string, string[]]>([
  ['', ['utf-8 ']],
  ['é', ['utf-8 c3a9']],
  ['a b', ['utf-8 612062', 'hex ab', 'base64 69']],
  ['00ff', ['utf-8 30306666', 'hex 00ff', 'base64 d347df']],
  ['00f', ['utf-8 303066', 'base64 d347']],
  ['YQ==', ['utf-8 59513d3d', 'base64 61']],
  ['YQ', ['utf-8 5951', 'base64 61']],
  ['-_8', ['utf-8 2d5f38', 'base64url fbff']],
  ['+/8', ['utf-8 2b2f38', 'base64 fbff']],
  ['+_8', ['utf-8 2b5f38']],
  ['YWJjZ', ['utf-8 59574a6a5a']],
  ['=', ['utf-8 3d']],
  ['A', ['utf-8 41']],
])('every reading of %j is given once, the text itself first', (text, readings) => {
  expect(read(text, 'detect')).toEqual(readings);
});

it.each<[Parameters<typeof readSecret>[1], string, string]>([
  ['utf-8', ' a\n', 'utf-8 20610a'],
  ['hex', '0A fF\n', 'hex 0aff'],
  ['hex', '09afAF', 'hex 09afaf'],
  ['base64', 'Y WI\n=', 'base64 6162'],
  ['base64', 'AZaz09+/', 'base64 0196b3d3dfbf'],
  ['base64', 'YQ== ', 'base64 61'],
  ['base64url', 'AZaz09-_', 'base64url 0196b3d3dfbf'],
  ['base64url', 'YWI=', 'base64url 6162'],
])('as %s %j is its octets', (encoding, text, reading) => {
  expect(read(text, encoding)).toEqual([reading]);
});

const out = (place: number, label: string, end = place) =>
  `${place - 1}-${end} Character ${place} of the secret is not in the ${label} alphabet.`;

it.each<[Parameters<typeof readSecret>[1], string, string]>([
  ['hex', '0g', out(2, 'hexadecimal')],
  ['hex', '0/', out(2, 'hexadecimal')],
  ['hex', '0:', out(2, 'hexadecimal')],
  ['hex', '0=', out(2, 'hexadecimal')],
  ['hex', 'a🎉', out(2, 'hexadecimal', 3)],
  ['hex', '00f', '3-3 The secret is cut off: no octets have this length in hexadecimal.'],
  ['base64', 'ab-d', out(3, 'Base64')],
  ['base64', 'ab_d', out(3, 'Base64')],
  ['base64', 'a=bc', out(2, 'Base64')],
  ['base64', 'ab===', out(3, 'Base64')],
  ['base64', 'abcde', '5-5 The secret is cut off: no octets have this length in Base64.'],
  ['base64', 'abcde\n', '6-6 The secret is cut off: no octets have this length in Base64.'],
  ['base64url', 'ab+d', out(3, 'Base64URL')],
  ['base64url', 'ab/d', out(3, 'Base64URL')],
  ['base64url', 'abcde', '5-5 The secret is cut off: no octets have this length in Base64URL.'],
])('as %s %j is refused in its place', (encoding, text, problem) => {
  expect(read(text, encoding)).toEqual([problem]);
});
