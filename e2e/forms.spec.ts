import { createHmac } from 'node:crypto';
import { CompactEncrypt, CompactSign, GeneralSign } from 'jose';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { decode, encode, hs256 } from './tokens';

const octets = (text: string) => new TextEncoder().encode(text);
const secret = 'a shared secret, long enough for HS512, which wants sixty-four octets';
const secretJwk = (kid: string, text: string, alg: string) => ({ kty: 'oct', kid, alg, k: encode(text) });

let page: DebuggerPage;
test.beforeEach(async ({ page: tab, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = new DebuggerPage(tab);
  await page.open();
});

async function general(payload: string): Promise<string> {
  const made = await new GeneralSign(octets(payload))
    .addSignature(octets(secret))
    .setProtectedHeader({ alg: 'HS256', kid: 'first' })
    .addSignature(octets(`${secret}!`))
    .setProtectedHeader({ alg: 'HS512' })
    .setUnprotectedHeader({ kid: 'second' })
    .sign();
  return JSON.stringify(made, undefined, 1);
}

test.describe('a token in JSON serialization', () => {
  test('with several signatures has a verdict for each, and any of them can be looked at', async () => {
    await page.pasteToken(await general('{"sub":"general"}'));
    await page.key.fill(secret);
    await expect(page.verdict).toContainText('Valid signature');
    await expect(page.verdict).toContainText('signature 1 of 2');
    await expect(page.pane('Token')).toContainText('JWS JSON, general');
    const rows = page.page.getByRole('region', { name: 'Signatures' }).getByRole('radio');
    await expect(rows).toHaveCount(2);
    await expect(page.headerJson).toHaveValue(/"kid": "first"/);
    await rows.nth(1).check();
    await expect(page.verdict).toContainText('Invalid signature');
    await expect(page.headerJson).toHaveValue(/"alg": "HS512"/);
    await page.key.fill(
      JSON.stringify({ keys: [secretJwk('first', secret, 'HS256'), secretJwk('second', `${secret}!`, 'HS512')] }),
    );
    await expect(page.verdict).toContainText('2 valid with this key');
  });

  test('keeps its form and all its other members when it is edited', async () => {
    const input = `${encode({ alg: 'HS256' })}.${encode('{"n":1}')}`;
    const [header, payload] = input.split('.');
    const signature = createHmac('sha256', secret).update(input).digest('base64url');
    const token = `{ "payload": "${payload}",\n  "header": {"kid": "k"},\n  "protected": "${header}", "signature":"${signature}" }`;
    await page.pasteToken(token);
    await page.key.fill(secret);
    await expect(page.verdict).toContainText('Valid signature');
    await page.payloadJson.fill('{"n":2}');
    await expect(page.token).toHaveValue(new RegExp(`"payload": "${encode('{"n":2}')}"`));
    await expect(page.verdict).toContainText('Valid signature');
    const made = await page.token.inputValue();
    expect(made).toMatch(
      /^\{ "payload": "[\w-]+",\n {2}"header": \{"kid": "k"\},\n {2}"protected": "[\w-]+", "signature":"[\w-]+" \}$/,
    );
    const { protected: kept, signature: anew } = JSON.parse(made);
    const wanted = createHmac('sha256', secret)
      .update(`${kept}.${encode('{"n":2}')}`)
      .digest('base64url');
    expect(anew).toBe(wanted);
  });

  test('is shown as far as it can be read when something is wrong with it', async () => {
    await page.pasteToken(`{"payload":"${encode('{"sub":"broken"}')}","signature":"AAAA","signatures":[]}`);
    await expect(page.verdict).toContainText('Cannot verify');
    await expect(page.payloadJson).toHaveValue(/"sub": "broken"/);
    await expect(page.pane('Token')).toContainText('signatures');
  });
});

test.describe('a detached payload', () => {
  const payload = '{"sub":"detached"}';
  const whole = hs256(payload, secret);
  const detached = whole.replace(/\.[^.]*\./, '..');

  test('is asked for, pasted, verified and edited, and stays out of the token', async () => {
    await page.pasteToken(detached);
    await page.key.fill(secret);
    await expect(page.verdict).toContainText('Invalid signature');
    await expect(page.verdict).toContainText('if it is detached');
    await page.button('give the detached payload').click();
    const field = page.page.getByRole('textbox', { name: 'Detached payload', exact: true });
    await expect(field).toBeFocused();
    await page.paste(payload);
    await expect(page.verdict).toContainText('Valid signature');
    await page.button('Done').click();
    await expect(page.payloadJson).toHaveValue(/"sub": "detached"/);
    await expect(page.token).toHaveValue(detached);
    await page.payloadJson.fill('{"sub":"edited"}');
    await expect(page.token).toHaveValue(hs256('{"sub":"edited"}', secret).replace(/\.[^.]*\./, '..'));
    await expect(page.verdict).toContainText('Valid signature');
  });

  test('can be a file of octets', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0, 1, 2]);
    const header = encode({ alg: 'HS256' });
    const signature = createHmac('sha256', secret)
      .update(`${header}.${bytes.toString('base64url')}`)
      .digest('base64url');
    await page.pasteToken(`${header}..${signature}`);
    await page.key.fill(secret);
    await page.button('give the detached payload').click();
    await page
      .pane('Payload')
      .getByLabel('Open file…')
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: bytes });
    await expect(page.verdict).toContainText('Valid signature');
    await expect(page.pane('Payload')).toContainText('5 bytes that are no text');
  });
});

