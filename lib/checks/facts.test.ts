import { constants, createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KeyReading } from '../jose/key';
import { parseToken } from '../jose/parse-token';
import { readKey } from '../jose/read-key';
import { conceal, issue } from '../jose/sd-jwt-example';
import { signJws } from '../jose/sign-jws';
import type { Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import { authority, leaf, leafKey, root } from './certificate-chain-example';
import type { CheckContext } from './check';
import { clock, describeExamples, type Example, plainClaims, tokenText } from './examples';
import type { Expectations } from './expectations';
import { gatherFacts } from './facts';
import { runChecks } from './index';
import { sdJwtChecks } from './profile-sd-jwt';

const { signal } = new AbortController();
const empty: KeyReading = { kind: 'empty' };
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const invalid: Verdict = { kind: 'invalid', alg: 'x', tried: [] };
const week = 604_800;

async function contextFor(
  token: Token,
  key = empty,
  expectations: Expectations = {},
  keyText = '',
): Promise<CheckContext> {
  const verdict = { kind: 'unverified', reason: 'x' } as const;
  const facts = await gatherFacts(signal, token, key, { expectations, keyText });
  return { token, key, verdict, now: clock + week, leeway: 0, expectations, facts };
}

const messagesOf = (context: CheckContext, id: string) =>
  runChecks(context).flatMap(({ check, message }) => (check.id === id ? [message] : []));

describe('certificates', () => {
  const chained = (parameters: object) => parseToken(tokenText({ alg: 'ES256', ...parameters }));

  it('that sign one another are in order, and their digests are known', async () => {
    const sha256 = createHash('sha256').update(Buffer.from(leaf, 'base64')).digest('base64url');
    const sha1 = createHash('sha1').update(Buffer.from(leaf, 'base64')).digest('base64url');
    const key = await readKey(JSON.stringify(leafKey));
    const token = chained({ x5c: [leaf, authority, root], 'x5t#S256': sha256, x5t: sha1 });
    const context = await contextFor(token, key);
    expect(context.facts?.certificates?.map(({ signedByNext }) => signedByNext)).toEqual([true, true, undefined]);
    expect(['x5c-mismatch', 'x5t-mismatch'].flatMap((id) => messagesOf(context, id))).toEqual([]);
  });

  it('that do not are told', async () => {
    const context = await contextFor(
      chained({ x5c: [leaf, leaf, root], 'x5t#S256': Buffer.alloc(32).toString('base64url') }),
    );
    expect(messagesOf(context, 'x5c-mismatch')).toEqual(['Certificate 1 of "x5c" is not signed by certificate 2.']);
    expect(messagesOf(context, 'x5t-mismatch')).toEqual([
      '"x5t#S256" is not the thumbprint of the first certificate of "x5c".',
    ]);
  });

  it('of another key are told by the key’s thumbprint', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    const context = await contextFor(chained({ x5c: [leaf] }), await readKey(JSON.stringify(other)));
    expect(messagesOf(context, 'x5c-mismatch')).toEqual([
      'The first certificate of "x5c" is not that of the key in hand.',
    ]);
  });

  it.each([[['!']], [[5]], [['AAAA', leaf]]])('that are none do no harm: %j', async (x5c) => {
    const { facts } = await contextFor(chained({ x5c }));
    expect(facts?.certificates?.[0]?.facts).toBeUndefined();
  });
});

describe('a secret that must not be one', () => {
  const hs256 = (secret: string | Buffer) => {
    const input = `${encode({ alg: 'HS256', typ: 'at+jwt' })}.${encode(plainClaims)}`;
    return parseToken(`${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`);
  };
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();

  it.each([
    ['as it is in PEM', pem],
    ['without the last line break', pem.trim()],
    ['in PKCS #1', publicKey.export({ format: 'pem', type: 'pkcs1' }).toString()],
  ])('is found to be the public key %s', async (_, secret) => {
    const context = await contextFor(hs256(secret), await readKey(pem), {}, pem);
    expect(messagesOf(context, 'algorithm-confusion')).toHaveLength(1);
  });

  it.each([
    ['with a line break behind it', pem.trim(), `${pem.trim()}\n`],
    ['without the blanks around it', `  ${pem}\n\n`, pem.trim()],
    ['with the line breaks of one system for those of another', pem.replaceAll('\n', '\r\n'), pem.trim()],
  ])('is found to be the text in the key field, %s', async (_, keyText, secret) => {
    const key = await readKey(pem);
    const { facts } = await contextFor(hs256(secret), key, {}, keyText);
    expect(facts?.secret).toMatchObject({ kind: 'public-key' });
  });

  it('is found to be the JWK of a key that is in hand, and no empty text', async () => {
    const key = await readKey(pem);
    const jwk = key.kind === 'key' ? JSON.stringify(key.key.jwk) : '';
    const { facts } = await contextFor(hs256(jwk), key, {}, jwk);
    expect(facts?.secret).toMatchObject({ kind: 'public-key', form: 'the text in the key field' });
    expect((await contextFor(hs256('x'), key, {}, ' ')).facts?.secret).toBeUndefined();
  });

  it.each<string | Buffer<ArrayBuffer>>(['', Buffer.alloc(32)])('is found to be empty, or zeros', async (secret) => {
    expect(messagesOf(await contextFor(hs256(secret)), 'empty-key-signature')).toHaveLength(1);
  });

  it('is not found where it is another', async () => {
    const { facts } = await contextFor(hs256('x'), await readKey(pem), {}, pem);
    expect(facts?.secret).toBeUndefined();
  });
});

