import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../encoding/utf8';
import type { KeyReading } from '../jose/key';
import {
  describeExamples,
  type Example,
  findingsOf,
  header,
  invalid,
  keyOf,
  only,
  rsaKey,
  secret,
  setOf,
} from './examples';
import { keyChecks } from './key';

const unverified = { kind: 'unverified', reason: 'x' } as const;
const hs256 = (octets: number) => header({ alg: 'HS256' }, { key: secret(octets), verdict: unverified });

const examples = {
  'short-secret': { fires: hs256(31), quiet: hs256(32) },
  'small-rsa-key': { fires: header({}, { key: only(rsaKey(2047)) }), quiet: header({}, { key: only(rsaKey(2048)) }) },
  'key-alg-mismatch': { fires: header({}, { key: only(rsaKey(2048)) }), quiet: header({}, { key: only(keyOf({})) }) },
} satisfies Record<(typeof keyChecks)[number]['id'], Example>;

describeExamples(keyChecks, examples);

describe('a secret', () => {
  const detected: KeyReading = {
    kind: 'secret',
    encoding: 'detect',
    readings: [
      { encoding: 'utf-8', bytes: new Uint8Array(43) },
      { encoding: 'base64url', bytes: new Uint8Array(31) },
    ],
  };

  it('of which one reading is long enough is not called short', () => {
    expect(findingsOf('short-secret', header({ alg: 'HS256' }, { key: detected, verdict: unverified }))).toEqual([]);
  });

  it('is called short by the reading that verified', () => {
    const used = { kind: 'secret', encoding: 'base64url', octets: 31 } as const;
    const verdict = { kind: 'valid', alg: 'HS256', used } as const;
    const [finding] = findingsOf('short-secret', header({ alg: 'HS256' }, { key: detected, verdict }));
    expect(finding?.message).toBe('The secret has 31 octets; HS256 asks for 32 or more.');
  });

  it('never occurs in a finding', () => {
    const bytes = encodeUtf8('hunter2');
    const key: KeyReading = { kind: 'secret', encoding: 'utf-8', readings: [{ encoding: 'utf-8', bytes }] };
    const context = header({ alg: 'HS256' }, { key, verdict: invalid('HS256') });
    const findings = keyChecks.flatMap(({ id }) => findingsOf(id, context));
    expect(findings.map(({ message }) => message)).toEqual(['The secret has 7 octets; HS256 asks for 32 or more.']);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('as a JWK counts its bits', () => {
    const oct = keyOf({
      type: 'oct',
      curve: undefined,
      bits: 128,
      jwk: { kty: 'oct' },
      description: 'secret, 128 bits',
    });
    const [finding] = findingsOf('short-secret', header({ alg: 'HS512' }, { key: only(oct), verdict: unverified }));
    expect(finding?.message).toBe('The secret has 16 octets; HS512 asks for 64 or more.');
  });
});

describe('a key that does not fit', () => {
  it.each([
    ['RS256', secret(32), 'RS256 needs an RSA key; the text in the key field is read as a secret.'],
    ['ES384', only(keyOf({})), /^ES384 needs an EC key on P-384; this is /],
    ['HS256', only(rsaKey(2048)), /^HS256 needs a shared secret; this is /],
    ['HS256', setOf(rsaKey(2048), keyOf({})), 'HS256 needs a shared secret; none of the 2 keys is one.'],
  ] as const)('%s: is named with what is needed', (alg, key, message) => {
    const [finding] = findingsOf('key-alg-mismatch', header({ alg }, { key, verdict: unverified }));
    if (typeof message === 'string') expect(finding?.message).toBe(message);
    else expect(finding?.message).toMatch(message);
  });

  it('is the one that kid names, whatever else is in the set', () => {
    const key = setOf(keyOf({}), rsaKey(2048, { kid: 'r' }));
    expect(findingsOf('key-alg-mismatch', header({ kid: 'r' }, { key, verdict: unverified }))).toHaveLength(1);
    expect(findingsOf('key-alg-mismatch', header({ kid: 'x' }, { key, verdict: unverified }))).toEqual([]);
  });

  it.each(['none', 'XS256', 'ES256'])('is not spoken of with %s and no key', (alg) => {
    expect(findingsOf('key-alg-mismatch', header({ alg }))).toEqual([]);
  });
});
