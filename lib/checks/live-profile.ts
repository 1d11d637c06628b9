import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { exampleClock as clock, encode, type Recipe, signed, signedText, written } from './live-example';
import { ed25519, goodSecret, publicHalf } from './live-keys';
import type { accessTokenChecks } from './profile-access-token';
import type { dpopChecks } from './profile-dpop';
import type { eventChecks } from './profile-event';
import type { idTokenChecks } from './profile-id-token';
import type { sdJwtChecks } from './profile-sd-jwt';

type Checks =
  | typeof accessTokenChecks
  | typeof idTokenChecks
  | typeof dpopChecks
  | typeof eventChecks
  | typeof sdJwtChecks;

type Order = NonNullable<Parameters<typeof signed>[0]>;
type Members = Record<string, unknown>;

/** Of the ordinary claims only what the others keep. */
const none = { sub: undefined, client_id: undefined, jti: undefined };

function idToken(claims: Members, expectations: Order['expectations'] = {}, header: Members = {}): Recipe {
  return signed({
    header: { typ: 'JWT', ...header },
    claims: {
      aud: 'shop',
      client_id: undefined,
      jti: undefined,
      nonce: 'n-0S6_WzA2Mj',
      auth_time: clock - 90,
      ...claims,
    },
    expectations: { profile: 'id-token', ...expectations },
  });
}

/** A proof of the key in its header (RFC 9449 §4.2). */
function proof(header: Members, claims: Members, more: Partial<Order> = {}): Recipe {
  return signed({
    header: { typ: 'dpop+jwt', jwk: publicHalf(ed25519.jwk), ...header },
    claims: { ...none, iss: undefined, aud: undefined, exp: undefined, iat: clock, ...request, jti: 'e1j3', ...claims },
    key: '',
    ...more,
  });
}
const request = { htm: 'POST', htu: 'https://issuer.example/token' };

function logout(claims: Members): Recipe {
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  return signed({
    header: { typ: 'logout+jwt' },
    claims: { client_id: undefined, exp: clock + 60, events, ...claims },
  });
}

/** Salt, name and value in base64url (RFC 9901 §4.2.1), and the digest that stands for them in the claims. */
async function disclosure(name: string, value: string): Promise<{ text: string; digest: string }> {
  const text = encode(JSON.stringify(['2GLC42sKQveCfGfryNRN9w', name, value]));
  return { text, digest: encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', encodeUtf8(text)))) };
}

/** A credential with digests of what is concealed and with what is disclosed of it. */
function credential(
  concealed: [string, string],
  shown: (text: string) => string,
  expectations: Order['expectations'] = {},
) {
  return async () => {
    const { text, digest } = await disclosure(...concealed);
    const claims = { client_id: undefined, aud: undefined, _sd: [digest], _sd_alg: 'sha-256' };
    const token = await signedText({
      header: { typ: 'dc+sd-jwt' },
      claims: { ...claims, vct: 'https://issuer.example/id' },
    });
    return written(`${token}~${shown(text)}`, { key: ed25519.text, expectations })();
  };
}
const given: [string, string] = ['given_name', 'Ada'];

/** An example for every check of a profile. */
export const profileExamples: Record<Checks[number]['id'], Recipe> = {
  'access-token-typ': signed({ header: { typ: 'JWT' }, expectations: { profile: 'access-token' } }),
  'access-token-claims': signed({ claims: { aud: undefined } }),
  'id-token-as-access-token': idToken({}, { profile: 'access-token' }),
  'id-token-claims': idToken({ aud: undefined }),
  'nonce-mismatch': idToken({}, { nonce: 'n-7Kq1_TzB9Xw' }),
  'azp-mismatch': idToken({ azp: 'other-shop' }, { clientId: 'shop' }),
  'token-hash-mismatch': idToken({ at_hash: '77QmUPtjPfzWtF2AnpK9RQ' }, { accessToken: 'another access token' }),
  'long-subject': idToken({ sub: 'a'.repeat(256) }),
  'id-token-key-header': idToken({}, {}, { jku: 'https://issuer.example/keys' }),
  'stale-authentication': idToken({ auth_time: clock - 7200 }, { greatestAuthenticationAge: 3600 }),
  'dpop-typ': proof({ typ: 'JWT' }, {}),
  'dpop-alg': proof({}, {}, { by: goodSecret }),
  'dpop-key': proof({ jwk: undefined }, {}),
  'dpop-claims': proof({}, { jti: undefined }),
  'dpop-binding': proof(
    {},
    {},
    { expectations: { request: { method: 'GET', url: 'https://service.example/orders' } } },
  ),
  'logout-events': logout({ events: { 'https://issuer.example/other': {} } }),
  'logout-nonce': logout({ nonce: 'n-0S6_WzA2Mj' }),
  'logout-subject': logout({ sub: undefined }),
  'event-claims': signed({
    header: { typ: 'secevent+jwt' },
    claims: { ...none, exp: undefined, events: { 'https://issuer.example/account-disabled': {} } },
  }),
  'jarm-claims': signed({
    header: { typ: 'JWT' },
    claims: { ...none, aud: 'shop', exp: undefined, code: 'SplxlOBeZQQYbYS6WxSbIA', state: 'af0ifjsldkj' },
    expectations: { profile: 'authorization-response' },
  }),
  'client-assertion-claims': signed({
    header: { typ: 'client-authentication+jwt' },
    claims: { client_id: undefined, iss: 'shop', sub: 'other-shop', aud: 'https://issuer.example' },
  }),
  'disclosure-form': credential(given, () => `${encode('{"given_name":"Ada"}')}~`),
  'disclosure-digest': credential(given, () => `${encode('["2GLC42sKQveCfGfryNRN9w","given_name","Eve"]')}~`),
  'disclosure-placement': credential(['iss', 'https://other.example'], (text) => `${text}~`),
  'key-binding': credential(given, (text) => `${text}~`, { keyBinding: true }),
};