describe('the salt of RSASSA-PSS', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  it.each([
    [222, ['The salt of the signature has 222 octets; PS256 asks for 32.']],
    [0, ['The salt of the signature has 0 octets; PS256 asks for 32.']],
    [32, []],
  ])('of %d octets', async (saltLength, messages) => {
    const input = `${encode({ alg: 'PS256' })}.${encode(plainClaims)}`;
    const signature = sign('sha256', Buffer.from(input), {
      key: privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength,
    });
    const key = await readKey(publicKey.export({ format: 'pem', type: 'spki' }).toString());
    const token = parseToken(`${input}.${signature.toString('base64url')}`);
    const facts = await gatherFacts(signal, token, key, { verdict: invalid });
    expect(messagesOf({ token, key, verdict: invalid, now: clock, leeway: 0, facts }, 'pss-salt-length')).toEqual(
      messages,
    );
  });
});

it('keys with a prime in common are found', async () => {
  const [p, q, r] = [1000003n, 1000033n, 1000037n];
  const jwk = (n: bigint) => ({
    kty: 'RSA',
    e: 'AQAB',
    n: Buffer.from(n.toString(16).padStart(10, '0'), 'hex').toString('base64url'),
  });
  const key = await readKey(JSON.stringify({ keys: [jwk(p * q), jwk(q * r), jwk(p * q)] }));
  const { facts } = await contextFor(parseToken(tokenText()), key);
  expect(facts?.sharedFactors).toHaveLength(2);
});

it('the hashes of OpenID Connect are those of its example', async () => {
  // OpenID Connect Core 1.0, appendix A.3 and A.4.
  const expectations = {
    accessToken: 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y',
    code: 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk',
  };
  const { facts } = await contextFor(parseToken(tokenText({ alg: 'RS256' })), empty, expectations);
  expect(facts?.digests).toMatchObject({ accessToken: '77QmUPtjPfzWtF2AnpK9RQ', code: 'LDktKdoQak3Pk0cnXxCltA' });
});

describe('a proof', () => {
  it('is verified with its own key, which is named by its thumbprint', async () => {
    const { x, y, crv, kty } = leafKey;
    const header = JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } });
    const payload = JSON.stringify({ jti: 'a', htm: 'GET', htu: 'https://a.example', iat: clock });
    const outcome = await signJws(signal, { header, payload }, await readKey(JSON.stringify(leafKey)));
    if (outcome.kind === 'cannot-sign') throw new Error(outcome.reason);
    const token = parseToken(outcome.token);
    expect((await contextFor(token)).facts?.proof).toMatchObject({ verdict: { kind: 'valid' } });
    const other = parseToken(`${outcome.token.slice(0, -4)}AAAA`);
    expect(messagesOf(await contextFor(other), 'dpop-key')).toEqual([
      'The signature does not verify with the key in "jwk".',
    ]);
  });
});

it('gathering ends with the signal', async () => {
  const controller = new AbortController();
  controller.abort(new Error('enough'));
  await expect(gatherFacts(controller.signal, parseToken(tokenText({ alg: 'HS256' })), empty)).rejects.toThrow(
    'enough',
  );
});

const one = await conceal(['salt', 'given_name', 'Ada']);
const two = await conceal(['salt', 'family_name', 'Lovelace']);
const taken = await conceal(['salt', 'iss', 'b']);
const issued = (digests: string[], texts: string[], more: object = {}) =>
  issue(JSON.stringify({ iss: 'a', ...more, _sd: digests, _sd_alg: 'sha-256' }), texts);
const sdJwt = async (text: string, expectations: Expectations = {}) =>
  contextFor(parseToken(text), empty, expectations);
const good = await sdJwt(await issued([one.digest, two.digest], [one.text]));

describeExamples(sdJwtChecks, {
  'disclosure-form': { fires: await sdJwt(await issued([one.digest], ['WyJh'])), quiet: good },
  'disclosure-digest': { fires: await sdJwt(await issued([one.digest], [two.text])), quiet: good },
  'disclosure-placement': { fires: await sdJwt(await issued([taken.digest], [taken.text])), quiet: good },
  'key-binding': { fires: await sdJwt(good.token.text, { keyBinding: true }), quiet: good },
} satisfies Record<(typeof sdJwtChecks)[number]['id'], Example>);
