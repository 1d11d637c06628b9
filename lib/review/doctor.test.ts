import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signWith,
} from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { SecretEncodingChoice } from '../jose/key';
import { parseToken } from '../jose/parse-token';
import { readKey } from '../jose/read-key';
import { verifyJws } from '../jose/verify-jws';
import type { Cause, Diagnosis } from './diagnosis';
import { diagnose, type doctorRules } from './doctor';

/** What a person has in the two fields, and how the secret is to be read. */
type Case = { token: string; key: string; encoding?: SecretEncodingChoice };
type Examples = { fires: Record<string, Case>; quiet: Case };

const secret = 'a secret of more than 32 octets, for HS256';
const octets = Buffer.from('fbff00a17f8821d3e4c5b697887766554433221100ffeeddccbbaa998877fffe', 'hex');
const claims = '{"iss":"https://issuer.example","name":"Zoë & Søn","n":1.0,"aud":["a","b"],"exp":1795190000}';
const now = 1_795_194_000;
const pair = (curve: string) => generateKeyPairSync('ec', { namedCurve: curve }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = pair('P-256');
const otherEc = pair('P-256');
const ec384 = pair('P-384');
const ed = generateKeyPairSync('ed25519').privateKey;

const b64 = (content: string | Buffer) => Buffer.from(content).toString('base64url');
function jwk(key: KeyObject, more: object = {}) {
  const { kty, crv, n, e, x, y } = key.export({ format: 'jwk' });
  return JSON.stringify({ kty, crv, n, e, x, y, ...more });
}
const set = (...jwks: string[]) => `{"keys":[${jwks.join(',')}]}`;
const spki = (key: KeyObject) => String(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
const pkcs8 = (key: KeyObject) => String(key.export({ type: 'pkcs8', format: 'pem' }));

function signature(
  alg: string,
  input: string,
  key: string | Buffer | KeyObject,
  dsa: 'ieee-p1363' | 'der' = 'ieee-p1363',
) {
  const hash = `sha${alg.slice(2)}`;
  if (typeof key === 'string' || Buffer.isBuffer(key)) return createHmac(hash, key).update(input).digest();
  if (alg === 'EdDSA') return signWith(null, Buffer.from(input), key);
  const padding = alg.startsWith('PS') ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const scheme = alg.startsWith('ES')
    ? { dsaEncoding: dsa }
    : { padding, ...(alg.startsWith('PS') && { saltLength: constants.RSA_PSS_SALTLEN_DIGEST }) };
  return signWith(hash, Buffer.from(input), { key, ...scheme });
}

type Making = {
  as?: string;
  header?: string;
  payload?: string;
  more?: object;
  signedPayload?: string;
  signedHeader?: string;
};
function make(alg: string, key: string | Buffer | KeyObject, making: Making = {}) {
  const { as = alg, payload = claims, more, header = JSON.stringify({ alg, typ: 'JWT', ...more }) } = making;
  const signed = `${b64(making.signedHeader ?? header)}.${b64(making.signedPayload ?? payload)}`;
  return `${b64(header)}.${b64(payload)}.${b64(signature(as, signed, key))}`;
}
const hs = (key: string | Buffer, making?: Making) => make('HS256', key, making);
/** A token whose signature is over another input than its own. */
function over(input: (header: string, payload: string) => string) {
  const [header, payload] = [b64('{"alg":"HS256"}'), b64('{"sub":"x"}')];
  return `${header}.${payload}.${b64(signature('HS256', input(header, payload), secret))}`;
}
const padded = (text: string) => text.padEnd(Math.ceil(text.length / 4) * 4, '=');
const standard = (token: string) =>
  token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('base64'))
    .join('.');
function der(making: Making = {}) {
  const token = make('ES256', ec, making);
  const input = token.slice(0, token.lastIndexOf('.'));
  return `${input}.${b64(signature('ES256', input, ec, 'der'))}`;
}
const python = claims.replaceAll(',"', ', "').replaceAll('":', '": ').replace('"a", "b"', '"a", "b"');
const ascii = claims.replace('ë', '\\u00eb').replace('ø', '\\u00f8');
const nonce = 'AQABAAAAAAD';
const hashed = createHash('sha256').update(nonce).digest('base64url');
const plain = { token: hs(secret), key: 'quite another secret that is wrong' };
function long(token: string, wanted: RegExp) {
  // A token whose characters have what the case is about.
  for (let n = 0; ; n += 1) {
    const made = hs(secret, { payload: `{"sub":"${token}???>>>${n}"}` });
    if (wanted.test(made)) return made;
  }
}

const examples = {
  'secret-encoding': {
    fires: {
      'Base64 read as UTF-8': { token: hs(octets), key: octets.toString('base64'), encoding: 'utf-8' },
      'Base64URL read as UTF-8': { token: hs(octets), key: octets.toString('base64url'), encoding: 'utf-8' },
      'hex read as UTF-8': { token: hs(octets), key: octets.toString('hex'), encoding: 'utf-8' },
      'UTF-8 read as hex': { token: hs(octets.toString('hex')), key: octets.toString('hex'), encoding: 'hex' },
      'hex with a line break read as UTF-8': {
        token: hs(octets),
        key: `${octets.toString('hex')}\n`,
        encoding: 'utf-8',
      },
      'UTF-8 that is no Base64': { token: hs(secret), key: secret, encoding: 'base64' },
      'Base64URL that is no Base64': { token: hs(octets), key: octets.toString('base64url'), encoding: 'base64' },
    },
    quiet: { ...plain, encoding: 'utf-8' },
  },
  'secret-line-break': {
    fires: {
      'one too many': { token: hs(secret), key: `${secret}\n` },
      'a Windows one too many': { token: hs(secret), key: `${secret}\r\n` },
      'one missing': { token: hs(`${secret}\n`), key: secret },
      'lines made Windows lines': { token: hs('line one\nline two'), key: 'line one\r\nline two' },
    },
    quiet: { token: hs(secret), key: 'quite another secret that is wrong\n' },
  },
  'secret-blanks': {
    fires: {
      'around it': { token: hs(secret), key: ` ${secret}\t` },
      'missing behind it': { token: hs(`${secret} `), key: secret },
    },
    quiet: { token: hs(secret), key: ' quite another secret that is wrong ' },
  },
  'secret-quotes': {
    fires: {
      'around it': { token: hs(secret), key: `"${secret}"` },
      'single ones missing': { token: hs(`'${secret}'`), key: secret },
    },
    quiet: { token: hs(secret), key: '"quite another secret that is wrong"' },
  },
  'secret-escapes': {
    fires: {
      'a line break as \\n': { token: hs('line one\nline two'), key: 'line one\\nline two' },
      'percent escapes': { token: hs('a&b=c/d'), key: 'a%26b%3Dc%2Fd' },
    },
    quiet: { token: hs(secret), key: 'another\\nsecret' },
  },
  'secret-label': {
    fires: {
      'the name of a variable': { token: hs(secret), key: `JWT_SECRET="${secret}"` },
      'the mark of Base64': { token: hs(octets), key: `base64:${octets.toString('base64')}` },
    },
    quiet: { token: hs(secret), key: 'SECRET=another' },
  },
  'secret-characters': {
    fires: {
      'decomposed letters': { token: hs('schlüssel'), key: 'schlu\u0308ssel' },
      'Latin-1': { token: hs(Buffer.from('schlüssel', 'latin1')), key: 'schlüssel' },
      'an invisible character': { token: hs(secret), key: `${secret.slice(0, 9)}\u200B${secret.slice(9)}` },
    },
    quiet: { token: hs(secret), key: 'ein anderer Schlüssel' },
  },
  'secret-wrapped': {
    fires: {
      'Base64 of the secret used': { token: hs(Buffer.from(secret).toString('base64')), key: secret },
      'encoded twice, with a line break': {
        token: hs(octets),
        key: Buffer.from(`${octets.toString('hex')}\n`).toString('base64'),
      },
    },
    quiet: plain,
  },
  'other-key-of-set': {
    fires: {
      'the other one of a rotated pair': {
        token: make('ES256', ec, { more: { kid: 'new' } }),
        key: set(jwk(otherEc, { kid: 'new' }), jwk(ec, { kid: 'old' })),
      },
    },
    quiet: { token: make('ES256', ec, { more: { kid: 'new' } }), key: set(jwk(otherEc, { kid: 'new' }), jwk(otherEc)) },
  },
  'key-restriction': {
    fires: {
      'a key for encryption': { token: make('RS256', rsa), key: jwk(rsa, { use: 'enc' }) },
      'a key for another algorithm': { token: make('RS256', rsa), key: jwk(rsa, { alg: 'PS256' }) },
    },
    quiet: { token: make('RS256', otherRsa), key: jwk(rsa, { use: 'enc' }) },
  },
  'unknown-kid': {
    fires: {
      'not in the set': {
        token: make('ES256', ec, { more: { kid: 'x' } }),
        key: set(jwk(otherEc, { kid: 'a' }), jwk(otherEc, { kid: 'b' })),
      },
      'not the only key’s': { token: make('ES256', ec, { more: { kid: 'x' } }), key: jwk(otherEc, { kid: 'a' }) },
    },
    quiet: { token: make('ES256', ec, { more: { kid: 'a' } }), key: jwk(otherEc, { kid: 'a' }) },
  },
  'wrong-key-type': {
    fires: {
      'a secret for RSA': { token: make('RS256', rsa), key: secret },
      'an EC key for RSA': { token: make('RS256', rsa), key: spki(ec) },
      'an RSA key for HMAC': { token: hs(secret), key: spki(rsa) },
      'another curve': { token: make('ES256', ec), key: spki(ec384) },
    },
    quiet: { token: make('RS256', rsa), key: spki(otherRsa) },
  },
  'other-algorithm': {
    fires: {
      'PSS for PKCS #1': { token: make('RS256', rsa, { as: 'PS256' }), key: spki(rsa) },
      'PKCS #1 for PSS': { token: make('PS512', rsa, { as: 'RS512' }), key: pkcs8(rsa) },
      'another hash of RSA': { token: make('RS256', rsa, { as: 'RS384' }), key: spki(rsa) },
      'another hash of HMAC': { token: make('HS256', secret, { as: 'HS512' }), key: secret },
      'another curve, and the key on it': { token: make('ES256', ec384, { as: 'ES384' }), key: spki(ec384) },
      'HMAC for RSA': { token: make('RS256', secret, { as: 'HS256' }), key: secret },
    },
    quiet: { token: make('RS256', otherRsa, { as: 'PS256' }), key: spki(rsa) },
  },
  'changed-algorithm': {
    fires: {
      'to another of the family': {
        token: make('HS256', secret, { as: 'HS512', signedHeader: '{"alg":"HS512","typ":"JWT"}' }),
        key: secret,
      },
      'from RSA to PSS': {
        token: make('PS256', rsa, { as: 'RS256', signedHeader: '{"alg":"RS256","typ":"JWT"}' }),
        key: spki(rsa),
      },
    },
    quiet: { token: make('HS256', secret, { as: 'HS512', signedHeader: '{"alg":"none"}' }), key: secret },
  },
  'public-key-as-secret': {
    fires: {
      'the PEM text': { token: hs(spki(rsa)), key: spki(rsa) },
      'the PEM text without its last line break': { token: hs(spki(rsa).trim()), key: spki(rsa) },
      'the PEM text in Windows lines': { token: hs(spki(ec).replaceAll('\n', '\r\n')), key: spki(ec) },
      'the PEM text of a JWK': { token: hs(spki(rsa)), key: jwk(rsa) },
      'the JWK': { token: hs(jwk(ec)), key: JSON.stringify(JSON.parse(jwk(ec)), undefined, 2) },
    },
    quiet: { token: hs(secret), key: spki(rsa) },
  },
  'raw-jwk-secret': {
    fires: { 'the secret in "k"': { token: hs('c2VjcmV0LXNlY3JldA'), key: '{"kty":"oct","k":"c2VjcmV0LXNlY3JldA"}' } },
    quiet: { token: hs(secret), key: '{"kty":"oct","k":"c2VjcmV0LXNlY3JldA"}' },
  },
  'standard-alphabet': {
    fires: {
      padding: { token: `${hs(secret)}=`, key: secret },
      '“+” and “/”': { token: standard(long('a', /-/)), key: secret },
    },
    quiet: { token: `${hs('another')}=`, key: secret },
  },
  'blank-for-plus': {
    fires: { 'from a form': { token: standard(long('b', /-/)).replaceAll('+', ' '), key: secret } },
    quiet: { token: standard(long('b', /-/)).replaceAll('+', ' '), key: 'another' },
  },
  'blanks-inside': {
    fires: {
      'a wrapped line': { token: hs(secret).replace(/.{40}/g, '$&\n'), key: secret },
      blanks: { token: hs(secret).replaceAll('.', ' . '), key: secret },
    },
    quiet: { token: hs('another').replace(/.{40}/g, '$&\n'), key: secret },
  },
  'typographic-dashes': {
    fires: { 'from a word processor': { token: long('c', /[^-]-[^-]/).replace(/-/g, '–'), key: secret } },
    quiet: { token: long('c', /-/).replace(/-/g, '–'), key: 'another' },
  },
  'escaped-token': {
    fires: {
      'by Markdown': { token: long('d', /_/).replaceAll('_', '\\_'), key: secret },
      'in a URL': { token: encodeURIComponent(standard(long('d', /_/))), key: secret },
    },
    quiet: { token: long('d', /_/).replaceAll('_', '\\_'), key: 'another' },
  },
  'wrong-start': {
    fires: {
      'a lost character': { token: hs(secret).slice(1), key: secret },
      'one too many': { token: `x${hs(secret)}`, key: secret },
    },
    quiet: { token: hs(secret).slice(2), key: 'another' },
  },
  'der-signature': {
    fires: { 'of ES256': { token: der(), key: spki(ec) } },
    quiet: { token: der(), key: spki(otherEc) },
  },
  'encoded-signature': {
    fires: {
      'in hex': {
        token: hs(secret).replace(/[^.]+$/, (text) => b64(Buffer.from(text, 'base64url').toString('hex'))),
        key: secret,
      },
      'in Base64URL twice': { token: make('ES256', ec).replace(/[^.]+$/, (text) => b64(text)), key: spki(ec) },
    },
    quiet: { token: hs(secret).replace(/[^.]+$/, (text) => b64(Buffer.from(text).toString('hex'))), key: 'another' },
  },
  'glued-end': {
    fires: {
      'a word': { token: `${hs(secret)}expires`, key: secret },
      'a dot and more': { token: `${make('RS256', rsa)}.AAAA`, key: spki(rsa) },
      'the same token again': { token: `${make('EdDSA', ed)}${make('EdDSA', ed)}`, key: spki(ed) },
    },
    quiet: { token: `${hs('another')}expires`, key: secret },
  },
  'truncated-token': {
    fires: {
      'by one character': { token: hs(secret).slice(0, -1), key: secret },
      'by one of many': { token: make('RS256', rsa).slice(0, -1), key: spki(rsa) },
      'by some': { token: make('ES256', ec).slice(0, -20), key: spki(ec) },
      'in the payload': { token: hs(secret).split('.').slice(0, 2).join('.'), key: secret },
    },
    quiet: plain,
  },
  'hashed-nonce': {
    fires: {
      'as Microsoft does': {
        token: make('RS256', rsa, {
          more: { nonce },
          signedHeader: JSON.stringify({ alg: 'RS256', typ: 'JWT', nonce: hashed }),
        }),
        key: spki(rsa),
      },
      'for Microsoft Graph, by another key': {
        token: make('RS256', rsa, { more: { nonce }, payload: '{"aud":"https://graph.microsoft.com"}' }),
        key: spki(otherRsa),
      },
    },
    quiet: { token: make('RS256', rsa, { more: { nonce } }), key: spki(otherRsa) },
  },
  'signing-input': {
    fires: {
      'the JSON itself': { token: over(() => '{"alg":"HS256"}.{"sub":"x"}'), key: secret },
      'the payload alone': { token: over((_, payload) => payload), key: secret },
      'padded parts': { token: over((header, payload) => `${padded(header)}.${padded(payload)}`), key: secret },
    },
    quiet: plain,
  },
  'rewritten-payload': {
    fires: {
      'blanks, as Python writes': { token: hs(secret, { signedPayload: python }), key: secret },
      'blanks lost': { token: hs(secret, { payload: python, signedPayload: claims }), key: secret },
      'lines lost': {
        token: make('ES256', ec, { payload: '{"sub":"x"}', signedPayload: '{\n  "sub": "x"\n}' }),
        key: spki(ec),
      },
      '\\u escapes lost': { token: hs(secret, { signedPayload: ascii }), key: secret },
      'slashes and \\u escapes lost, as PHP writes': {
        token: hs(secret, { signedPayload: ascii.replaceAll('/', '\\/') }),
        key: secret,
      },
      '\\u escapes of “&”, as Go writes': {
        token: hs(secret, { signedPayload: claims.replace('&', '\\u0026') }),
        key: secret,
      },
      '1.0 for 1': { token: hs(secret, { signedPayload: claims.replace('1.0', '1') }), key: secret },
      'members sorted': {
        token: hs(secret, { payload: '{"b":1,"a":2}', signedPayload: '{"a":2,"b":1}' }),
        key: secret,
      },
    },
    quiet: { token: hs(secret, { signedPayload: '{"sub":"another"}' }), key: secret },
  },
  'rewritten-header': {
    fires: {
      'blanks lost': { token: make('RS256', rsa, { signedHeader: '{"alg": "RS256", "typ": "JWT"}' }), key: spki(rsa) },
      'members in another order': {
        token: hs(secret, { header: '{"typ":"JWT","alg":"HS256"}', signedHeader: '{"alg":"HS256","typ":"JWT"}' }),
        key: secret,
      },
    },
    quiet: { token: hs(secret, { signedHeader: '{"alg":"HS256","kid":"x"}' }), key: secret },
  },
  'rewritten-parts': {
    fires: {
      'blanks lost': {
        token: hs(secret, { signedHeader: '{"alg": "HS256", "typ": "JWT"}', signedPayload: python }),
        key: secret,
      },
    },
    quiet: plain,
  },
} satisfies Record<(typeof doctorRules)[number]['id'], Examples>;

const { signal } = new AbortController();

async function ask({ token, key, encoding = 'detect' }: Case): Promise<Diagnosis> {
  const reading = await readKey(key, { encoding });
  return diagnose(signal, { tokenText: token, token: parseToken(token), key: reading, keyText: key, now });
}

/** Whether a remedy does what is said of it. */
async function isCured({ token, key, encoding }: Case, { apply }: Cause): Promise<boolean> {
  if (apply?.kind === 'algorithm') return true;
  const text = apply?.kind === 'token' ? apply.text : token;
  const cured =
    apply?.kind === 'key' ? await readKey(apply.text, { encoding: apply.encoding }) : await readKey(key, { encoding });
  return (await verifyJws(signal, parseToken(text), cured)).kind === 'valid';
}

const rows = Object.entries<Examples>(examples).flatMap(([id, { fires }]) =>
  Object.entries(fires).map(([what, one]) => ({ id, what, one })),
);

describe('what is broken is named', () => {
  it.each(rows)('$id: $what', async ({ id, one }) => {
    const diagnosis = await ask(one);
    if (diagnosis.kind !== 'found') throw new Error(`nothing was found; tried: ${diagnosis.tried.join('; ')}`);
    const [first] = diagnosis.findings.filter((finding) => finding.id === id);
    expect(diagnosis.findings.map((finding) => finding.id)).toContain(id);
    if (first?.apply) expect(await isCured(one, first)).toBe(true);
    for (const { message, fix } of diagnosis.findings) {
      expect(message).toMatch(/^[A-Z].*\.$/s);
      expect(fix).toMatch(/^[A-Z].*\.$/s);
      expect(message).not.toContain(one.key.trim());
      expect(message + fix).not.toContain(secret);
    }
  });

  test('in more than 30 cases', () => {
    expect(rows.length).toBeGreaterThanOrEqual(30);
  });
});

describe('what is not there is not named', () => {
  it.each(Object.entries<Examples>(examples))('%s', async (id, { quiet }) => {
    const diagnosis = await ask(quiet);
    const ids = diagnosis.kind === 'found' ? diagnosis.findings.map((finding) => finding.id) : [];
    expect(ids).not.toContain(id);
  });
});

describe('a search', () => {
  it('never throws, and what it offers verifies, whatever was done to the token', async () => {
    const token = hs(secret);
    const edit = fc.tuple(
      fc.nat(token.length),
      fc.nat(3),
      fc.constantFrom('', '.', ' ', '+', '=', 'A', '–', '%2B', '~', '"'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { maxLength: 3 }),
        fc.constantFrom(secret, `${secret}\n`, spki(ec)),
        async (edits, key) => {
          const broken = edits.reduce(
            (text, [at, lost, put]) => text.slice(0, at) + put + text.slice(at + lost),
            token,
          );
          const one = { token: broken, key };
          const diagnosis = await ask(one);
          const cures = diagnosis.kind === 'found' ? diagnosis.findings.filter(({ apply }) => apply) : [];
          for (const cure of cures) expect(await isCured(one, cure)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['{"payload":"PAYLOAD","protected":"HEADER","signature":"SIGNATURE"}', 'flattened'],
    ['{ "signatures" : [ {"signature":"SIGNATURE", "protected":"HEADER"} ], "payload":"PAYLOAD" }', 'general'],
  ])('of a token in JSON keeps it one, and does not take it for a cut one: %s', async (form) => {
    const inJson = (token: string) => {
      const [header = '', payload = '', signature = ''] = token.split('.');
      return form.replace('HEADER', header).replace('PAYLOAD', payload).replace('SIGNATURE', signature);
    };
    const rewritten = hs(secret, { payload: '{"sub":"a","n":1}' }).split('.');
    rewritten[1] = b64('{ "sub": "a", "n": 1 }');
    const one = { token: inJson(rewritten.join('.')), key: secret };
    const diagnosis = await ask(one);
    const [cure] = diagnosis.kind === 'found' ? diagnosis.findings : [];
    expect(cure?.id).toBe('rewritten-payload');
    expect(cure && (await isCured(one, cure))).toBe(true);
    expect((await ask({ token: inJson(hs(secret)), key: 'another' })).kind).toBe('not-found');
  });

  it('that finds nothing says what it tried', async () => {
    const diagnosis = await ask(plain);
    expect(diagnosis.kind).toBe('not-found');
    expect(diagnosis.tried.length).toBeGreaterThan(8);
    expect(diagnosis.tried).toContain('the secret in every encoding');
  });

  it('is not made where the signature is right, or no key could make it so', async () => {
    const none = `${b64('{"alg":"none"}')}.${b64(claims)}.`;
    for (const one of [
      { token: hs(secret), key: secret },
      { token: none, key: secret },
      { token: hs(secret), key: '' },
    ]) {
      expect(await ask(one)).toEqual({ kind: 'not-found', tried: [] });
    }
  });

  it('ends when it is aborted', async () => {
    const controller = new AbortController();
    const key = await readKey(plain.key);
    const asked = diagnose(controller.signal, {
      tokenText: plain.token,
      token: parseToken(plain.token),
      key,
      keyText: plain.key,
      now,
    });
    controller.abort();
    await expect(asked).rejects.toThrow(/abort/i);
  });

  it('stays within its bound for a large key set', async () => {
    const keys = Array.from({ length: 60 }, () => jwk(otherEc));
    const diagnosis = await ask({ token: make('ES256', ec), key: set(...keys) });
    expect(diagnosis.kind).toBe('not-found');
    expect(diagnosis.tried).not.toContain('the header and payload in other spacing, order and escapes');
  });

  it('tries less with a long token, and says so', async () => {
    const payload = `{"a":"${'x'.repeat(140_000)}"}`;
    const diagnosis = await ask({ token: hs(secret, { payload }), key: 'another' });
    expect(diagnosis.tried).toContain('the secret in every encoding');
    expect(diagnosis.tried).not.toContain('the header and payload in other spacing, order and escapes');
  });

  it('survives a payload of nothing but brackets', async () => {
    const payload = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect((await ask({ token: hs(secret, { payload }), key: 'another' })).kind).toBe('not-found');
  });
});
