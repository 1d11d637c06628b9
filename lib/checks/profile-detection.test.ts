import { describe, expect, it } from 'vitest';
import { parseToken } from '../jose/parse-token';
import { profileOf, profiles } from '../registry/profiles';
import { tokenText } from './examples';
import { detectProfile } from './profile-detection';

const detect = (header: object, payload: object) => detectProfile(parseToken(tokenText({ ...header }, { ...payload })));
const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };

describe('the kind of a token', () => {
  it.each(profiles.flatMap(({ id, types }) => types.map((type) => [type, id] as const)))(
    'is certain by the type %s',
    (typ, id) => {
      const found = detect({ alg: 'ES256', typ: `application/${typ}` }, {});
      expect(found).toMatchObject({ profile: id, confidence: 'certain', because: [`"typ" is "${typ}"`] });
    },
  );

  it.each([
    ['id-token', 'likely', { iss: 'a', sub: 'b', aud: 'c', at_hash: 'd' }],
    ['id-token', 'likely', { iss: 'a', sub: 'b', aud: 'c', nonce: 'd' }],
    ['id-token', 'likely', { iss: 'a', typ: 'ID' }],
    ['id-token', 'likely', { iss: 'a', token_use: 'id' }],
    ['id-token', 'guess', { iss: 'a', sub: 'b', aud: 'c', email: 'd' }],
    ['access-token', 'likely', { iss: 'a', sub: 'b', aud: 'c', scope: 'd', nonce: 'e' }],
    ['access-token', 'likely', { iss: 'a', typ: 'Bearer', scope: 'x' }],
    ['access-token', 'guess', { iss: 'a', scope: 'd' }],
    ['dpop-proof', 'likely', { jti: 'a', htm: 'GET', htu: 'https://a.example' }],
    ['logout-token', 'likely', { iss: 'a', events }],
    ['security-event', 'likely', { iss: 'a', events: { 'urn:x': {} } }],
    ['client-assertion', 'likely', { iss: 'a', sub: 'a', aud: 'b', exp: 1, jti: 'c' }],
    ['client-assertion', 'guess', { iss: 'a', sub: 'a', aud: 'b', exp: 1 }],
    ['authorization-response', 'likely', { iss: 'a', aud: 'b', exp: 1, code: 'c', state: 'd' }],
    ['sd-jwt', 'likely', { iss: 'a', _sd: [], _sd_alg: 'sha-256' }],
  ])('is %s, %s, by the claims %j', (profile, confidence, payload) => {
    expect(detect({ alg: 'ES256', typ: 'JWT' }, payload)).toMatchObject({ profile, confidence });
  });

  it.each([
    [{ typ: 'JWT' }, { sub: 'a' }],
    [{ typ: 'passport' }, { iss: 'a', sub: 'b', aud: 'c', nonce: 'd' }],
    [{}, {}],
  ])('is not known of %j over %j', (header, payload) => {
    expect(detect({ alg: 'ES256', ...header }, payload)).toBeUndefined();
  });

  it('is SD-JWT by its tildes', () => {
    expect(detectProfile(parseToken(`${tokenText({ alg: 'ES256' }, {})}~`))).toMatchObject({
      profile: 'sd-jwt',
      confidence: 'certain',
    });
  });

  it('that is a security event of logout is a logout token', () => {
    expect(detect({ alg: 'ES256', typ: 'secevent+jwt' }, { events })?.profile).toBe('logout-token');
  });
});

it('each profile is found by its id', () => {
  for (const profile of profiles) expect(profileOf(profile.id)).toBe(profile);
});
