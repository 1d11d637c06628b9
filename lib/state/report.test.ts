import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv';
import draft04 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { checks } from '../checks';
import type { LiveExample } from '../checks/live-example';
import { liveExample } from '../checks/live-examples';
import { reportForms } from '../review/report-forms';
import { acceptFinding } from './accepted';
import { auditOf } from './audit';
import { examineExample } from './live-example';
import { reportOf } from './report';
import type { State } from './state';

const madeBy = { version: '1.2.3', build: 'abc' };
const hidden = { token: false, values: false };
const shown = { token: true, values: true };
const clock = 1_795_194_000;

const encode = (text: string) => Buffer.from(text).toString('base64url');
/** The state after a token was pasted, checked at the clock of the examples. */
const examine = (token: string, more: Partial<LiveExample> = {}) =>
  examineExample({ token, key: '', expectations: { clock }, ...more });

function formsOf(state: State, reveal = hidden): Record<string, string> {
  const report = reportOf(state, reveal, madeBy);
  if (!report) throw new Error('there is no report');
  return Object.fromEntries(reportForms.map(({ id, write }) => [id, write(report)]));
}

const secrets = [
  'ada@example.com',
  'Lovelace',
  '4111 1111 1111 1111',
  'hunter22',
  '4915112345678',
  'Ada, Lovelace & Sons',
];
const personal = JSON.stringify({
  iss: 'https://other.example/tenants/ada',
  sub: secrets[0],
  email: secrets[0],
  family_name: secrets[1],
  card: secrets[2],
  password: secrets[3],
  phone_number: Number(secrets[4]),
  org: { contact: secrets[5], role: 'admin' },
  nonce: 'the nonce of this login',
  exp: clock - 60,
});
const personalToken = `${encode('{"alg":"HS256","typ":"JWT","kid":"ada@example.com"}')}.${encode(personal)}.${encode('x'.repeat(32))}`;

describe('a report', () => {
  it('is not there while there is nothing to report', async () => {
    expect(reportOf(await examine(''), hidden, madeBy)).toBeUndefined();
  });

  it('says what was checked, by whom, with what and when', async () => {
    const example = (await liveExample('issuer-mismatch')) as LiveExample;
    const state = await examineExample(example);
    expect(reportOf({ ...state, now: clock + 100 }, hidden, madeBy)).toMatchObject({
      schema: 'jwt-debugger-report/1',
      tool: { version: '1.2.3', build: 'abc' },
      madeAt: '2026-11-20T17:01:40.000Z',
      clock: { at: '2026-11-20T17:00:00.000Z', chosen: true, leeway: 0 },
      token: { form: 'JWS compact', kind: 'jws', serialization: 'compact', characters: example.token.length },
      verdict: { kind: 'valid', title: 'Valid signature' },
      key: { kind: 'key', bits: 255, thumbprint: expect.stringMatching(/^[\w-]{43}$/), proved: true },
      expectations: [{ name: 'issuer', value: 'https://issuer.example/' }],
      checks: checks.length,
      accepted: 0,
    });
  });

  it('lists accepted findings last, with their note, and does not count them', async () => {
    const before = await examineExample((await liveExample('sample-signature')) as LiveExample);
    const [first] = auditOf(before)?.findings ?? [];
    if (!first) throw new Error('nothing was found');
    const state = acceptFinding(before, first, 'a test system <b>only</b>');
    const report = reportOf(state, hidden, madeBy);
    expect(report?.findings.at(-1)).toMatchObject({
      check: first.check.id,
      accepted: { note: 'a test system <b>only</b>' },
    });
    expect(report).toMatchObject({ accepted: 1, counts: { [first.severity]: 0 } });
    const forms = formsOf(state);
    expect(forms.markdown).toContain('**Accepted**: `a test system <b>only</b>`');
    expect(forms.html).toContain('a test system &lt;b&gt;only&lt;/b&gt;');
    const { results } = JSON.parse(forms.sarif ?? '').runs[0];
    expect(results.at(-1).suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'a test system <b>only</b>' },
    ]);
    expect(results[0].suppressions).toEqual([]);
  });
});

