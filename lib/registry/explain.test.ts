import { describe, expect, it } from 'vitest';
import { readJson } from '../encoding/json';
import type { JsonNode } from '../encoding/json-node';
import { explainMember } from './explain';

const now = 1_795_194_000;
const node = (text: string): JsonNode => readJson(text).root as JsonNode;

describe('explaining a member', () => {
  it.each([
    ['header', ['alg'], '"HS256"', 'algorithm', 'registered', 'HMAC with SHA-256'],
    ['header', ['typ'], '"at+jwt"', 'type', 'registered', 'OAuth access token (RFC 9068)'],
    ['header', ['typ'], '"application/AT+JWT"', 'type', 'registered', 'OAuth access token (RFC 9068)'],
    ['header', ['alg'], '"constructor"', 'algorithm', 'registered', undefined],
    ['header', ['x-tenant'], '1', 'private parameter', 'private', undefined],
    ['header', ['jwk', 'kty'], '"EC"', 'key type', 'registered', undefined],
    ['payload', ['amr', 0], '"pwd"', 'authentication methods', 'registered', 'password'],
    ['payload', ['amr', '1'], '"otp"', 'authentication methods', 'registered', 'one-time password'],
    ['payload', ['cnf', 'jkt'], '"x"', 'DPoP key', 'registered', undefined],
    ['payload', ['cnf', 'jwk', 'crv'], '"P-256"', 'curve', 'registered', undefined],
    ['payload', ['realm_access', 'roles'], '[]', 'realm roles', 'public', undefined],
    ['payload', ['tid'], '"x"', 'tenant id', 'public', undefined],
    ['payload', ['https://example.com/roles'], '[]', 'public claim', 'public', undefined],
    ['payload', ['constructor'], '1', 'private claim', 'private', undefined],
  ] as const)('in the %s, of %j with %s, says "%s", %s', (part, path, text, title, kind, value) => {
    const found = explainMember(part, path, node(text), now);
    expect([found?.title, found?.kind, found?.value]).toEqual([title, kind, value]);
  });

  it.each([
    ['payload', ['exp'], '1795194900', true],
    ['payload', ['auth_time'], '1795194900.5', true],
    ['payload', ['exp'], '"1795194900"', false],
    ['payload', ['exp'], '1e400', false],
    ['payload', ['session_expires_at'], '1795194900', true],
    ['payload', ['balance_at'], '12', false],
    ['payload', ['count'], '1795194900', false],
  ] as const)('in the %s, of %j with %s, has a date: %s', (part, path, text, dated) => {
    expect(explainMember(part, path, node(text), now)?.date !== undefined).toBe(dated);
  });

  it.each([[['person', 'sub']], [[]], [[0]]] as const)('has nothing to say of the nested or empty path %j', (path) => {
    expect(explainMember('payload', path, node('1'), now)).toBeUndefined();
  });
});
