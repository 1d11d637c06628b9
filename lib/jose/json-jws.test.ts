import { generateKeyPairSync } from 'node:crypto';
import * as jose from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { attachPayload } from './detached';
import { headerValue, parseToken, withSigner } from './parse-token';
import { readKey } from './read-key';
import { signJws } from './sign-jws';
import type { JwsToken, SdJwtToken } from './token';
import { verifyEach, verifyJws } from './verify-jws';

const { signal } = new AbortController();
const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const ecText = JSON.stringify({ ...ec.privateKey.export({ format: 'jwk' }), kid: 'one' });
const edText = JSON.stringify({ ...ed.privateKey.export({ format: 'jwk' }), kid: 'two' });
const both = `{"keys":[${edText},${ecText}]}`;
const claims = '{ "sub":"x" }';

const read = (text: string) => parseToken(text) as JwsToken;
const kinds = async (text: string, keyText: string) =>
  (await verifyEach(signal, parseToken(text), await readKey(keyText))).map(({ kind }) => kind);

/** Made by jose: the first signature with a protected header and a `kid` outside, the second without a protected one. */
let general: string;
let flattened: string;

beforeAll(async () => {
  const made = await new jose.GeneralSign(encodeUtf8(claims))
    .addSignature(ec.privateKey)
    .setProtectedHeader({ alg: 'ES256' })
    .setUnprotectedHeader({ kid: 'one' })
    .addSignature(ed.privateKey)
    .setUnprotectedHeader({ alg: 'EdDSA', kid: 'two' })
    .sign();
  general = JSON.stringify(made, undefined, '\t');
  const one = await new jose.FlattenedSign(encodeUtf8(claims)).setProtectedHeader({ alg: 'ES256' }).sign(ec.privateKey);
  flattened = `${JSON.stringify(one).slice(0, -1)}, "extra":[1e400,"\\u0061"]}`;
});

