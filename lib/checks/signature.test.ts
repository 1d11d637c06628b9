import { describe, expect, it } from 'vitest';
import {
  contextOf,
  describeExamples,
  type Example,
  findingsOf,
  header,
  invalid,
  keyOf,
  only,
  rsaKey,
  tokenText,
} from './examples';
import { signatureChecks } from './signature';

const octets = (length: number) => new Uint8Array(length).fill(7);
const unverified = { kind: 'unverified', reason: 'x' } as const;
const tried = { kind: 'key', key: keyOf({}), by: 'only-key' } as const;

const examples = {
  'signature-mismatch': { fires: contextOf({ verdict: invalid('ES256', tried) }), quiet: contextOf() },
  'unverified-signature': { fires: contextOf({ verdict: unverified }), quiet: contextOf() },
  'empty-signature': { fires: contextOf({ signature: octets(0) }), quiet: contextOf() },
  'signed-none': { fires: header({ alg: 'none' }), quiet: header({ alg: 'none' }, { signature: octets(0) }) },
  'signature-length': { fires: contextOf({ signature: octets(63) }), quiet: contextOf({ signature: octets(64) }) },
} satisfies Record<(typeof signatureChecks)[number]['id'], Example>;

describeExamples(signatureChecks, examples);

describe('the length of a signature', () => {
  it.each([
    ['HS256', 31, 'The signature has 31 octets; one by HS256 has 32.'],
    ['HS512', 32, 'The signature has 32 octets; one by HS512 has 64.'],
    ['EdDSA', 65, 'The signature has 65 octets; one by EdDSA has 64 or 114.'],
    ['ML-DSA-44', 64, 'The signature has 64 octets; one by ML-DSA-44 has 2420.'],
  ])('of %s is judged: %d octets', (alg, length, message) => {
    const findings = findingsOf('signature-length', header({ alg }, { signature: octets(length) }));
    expect(findings.map((finding) => finding.message)).toEqual([message]);
  });

  it.each([
    ['EdDSA', 114],
    ['RS256', 256],
    ['none', 5],
    ['XS256', 5],
  ])('of %s is in order, or not known: %d octets', (alg, length) => {
    expect(findingsOf('signature-length', header({ alg }, { signature: octets(length) }))).toEqual([]);
  });

  it('of RSA is that of the key, once there is one', () => {
    const context = header({ alg: 'RS256' }, { signature: octets(128), key: only(rsaKey(2048)), verdict: unverified });
    expect(findingsOf('signature-length', context)[0]?.message).toBe(
      'The signature has 128 octets; one by this key of 2048 bits has 256.',
    );
  });

  it('of ECDSA in DER is the business of another check', () => {
    const der = Uint8Array.from([0x30, 68, 0x02, 32, ...octets(66)]);
    expect(findingsOf('signature-length', contextOf({ signature: der }))).toEqual([]);
  });
});

it.each([
  ['an unsecured token', header({ alg: 'None' }, { signature: octets(0), verdict: unverified })],
  ['an encrypted token', contextOf({ text: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA', verdict: unverified })],
  ['two segments', contextOf({ text: tokenText().split('.').slice(0, 2).join('.'), verdict: unverified })],
])('%s has no signature to speak of', (_, context) => {
  const ids = signatureChecks.map(({ id }) => id);
  expect(ids.flatMap((id) => findingsOf(id, context))).toEqual([]);
});

it('an empty signature is not called a mismatch as well', () => {
  const context = contextOf({ signature: octets(0), verdict: invalid('ES256', tried) });
  expect(findingsOf('signature-mismatch', context)).toEqual([]);
});