describe('what a token carries', () => {
  const expectations = { clock, accessToken: 'kT3-access', nonce: 'kT4-nonce', code: 'kT5-code' };

  it.each(reportForms.map(({ id }) => id))('is in no report in %s unless the reviewer says so', async (id) => {
    const text = formsOf(await examine(personalToken, { expectations }))[id];
    for (const secret of [...secrets, 'kT3-', 'kT4-', 'kT5-', 'the nonce of', 'tenants/ada']) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain(personalToken.slice(-30));
    expect(text).toContain('[redacted');
    expect(text).toMatch(/Redacted: the token’s text|"token": true/);
  });

  it('is there where the reviewer says so', async () => {
    const state = await examine(personalToken, { expectations });
    const values = reportOf(state, { token: false, values: true }, madeBy);
    expect(JSON.stringify(values)).toContain('ada@example.com');
    expect(JSON.stringify(values)).not.toContain(personalToken.slice(-30));
    expect(reportOf(state, shown, madeBy)?.token.text).toBe(personalToken);
    expect(formsOf(state, shown).markdown).not.toContain('[redacted');
  });

  it('is in no report when it was decrypted or disclosed', async () => {
    const disclosed = `${personalToken}~${encode('["salt","given_name","Augusta Ada King"]')}~`;
    for (const text of Object.values(formsOf(await examine(disclosed)))) expect(text).not.toContain('Augusta');
    const sealed = await examineExample((await liveExample('encrypted-not-authenticated')) as LiveExample);
    for (const text of Object.values(formsOf(sealed))) expect(text).not.toContain('user-48211');
  });

  it('is in no report of a token with very many values', async () => {
    const payload = JSON.stringify({
      iss: 'https://ada.example',
      groups: Array.from({ length: 6000 }, (_, n) => `group ${n}`),
    });
    const token = `${encode('{"alg":"HS256"}')}.${encode(payload)}.${encode('x'.repeat(32))}`;
    const state = await examine(token, { expectations: { clock, issuer: 'https://bob.example' } });
    const mismatch = reportOf(state, hidden, madeBy)?.findings.find(({ check }) => check === 'issuer-mismatch');
    expect(mismatch?.message).not.toContain('ada');
  });

  it('of an algorithm and a date is shown always', async () => {
    const report = reportOf(await examine(personalToken), hidden, madeBy);
    const expired = report?.findings.find(({ check }) => check === 'expired');
    expect(expired?.evidence[0]?.value).toBe(String(clock - 60));
    expect(expired?.message).toContain(String(clock - 60));
  });
});

describe('the key', () => {
  it.each([
    ['a secret', 'hunter22-and-some-more'],
    ['a secret as a JWK', JSON.stringify({ kty: 'oct', k: encode('hunter22-and-some-more') })],
  ])('is in no report: %s', async (_, key) => {
    const state = await examine(personalToken, { key });
    const report = reportOf(state, shown, madeBy);
    expect(report?.key).toEqual({ kind: 'secret', octets: 22, proved: false });
    for (const text of Object.values(formsOf(state, shown))) {
      expect(text).not.toContain('hunter22-and');
      expect(text).not.toContain(encode('hunter22-and-some-more'));
    }
  });
});

