import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { parseToken } from '../jose/parse-token';
import { adviseFetch, curlLine, isConfiguration, issuerOf, readAddress } from './key-set-url';

const part = (json: object) => encodeBase64url(encodeUtf8(JSON.stringify(json)));
const token = (claims: object, header: object = {}) =>
  parseToken(`${part({ alg: 'ES256', ...header })}.${part(claims)}.AAAA`);
const urls = (iss: unknown) => adviseFetch(token({ iss })).suggestions.map(({ url }) => url);

describe('an address', () => {
  it.each([
    ['https://a.example/keys', 'https://a.example/keys'],
    ['  https://a.example/keys?v=1#fragment ', 'https://a.example/keys?v=1'],
    ['http://localhost:8080/keys', 'http://localhost:8080/keys'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['HTTPS://A.example/é', 'https://a.example/%C3%A9'],
  ])('%j is asked for as %j', (text, url) => {
    expect(readAddress(text)).toMatchObject({ kind: 'address', url });
  });

  it.each([
    ['', /no address/],
    ['a.example/keys', /not an address/],
    ['http://a.example/keys', /https:/],
    ['http://[::1]/keys', /https:/],
    ['http://localhost.example/keys', /https:/],
    ['javascript:alert(1)', /https:/],
    ['data:application/json,{}', /https:/],
    ['file:///etc/keys', /https:/],
    ['https://me:secret@a.example/', /user name or a password/],
    [`https://a.example/?t=${token({ iss: 'x' }).text}`, /holds a token/],
    [`https://a.example/${'a'.repeat(2000)}`, /longer than 2000/],
  ])('%j is refused', (text, reason) => {
    const address = readAddress(text);
    expect(address.kind === 'refused' && address.reason).toMatch(reason);
    expect(JSON.stringify(address)).not.toContain('secret');
  });
});

describe('what is suggested', () => {
  it.each([
    [
      'https://a.example',
      'https://a.example/.well-known/openid-configuration',
      'https://a.example/.well-known/oauth-authorization-server',
    ],
    [
      'https://a.example/',
      'https://a.example/.well-known/openid-configuration',
      'https://a.example/.well-known/oauth-authorization-server',
    ],
    [
      'https://a.example/tenant/1',
      'https://a.example/tenant/1/.well-known/openid-configuration',
      'https://a.example/.well-known/oauth-authorization-server/tenant/1',
    ],
    [
      'https://a.example/tenant/',
      'https://a.example/tenant/.well-known/openid-configuration',
      'https://a.example/.well-known/oauth-authorization-server/tenant',
    ],
  ])('for %j is where its configuration is', (iss, ...wanted) => {
    expect(urls(iss)).toEqual(wanted);
  });

  it.each(['me', 'http://a.example', 'https://a.example/?x=1', 'https://a.example/#x', 7, null])(
    'for the issuer %j is nothing, and why',
    (iss) => {
      expect(urls(iss)).toEqual([]);
      expect(adviseFetch(token({ iss })).note).toMatch(/nothing is suggested/);
    },
  );

  it.each(['jku', 'x5u'])('is never what %s names, and that is said', (name) => {
    const advice = adviseFetch(token({ iss: 'https://a.example' }, { [name]: 'https://evil.example/keys' }));
    expect(JSON.stringify(advice)).not.toContain('evil');
    expect(advice.caution).toContain(`"${name}" is not offered`);
  });

  it('comes without a caution where there is nothing to caution of', () => {
    expect(adviseFetch(token({ iss: 'https://a.example' })).caution).toBeUndefined();
  });
});

it('names the issuer only where it is a string', () => {
  expect([issuerOf(token({ iss: 'a' })), issuerOf(token({ iss: ['a'] })), issuerOf(parseToken('x'))]).toEqual([
    'a',
    undefined,
    undefined,
  ]);
});

it('knows an address of a configuration from one of keys', () => {
  expect(isConfiguration('https://a.example/t/.well-known/openid-configuration')).toBe(true);
  expect(isConfiguration('https://a.example/.well-known/oauth-authorization-server/t')).toBe(true);
  expect(isConfiguration('https://a.example/.well-known/jwks.json')).toBe(false);
});

it('gives a command in which the address cannot end its own quotes', () => {
  const address = readAddress("https://a.example/'; rm -rf '~");
  expect(address.kind === 'address' && curlLine(address.url)).toBe(
    "curl --silent --show-error 'https://a.example/%27;%20rm%20-rf%20%27~'",
  );
});
