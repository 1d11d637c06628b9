import { generateKeyPairSync } from 'node:crypto';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { encode, hs256, jwkOf, makeToken, publicHalf, spki } from './tokens';

const SECRET = 'kJ8vQ2mZr7Yt4Lx0Wb6Nc3Ps9Hd5Fg1AuE';
const START = Date.parse('2030-01-01T12:00:00Z');
const NOW = START / 1000;
const GOOD = {
  iss: 'https://a.example',
  sub: 'ada',
  aud: 'b',
  iat: NOW - 60,
  exp: NOW + 840,
  jti: '1',
  client_id: 'shop',
};
const good = `{"iss":"https://a.example","sub":"ada","aud":"b","iat":${NOW - 60},"exp":${NOW + 840},"jti":"1","client_id":"shop"`;

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const plain = hs256(GOOD, SECRET, { typ: 'at+jwt' });
const [plainHeader, plainPayload, plainSignature = ''] = plain.split('.');
// 32 octets are 43 characters, of which the last carries two bits that mean nothing.
const respelt = plainSignature.slice(0, -1) + String.fromCharCode(plainSignature.charCodeAt(42) + 1);

/** What is pasted, the key, and findings that must be there: check and severity. None else where `all`. */
const ROWS: { what: string; token: string; key?: string; expected: string[]; all?: true }[] = [
  { what: 'a sound token', token: plain, key: SECRET, expected: [], all: true },
  { what: 'no key', token: plain, expected: ['unverified-signature info'], all: true },
  { what: 'another key', token: plain, key: `${SECRET}.`, expected: ['signature-mismatch critical'], all: true },
  {
    what: 'an expired token with a short secret',
    token: hs256({ ...GOOD, exp: NOW - 1 }, 'short', { typ: 'at+jwt' }),
    key: 'short',
    expected: ['short-secret high', 'expired high'],
  },
  {
    what: 'an unsecured token',
    token: `${encode({ alg: 'none' })}.${encode(GOOD)}.`,
    expected: ['unsecured-alg critical'],
  },
  {
    what: 'an empty signature',
    token: `${plainHeader}.${plainPayload}.`,
    key: SECRET,
    expected: ['empty-signature critical'],
  },
  {
    what: 'a token whose signature is too short',
    token: plain.slice(0, -8),
    key: SECRET,
    expected: ['signature-length high'],
  },
  {
    what: 'a second spelling of the same signature',
    token: `${plainHeader}.${plainPayload}.${respelt}`,
    key: SECRET,
    expected: ['noncanonical-base64url medium'],
  },
  { what: 'padding', token: `${plain}=`, key: SECRET, expected: ['base64-padding low'] },
  {
    what: 'claims that are repeated, mistyped, unsafe or personal',
    token: hs256(`${good},"sub":"bob","nbf":"soon","n":9007199254740993,"email":"ada@shop.example"}`, SECRET),
    key: SECRET,
    expected: ['duplicate-member high', 'unsafe-number medium', 'personal-data medium', 'implicit-typ low'],
  },
  {
    what: 'a small RSA key',
    token: makeToken({ alg: 'RS256', typ: 'at+jwt' }, GOOD, rsa),
    key: spki(publicHalf(rsa)),
    expected: ['small-rsa-key high', 'legacy-rsa-signature info'],
  },
  {
    what: 'a key that came with the token',
    token: makeToken({ alg: 'ES256', typ: 'at+jwt', jwk: jwkOf(ec) }, GOOD, ec),
    expected: ['embedded-private-key critical', 'embedded-jwk high'],
  },
  {
    what: 'a header that points elsewhere',
    token: hs256(GOOD, SECRET, { jku: 'http://10.0.0.1/keys', kid: "../../etc/passwd' OR 1=1", crit: ['x'] }),
    key: SECRET,
    expected: ['remote-key-reference high', 'untrusted-key-url high', 'injectable-kid high', 'bad-crit high'],
  },
  { what: 'a key of the wrong type', token: plain, key: spki(publicHalf(ec)), expected: ['key-alg-mismatch high'] },
];

test('each token has the findings that belong to it, each with its severity', async ({ page }) => {
  await page.clock.setFixedTime(START);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  for (const { what, token, key = '', expected, all } of ROWS) {
    await test.step(what, async () => {
      await jwt.pasteToken(token);
      await jwt.key.fill(key);
      await expect
        .poll(async () => {
          const found = await jwt
            .pane('Findings')
            .getByRole('listitem')
            .evaluateAll((items) => items.map(({ dataset }) => `${dataset.check} ${dataset.severity}`));
          return all ? found : expected.filter((finding) => found.includes(finding));
        }, what)
        .toEqual(expected);
    });
  }
});

test('a finding says why and what to do, names its source, and shows its place in token and pane', async ({ page }) => {
  await page.clock.setFixedTime(START);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(hs256({ ...GOOD, iat: NOW - 900, exp: NOW - 60 }, SECRET));
  await jwt.key.fill(SECRET);
  const expired = jwt.pane('Findings').locator('[data-check="expired"]');
  await expect(expired).toContainText(`${NOW - 60}`);
  await expect(expired.getByRole('link', { name: 'RFC 7519 §4.1.4' })).toHaveAttribute(
    'href',
    /^https:\/\/.*rfc7519.*4\.1\.4$/,
  );
  const fix = expired.getByText(/Get a new token/);
  await expect(fix).toBeHidden();
  await expired.getByText('Why, and what to do').click();
  await expect(fix).toBeVisible();
  await expect(expired.getByText(/every verifier has to refuse it/)).toBeVisible();

  await expired.getByRole('button', { name: 'Show in the payload /exp' }).click();
  const marked = (await jwt.markedInToken().allTextContents()).join('');
  expect(Buffer.from(marked, 'base64url').toString()).toContain(`"exp":${NOW - 60}`);
  await expect(jwt.pane('Payload').locator('.marked')).toHaveText(new RegExp(`^\\s*"exp": ${NOW - 60}`));

  // The same with an editor open.
  await jwt.openEditor('Payload');
  await expired.getByRole('button', { name: 'Show in the payload /exp' }).click();
  await expect(jwt.pane('Payload').locator('.marked').first()).toBeVisible();
  await expect
    .poll(async () => (await jwt.pane('Payload').locator('.marked').allTextContents()).join(''))
    .toContain('"exp"');
});

test('the strip counts the findings by severity and is never green beside a bad one', async ({ page }) => {
  await page.clock.setFixedTime(START);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(hs256({ ...GOOD, iat: NOW - 900, exp: NOW - 60 }, SECRET, { typ: 'at+jwt' }));
  await jwt.key.fill(SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
  const counts = page.getByRole('list', { name: 'Findings by severity' });
  await expect(counts.getByRole('listitem')).toHaveText(['1 high']);
  const edgeOf = () =>
    jwt.verdict.evaluate((status) => getComputedStyle(status.parentElement ?? status).borderLeftColor);
  const bad = await edgeOf();
  await jwt.pasteToken(plain);
  await expect(counts.getByRole('listitem')).toHaveCount(0);
  const sound = await edgeOf();
  expect(sound).not.toBe(bad);
  await jwt.key.fill('');
  await expect(jwt.verdict).toContainText('Not verified');
  expect([sound]).not.toContain(await edgeOf());
});

test('left alone, the findings of the sample follow the clock as its times do', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2027-06-01T12:00:00Z'));
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await expect(jwt.pane('Findings')).toContainText(/exp 1795194900 .* 6 months before the clock/, { timeout: 5_000 });
});