describe('verifying', () => {
  it('gives a verdict for each signature, with its own headers', async () => {
    expect(await kinds(general, both)).toEqual(['valid', 'valid']);
    expect(await kinds(general, ecText)).toEqual(['valid', 'cannot-check']);
    expect(await kinds(flattened, ecText)).toEqual(['valid']);
    const second = await verifyJws(signal, withSigner(read(general), 1), await readKey(both));
    expect(second).toMatchObject({ kind: 'valid', alg: 'EdDSA', used: { index: 0, by: 'kid' } });
  });

  it('gives one verdict where there are no signatures', async () => {
    expect(await kinds('', ecText)).toEqual(['cannot-check']);
    expect(await kinds('{"a":1}', ecText)).toEqual(['cannot-check']);
    expect(await kinds(`${encode('{"alg":"dir","enc":"x"}')}....`, ecText)).toEqual(['cannot-check']);
  });

  it('calls a changed payload invalid for every signature, and a broken signature for its own', async () => {
    expect(await kinds(general.replace(encode(claims), encode('{}')), both)).toEqual(['invalid', 'invalid']);
    const { signature } = withSigner(read(general), 1);
    expect(await kinds(general.replace(signature.encoded, `${signature.encoded}!`), both)).toEqual([
      'valid',
      'cannot-check',
    ]);
  });

  it.each([
    ['"crit" outside', '"header":{"crit":["x"],"x":1}', 'bad-crit'],
    ['"b64" outside', '"header":{"b64":false}', 'bad-crit'],
    ['a parameter inside and outside', '"header":{"alg":"ES256"}', 'malformed-token'],
    ['"protected" twice', `"protected":"${encode('{"alg":"none"}')}"`, 'malformed-token'],
    ['"signatures" beside "signature"', '"signatures":[]', 'malformed-token'],
  ])('proves nothing with %s', async (_name, member, code) => {
    const [verdict] = await verifyEach(signal, read(`${flattened.slice(0, -1)},${member}}`), await readKey(ecText));
    expect(verdict).toMatchObject({ kind: 'cannot-check', code });
  });

  it('proves nothing without any "alg"', async () => {
    const text = '{"payload":"e30","header":{},"signature":""}';
    expect(await verifyJws(signal, parseToken(text), await readKey(ecText))).toMatchObject({ code: 'missing-alg' });
    const unsecured = '{"payload":"e30","header":{"alg":"none"},"signature":""}';
    expect(await kinds(unsecured, ecText)).toEqual(['unsecured']);
  });

  it('stops when it is aborted', async () => {
    await expect(verifyEach(AbortSignal.abort(), read(general), await readKey(both))).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('signing like a token in JSON', () => {
  const sign = async (like: JwsToken | SdJwtToken, header: string, payload: string, keyText: string) => {
    const outcome = await signJws(signal, { header, payload }, await readKey(keyText), { like });
    if (outcome.kind === 'cannot-sign') throw new Error(outcome.reason);
    return outcome.token;
  };

  it('replaces header, payload and signature, and leaves all else to the character', async () => {
    const like = read(flattened);
    const text = await sign(like, '{"alg":"ES256","typ":"x"}', '{"sub":"y"}', ecText);
    const token = read(text);
    expect(text).toBe(
      flattened
        .replace(like.header.encoded, token.header.encoded)
        .replace(like.payload.encoded, token.payload.encoded)
        .replace(like.signature.encoded, token.signature.encoded),
    );
    expect(token).toMatchObject({ header: { text: '{"alg":"ES256","typ":"x"}' }, payload: { text: '{"sub":"y"}' } });
    expect(await kinds(text, ecText)).toEqual(['valid']);
    const { payload } = await jose.flattenedVerify(JSON.parse(text), ec.publicKey);
    expect(new TextDecoder().decode(payload)).toBe('{"sub":"y"}');
  });

  it.each([0, 1])(
    'signs for the signer %d, whose other headers count, and leaves the other its signature',
    async (index) => {
      const like = withSigner(read(general), index);
      const text = await sign(like, like.header.text ?? '', claims, index === 0 ? ecText : edText);
      expect(await kinds(text, both)).toEqual(['valid', 'valid']);
      const other = withSigner(read(text), 1 - index);
      expect(other.signature.encoded).toBe(withSigner(read(general), 1 - index).signature.encoded);
      expect(headerValue(withSigner(read(text), index), 'kid')).toMatchObject({ value: index === 0 ? 'one' : 'two' });
      const changed = await sign(like, like.header.text ?? '', '{}', index === 0 ? ecText : edText);
      expect(await kinds(changed, both)).toEqual(index === 0 ? ['valid', 'invalid'] : ['invalid', 'valid']);
    },
  );

  it('gives a protected header to a signature that had none', async () => {
    const like = withSigner(read(general), 1);
    const text = await sign(like, '{"typ":"x"}', claims, edText);
    expect(withSigner(read(text), 1).header.text).toBe('{"typ":"x"}');
    expect(await kinds(text, both)).toEqual(['valid', 'valid']);
    expect(await sign(like, '{}', claims, edText)).toBe(general);
  });

  it('leaves a detached payload out', async () => {
    const { payload: _, ...rest } = JSON.parse(flattened);
    const bare = read(JSON.stringify(rest));
    for (const like of [bare, attachPayload(bare, encodeUtf8(claims))]) {
      const text = await sign(like, '{"alg":"ES256"}', '{"sub":"y"}', ecText);
      expect(JSON.parse(text)).not.toHaveProperty('payload');
      const token = attachPayload(read(text), encodeUtf8('{"sub":"y"}'));
      expect((await verifyJws(signal, token, await readKey(ecText))).kind).toBe('valid');
    }
    const compact = attachPayload(read(`${encode('{"alg":"ES256"}')}..AAAA`), encodeUtf8('x'));
    expect(await sign(compact, '{"alg":"ES256"}', 'x', ecText)).toMatch(/^[\w-]+\.\.[\w-]+$/);
  });

  it.each(['$.02', '{"a":"é\n"}', ''])('writes the unencoded payload %j as a JSON string', async (payload) => {
    const header = '{"alg":"ES256","b64":false,"crit":["b64"]}';
    const text = await sign(read(flattened), header, payload, ecText);
    expect(JSON.parse(text).payload).toBe(payload);
    expect(await kinds(text, ecText)).toEqual(['valid']);
    await jose.flattenedVerify({ ...JSON.parse(text), payload: encodeUtf8(payload) }, ec.publicKey);
  });

  it('keeps the spelling of an unencoded payload that was not edited', async () => {
    const header = '{"alg":"ES256","b64":false,"crit":["b64"]}';
    const text = (await sign(read(flattened), header, 'ab', ecText)).replace('"ab"', '"\\u0061b"');
    expect(await kinds(text, ecText)).toEqual(['valid']);
    expect(await sign(read(text), header, 'ab', ecText)).toContain('"\\u0061b"');
  });

  it('refuses octets that are no text where they must stand unencoded, and no others', async () => {
    const header = '{"alg":"ES256","b64":false,"crit":["b64"]}';
    const payload = new Uint8Array([0xff]);
    const key = await readKey(ecText);
    const refused = await signJws(signal, { header, payload }, key, { like: read(flattened) });
    expect(refused).toMatchObject({ kind: 'cannot-sign', code: 'unfit-payload' });
    const { kind } = await signJws(signal, { header: '{"alg":"ES256"}', payload }, key, { like: read(flattened) });
    expect(kind).toBe('signed');
    const like = read(`${encode(header)}..AAAA`);
    const detached = await signJws(signal, { header, payload }, key, { like });
    expect(detached.kind).toBe('signed');
  });

  it('keeps the disclosures of an SD-JWT in either form', async () => {
    const header = '{"alg":"ES256"}';
    const compact = `${encode(header)}.e30.AAAA~${encode('["s",1]')}~`;
    const like = parseToken(compact) as SdJwtToken;
    expect(await sign(like, header, '{}', ecText)).toMatch(/^[\w-]+\.e30\.[\w-]{86}~WyJzIiwxXQ~$/);
    const inJson = `{"payload":"e30","protected":"${encode(header)}","header":{"disclosures":["WyJzIiwxXQ"]},"signature":""}`;
    const text = await sign(parseToken(inJson) as SdJwtToken, header, '{}', ecText);
    expect(parseToken(text)).toMatchObject({ kind: 'sd-jwt', disclosures: [{ encoded: 'WyJzIiwxXQ' }] });
    expect(await kinds(text, ecText)).toEqual(['valid']);
  });

  it('writes an unsecured token with an empty signature', async () => {
    const text = await sign(read(flattened), '{"alg":"none"}', '{}', '');
    expect(JSON.parse(text)).toMatchObject({ payload: 'e30', signature: '' });
  });
});