describe('what was not checked', () => {
  const whatOf = async (state: State) => reportOf(state, hidden, madeBy)?.notChecked.map(({ what }) => what);
  const general = (signer: object) => JSON.stringify({ payload: encode(personal), signatures: [signer, signer] });

  it('is said of a token without a key', async () => {
    expect(await whatOf(await examine(personalToken))).toEqual([
      'The signature',
      'The key',
      'That the secret cannot be guessed',
      'Whether the verifier expects this issuer, audience, algorithm or type',
      'Revocation, replay, and whether the issuer is to be trusted',
    ]);
  });

  it('is said of an encrypted one, of one with several signatures, and of a chain', async () => {
    const sealed = (await liveExample('claims-in-header')) as LiveExample;
    expect(await whatOf(await examineExample({ ...sealed, key: '' }))).toContain(
      'What is encrypted: claims, and any signature on them',
    );
    expect(await whatOf(await examineExample(sealed))).toContain('The token inside');
    const [head] = personalToken.split('.');
    expect(await whatOf(await examine(general({ protected: head, signature: 'AAAA' })))).toContain(
      'The headers and signatures of the others',
    );
    const chain = await examineExample((await liveExample('x5c-mismatch')) as LiveExample);
    expect(await whatOf(chain)).toContain('That the last certificate of "x5c" is to be trusted');
  });
});

describe('a report in SARIF', () => {
  const ajv = new Ajv({ schemaId: 'id', meta: false });
  ajv.addMetaSchema(draft04);
  const validate = ajv.compile(schema);

  it.each(checks.map(({ id }) => id))('is valid by the schema for the example of %s', async (id) => {
    const state = await examineExample((await liveExample(id)) as LiveExample);
    for (const reveal of [hidden, shown]) {
      const log = JSON.parse(formsOf(state, reveal).sarif ?? '');
      expect(validate(log) || validate.errors).toBe(true);
      const [run] = log.runs;
      expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(checks.map((check) => check.id));
      expect(run.results.map((result: { ruleId: string }) => result.ruleId)).toContain(id);
      for (const { ruleId, ruleIndex } of run.results) expect(checks[ruleIndex]?.id).toBe(ruleId);
    }
  });

  it('has the places of the findings in the token’s text', async () => {
    const [run] = JSON.parse(formsOf(await examine(personalToken), shown).sarif ?? '').runs;
    const expired = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'expired');
    const { charOffset, charLength } = expired.locations[0].physicalLocation.region;
    const text = run.artifacts[0].contents.text.slice(charOffset, charOffset + charLength);
    expect(Buffer.from(text, 'base64url').toString()).toContain(`"exp":${clock - 60}`);
    expect(run.columnKind).toBe('utf16CodeUnits');
  });
});

describe('a hostile token', () => {
  const bait = '</pre><script>alert(1)</script>\n# [x](javascript:a) ``` @all \u202e\u0000';
  const parts = [
    { alg: bait, kid: bait, [bait]: 1 },
    { [bait]: bait, sub: bait, email: bait, iss: bait, aud: [bait] },
  ];
  const token = `${parts.map((part) => encode(JSON.stringify(part))).join('.')}.${encode('x')}`;

  it.each([token, bait, `${bait}.${bait}.${bait}`, `{"payload":${JSON.stringify(bait)},"signature":""}`])(
    'can do nothing: %j',
    async (text) => {
      const forms = formsOf(await examine(text, { expectations: { clock, issuer: bait, audience: [bait] } }), shown);
      expect(forms.html).not.toMatch(/<script|javascript:a\)"|\son\w+=|<[^>]*\u202e/i);
      expect(forms.html?.match(/<h1>|<h2>/g)?.length).toBeLessThanOrEqual(6);
      // What is in the block of code at the end is no markup, and nothing in it ends the block.
      const outside = forms.markdown?.replace(/^(`{3,})text\n[\s\S]*\n\1\n$/m, '');
      expect(outside).not.toMatch(/^#.*javascript|^```/m);
      for (const form of Object.values(forms)) expect(form).not.toMatch(/[^\n\P{C}]/u);
      expect(() => JSON.parse(forms.json ?? '')).not.toThrow();
      const log = JSON.parse(forms.sarif ?? '');
      expect(log.runs[0].results.length).toBeGreaterThan(0);
    },
  );
});
