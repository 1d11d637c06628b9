import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { attachPayload, isDetached, mayBeDetached } from './detached';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import type { JwsToken } from './token';
import { verifyJws } from './verify-jws';

const { signal } = new AbortController();
const secret = 'a string secret at least 256 bits long';
const key = readKey(secret, { encoding: 'utf-8' });
const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const plain = encode('{"alg":"HS256"}');
const unencoded = encode('{"alg":"HS256","b64":false,"crit":["b64"]}');
const binary = new Uint8Array([0xff, 0x2e, 0x00, 0xfe]);

function sign(header: string, payload: string | Uint8Array): string {
  return createHmac('sha256', secret).update(`${header}.`).update(payload).digest('base64url');
}
const forms = (header: string, signature: string): string[] => [
  `${header}..${signature}`,
  `{"protected":"${header}","signature":"${signature}"}`,
  `{"payload":"","protected":"${header}","signature":"${signature}"}`,
  `{"signatures":[{"protected":"${header}","signature":"${signature}"}]}`,
];

describe('a detached payload', () => {
  it.each([
    ['a JSON text', plain, encodeUtf8('{"sub":"x"}'), encode('{"sub":"x"}')],
    ['octets that are no text', plain, binary, encodeBase64url(binary)],
    ['an unencoded text with a dot', unencoded, encodeUtf8('$.02'), '$.02'],
    ['unencoded octets that are no text', unencoded, binary, binary],
  ])('that is %s is verified where it was attached, and only there', async (_name, header, payload, signed) => {
    for (const text of forms(header, sign(header, signed))) {
      const token = parseToken(text);
      if (!mayBeDetached(token)) throw new Error(`no payload is missing from ${text}`);
      expect((await verifyJws(signal, token, await key)).kind).toBe('invalid');
      const whole = attachPayload(token, payload);
      expect(await verifyJws(signal, whole, await key)).toMatchObject({ kind: 'valid' });
      expect((await verifyJws(signal, attachPayload(token, encodeUtf8('x')), await key)).kind).toBe('invalid');
      expect(whole.text).toBe(text);
      expect(whole.payload.bytes).toEqual(payload);
      expect(whole.parts.filter(({ name }) => name === 'payload')).toEqual([whole.payload]);
      const places = whole.parts.map(({ start }) => start);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it.each([
    ['a compact token without a payload', `${plain}..AAAA`, true],
    ['one with a payload', `${plain}.e30.AAAA`, false],
    ['one in JSON without the member', `{"protected":"${plain}","signature":"AAAA"}`, true],
    ['one in JSON with an empty payload', `{"payload":"","protected":"${plain}","signature":"AAAA"}`, false],
    ['one in JSON with a payload', `{"payload":"e30","protected":"${plain}","signature":"AAAA"}`, false],
  ])('of %s is told', (_name, text, expected) => {
    const token = parseToken(text) as JwsToken;
    expect(isDetached(token)).toBe(expected);
    if (mayBeDetached(token)) expect(isDetached(attachPayload(token, binary))).toBe(true);
  });

  it('is not what a token without a signature, an SD-JWT or a JWE has', () => {
    for (const text of ['', `${plain}..AAAA~`, `${encode('{"alg":"dir","enc":"A128GCM"}')}..AAAA.AAAA.AAAA`]) {
      expect(mayBeDetached(parseToken(text))).toBe(false);
    }
  });
});
