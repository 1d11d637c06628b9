import { expect, it } from 'vitest';
import { claims, contextOf, describeExamples, type Example, findingsOf, header, rsaKey } from './examples';
import { signatureSecretChecks } from './signature-secret';

const hs256 = (facts: object) => header({ alg: 'HS256' }, { signature: new Uint8Array(32).fill(7), facts });
const confused = { secret: { kind: 'public-key', key: rsaKey(2048), form: 'its PEM text' } };

const examples = {
  'algorithm-confusion': { fires: hs256(confused), quiet: hs256({}) },
  'empty-key-signature': { fires: hs256({ secret: { kind: 'empty' } }), quiet: hs256({}) },
  'guessable-secret': { fires: hs256({ secret: { kind: 'guessed', list: 'the common list' } }), quiet: hs256({}) },
  'repeated-ecdsa-nonce': {
    fires: contextOf({ facts: { repeatedNonce: { tokens: 2 } } }),
    quiet: contextOf({ facts: { repeatedNonce: { tokens: 0 } } }),
  },
  'sample-signature': {
    fires: claims({ sub: '1234567890', name: 'John Doe', iat: 1516239022 }),
    quiet: claims({ sub: '1234567891', name: 'John Doe', iat: 1516239022 }),
  },
} satisfies Record<(typeof signatureSecretChecks)[number]['id'], Example>;

describeExamples(signatureSecretChecks, examples);

it('the secret itself is in no finding', () => {
  const findings = ['algorithm-confusion', 'guessable-secret'].flatMap((id) => findingsOf(id, hs256(confused)));
  expect(findings.map(({ message }) => message)).toEqual([
    'The HS256 signature verifies with its PEM text as the secret, and that is a public key.',
  ]);
});

it.each([
  [[1, 2], [1, 3], ['2 signatures of this token have the same r.']],
  [[1, 2], [1, 2], []],
  [[1, 2], [3, 2], []],
])('two signatures of one token, %j and %j, have a nonce in common: %j', (one, other, messages) => {
  const encode = (octets: Uint8Array | string) => Buffer.from(octets).toString('base64url');
  const header = encode('{"alg":"ES256"}');
  const signatures = [one, other].map(([r = 0, s = 0]) => ({
    protected: header,
    signature: encode(Uint8Array.from([...new Uint8Array(32).fill(r), ...new Uint8Array(32).fill(s)])),
  }));
  const text = JSON.stringify({ payload: encode('{"sub":"a"}'), signatures });
  expect(findingsOf('repeated-ecdsa-nonce', contextOf({ text })).map(({ message }) => message)).toEqual(messages);
});
