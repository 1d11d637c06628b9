import { type CorpusEntry, clock } from './entry';

const iat = clock - 60;
const proofKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
  y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
};

/** Tokens of protocols other than logging in, as their specifications have them. */
export const protocolTokens: readonly CorpusEntry[] = [
  {
    id: 'security-event-risc',
    alg: 'ES256',
    header: { typ: 'secevent+jwt', kid: 'a' },
    payload: {
      iss: 'https://idp.example.com/',
      jti: '756E69717565206964656E746966696572',
      iat,
      aud: '636C69656E745F6964',
      sub_id: { format: 'iss_sub', iss: 'https://idp.example.com/', sub: '7375626A656374' },
      events: { 'https://schemas.openid.net/secevent/risc/event-type/account-disabled': { reason: 'hijacking' } },
    },
  },
  {
    id: 'client-assertion',
    alg: 'ES256',
    header: { typ: 'client-authentication+jwt', kid: 'a' },
    payload: {
      iss: 'shop',
      sub: 'shop',
      aud: 'https://id.shop.example/token',
      iat,
      exp: iat + 300,
      jti: 'b8c7d6e5-f4a3-4b2c-9d1e-0f9a8b7c6d5e',
    },
  },
  {
    id: 'client-assertion-untyped',
    alg: 'RS256',
    header: { typ: 'JWT', kid: 'a' },
    payload: {
      iss: 'shop',
      sub: 'shop',
      aud: 'https://id.shop.example/token',
      iat,
      exp: iat + 300,
      jti: 'c7d6e5f4-a3b2-4c1d-8e0f-9a8b7c6d5e4f',
    },
  },
  {
    id: 'authorization-response',
    alg: 'RS256',
    header: { typ: 'JWT', kid: 'a' },
    payload: {
      iss: 'https://accounts.shop.example',
      aud: 's6BhdRkqt3',
      exp: iat + 600,
      code: 'PyyFaux2o7Q0YfXBU32jhw.5FXSQpvr8akv9CeRDSd0QA',
      state: 'S8NJ7uqk5fY4EjNvP_G_FtyJu6pUsvH9jsYni9dMAJw',
    },
  },
  {
    id: 'authorization-request',
    alg: 'ES256',
    header: { typ: 'oauth-authz-req+jwt', kid: 'a' },
    payload: {
      iss: 's6BhdRkqt3',
      aud: 'https://id.shop.example',
      response_type: 'code',
      client_id: 's6BhdRkqt3',
      redirect_uri: 'https://shop.example/cb',
      scope: 'openid',
      state: 'af0ifjsldkj',
      nonce: 'n-0S6_WzA2Mj',
      iat,
      exp: iat + 300,
      jti: 'e5f4a3b2',
    },
  },
  {
    id: 'caller-identity',
    alg: 'ES256',
    header: { typ: 'passport', ppt: 'shaken', x5u: 'https://cert.example.org/passport.cer' },
    payload: {
      attest: 'A',
      dest: { tn: ['12125551213'] },
      iat,
      orig: { tn: '12155551212' },
      origid: '123e4567-e89b-42d3-a456-426655440000',
    },
    reasons: {
      'remote-key-reference':
        'The certificate is to be fetched from where the token says: a list of allowed places is a must there.',
    },
  },
  {
    id: 'verifiable-credential',
    alg: 'EdDSA',
    header: { typ: 'vc+jwt', kid: 'did:example:abc#key-1' },
    payload: {
      iss: 'did:example:abc',
      sub: 'did:example:ebfeb1f712ebc6f1c276e12ec21',
      jti: 'urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5',
      nbf: iat,
      iat,
      exp: iat + 31_536_000,
      vc: {
        '@context': ['https://www.w3.org/2018/credentials/v1'],
        type: ['VerifiableCredential'],
        credentialSubject: { degree: 'BSc' },
      },
    },
  },
  {
    id: 'status-list',
    alg: 'ES256',
    header: { typ: 'statuslist+jwt', kid: 'a' },
    payload: {
      sub: 'https://shop.example/statuslists/1',
      iat,
      exp: iat + 604_800,
      ttl: 43_200,
      status_list: { bits: 1, lst: 'eNrbuRgAAhcBXQ' },
    },
  },
  {
    id: 'dpop-proof-signed-by-another-key',
    alg: 'ES256',
    header: { typ: 'dpop+jwt', jwk: proofKey },
    payload: { jti: 'e1j3V_bKic8-LAEB', htm: 'GET', htu: 'https://resource.example.org/protectedresource', iat },
    reasons: { 'dpop-key': 'The key in the header is that of RFC 9449, and the corpus signs with its own.' },
  },
  {
    id: 'acme-request',
    alg: 'ES256',
    header: {
      kid: 'https://acme.example/acct/1',
      nonce: 'D8s4D2mLs8Vn-goWuPQeKA',
      url: 'https://acme.example/new-order',
    },
    payload: { identifiers: [{ type: 'dns', value: 'shop.example' }] },
    reasons: {
      'missing-exp': 'A signed request has no end of its own: it ends with its nonce, which is no claim of a token.',
    },
  },
  {
    id: 'encrypted-session',
    encrypted: 'dir',
    payload: { name: 'Ada', email: 'ada@shop.example', sub: '42', iat, exp: iat + 2_592_000, jti: 'a3b2c1d0' },
  },
  {
    id: 'encrypted-claims-for-anyone',
    encrypted: 'RSA-OAEP-256',
    payload: { iss: 'https://id.shop.example', sub: '42', aud: 'shop', iat, exp: iat + 600 },
    reasons: { 'encrypted-not-authenticated': 'Anyone with the public key can make it: there is no signature inside.' },
  },
];