test('an unencoded payload (b64 false) is verified and signed as it stands', async () => {
  const header = encode('{"alg":"HS256","b64":false,"crit":["b64"]}');
  const sign = (payload: string) => createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
  await page.pasteToken(`${header}.plain-text.${sign('plain-text')}`);
  await page.key.fill(secret);
  await expect(page.verdict).toContainText('Valid signature');
  await page.payloadJson.fill('other-text');
  await expect(page.token).toHaveValue(`${header}.other-text.${sign('other-text')}`);
  await page.payloadJson.fill('a.b');
  await expect(page.pane('Signature')).toContainText(/period|“\.”|"\."/);
});

test.describe('a token inside a token', () => {
  const wrapping = Buffer.from('0123456789abcdef');
  const wrappingJwk = { kty: 'oct', alg: 'A128KW', k: wrapping.toString('base64url') };

  async function nested(): Promise<string> {
    const inner = await new CompactSign(octets('{"sub":"inside","exp":4102444800}'))
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(octets(secret));
    return new CompactEncrypt(octets(inner))
      .setProtectedHeader({ alg: 'A128KW', enc: 'A128GCM', cty: 'JWT' })
      .encrypt(wrapping);
  }

  test('is decrypted, opened, verified with its own key, edited, and put back', async () => {
    await page.pasteToken(await nested());
    await expect(page.verdict).toContainText('Cannot decrypt');
    await page.key.fill(JSON.stringify(wrappingJwk));
    await expect(page.verdict).toContainText('Decrypted');
    await expect(page.verdict).not.toContainText('Valid');
    const layers = page.page.getByRole('navigation', { name: 'Layers' });
    await expect(layers).toContainText('JWE compact: Decrypted');
    await page.button('Open the token inside').click();
    await expect(page.verdict).toContainText('Not verified');
    await page.key.fill(secret);
    await expect(page.verdict).toContainText('Valid signature');
    await expect(page.payloadJson).toHaveValue(/"sub": "inside"/);
    await page.payloadJson.fill('{"sub":"changed"}');
    await expect(page.token).toHaveValue(hs256('{"sub":"changed"}', secret));
    await page.button('Back to it').click();
    await expect(page.verdict).toContainText('Decrypted');
    await expect(page.payloadJson).toHaveValue(hs256('{"sub":"changed"}', secret));
    await expect(page.token).toHaveValue(/^[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+\.[\w-]+$/);
    await page.button('Open the token inside').click();
    await page.key.fill(secret);
    await expect(page.verdict).toContainText('Valid signature');
  });

  test('is verified at once by a key set that holds both keys, and by keyboard alone', async () => {
    await page.pasteToken(await nested());
    await page.key.fill(JSON.stringify({ keys: [wrappingJwk, secretJwk('s', secret, 'HS256')] }));
    const layers = page.page.getByRole('navigation', { name: 'Layers' });
    await expect(layers).toContainText('token inside: Valid signature');
    await page.button('Open the token inside').focus();
    await page.page.keyboard.press('Enter');
    await expect(page.verdict).toContainText('Valid signature');
    expect(decode(await page.token.inputValue(), 'payload')).toContain('inside');
  });
});

test('the key in a header is taken on a click only, and never passes for a proof', async () => {
  const { generateKeyPair, exportJWK, SignJWT } = await import('jose');
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const token = await new SignJWT({ sub: 'self-made' }).setProtectedHeader({ alg: 'ES256', jwk }).sign(privateKey);
  await page.pasteToken(token);
  await expect(page.verdict).toContainText('Not verified');
  await page.button('Take “jwk” from the header').click();
  await expect(page.verdict).toContainText('Valid signature');
  await expect(page.verdict).toContainText('proves nothing');
  await expect(page.verdict.getByText('Valid signature')).not.toHaveClass(/text-good/);
});
