import { createHmac, generateKeyPairSync } from 'node:crypto';
import { CompactEncrypt, GeneralEncrypt, GeneralSign } from 'jose';
import { expect } from '../fixtures';
import { encode, hs256, jwkOf, makeToken, pkcs8, publicHalf, spki } from '../tokens';
import { sdJwt } from './sd-jwt';
import type { Tour } from './tour';

const octets = (text: string) => new TextEncoder().encode(text);
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const holder = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** Every sample there is, each verified or opened with the key that comes with it. */
export async function throughSamples(tour: Tour): Promise<void> {
  await tour.step('every sample', async () => {
    let last = await tour.token.inputValue();
    await tour.chooseEach(tour.sample, async (id) => {
      await expect(tour.sample).toHaveValue(id);
      await expect(tour.token).not.toHaveValue(last);
      last = await tour.token.inputValue();
      await expect(tour.verdict).toHaveText(/^(?:Valid|Unsecured|Decrypted|Cannot|Invalid)/);
      tour.marks.keepClaims(await tour.payloadJson.inputValue());
      await tour.keepFields();
    });
  });
}

/** All the ways in which a token is given. */
export async function throughPastes(tour: Tour, secret: string): Promise<void> {
  const { page, marks } = tour;
  const named = (place: string) => {
    const token = hs256({ iss: `https://${marks.of('issuer')}.example`, sub: marks.of(place) }, secret);
    marks.keep(token);
    return token;
  };
  const shows = (place: string) => expect(tour.payloadJson).toHaveValue(new RegExp(marks.of(place)));

  await tour.step('addresses with a token, and with a public key', async () => {
    for (const parameter of ['token', 'id_token', 'access_token']) {
      await tour.visit(`#${parameter}=${named(parameter.replace('_', '-'))}`);
      await shows(parameter.replace('_', '-'));
    }
    const key = spki(ec);
    const token = makeToken({ alg: 'ES256' }, { sub: marks.of('with-key') }, ec);
    marks.keep(key, token);
    await tour.visit(`#token=${token}&publicKey=${encodeURIComponent(key)}`);
    await expect(tour.verdict).toContainText('Valid signature');
  });
  await tour.step('pasted, one and several, anywhere and with what stood around it', async () => {
    await tour.key.fill(secret);
    await page.getByRole('heading', { name: 'JWT Debugger' }).click();
    await tour.paste(`curl -H 'Authorization: Bearer ${named('curl')}' https://api.example`);
    await shows('curl');
    await tour.button('show what was pasted').click();
    await tour.paste(JSON.stringify({ access_token: named('first'), id_token: named('second') }));
    await shows('first');
    await page.getByRole('radio', { name: 'id_token' }).check();
    await shows('second');
  });
  await tour.step('typed, dropped as text and as files', async () => {
    await tour.button('Clear token').click();
    await page.keyboard.type(named('typed').slice(0, -4));
    await expect(tour.verdict).toContainText(/Invalid|Cannot/);
    const zone = page.getByRole('main');
    await tour.drop(zone, named('dropped'));
    await shows('dropped');
    const token = makeToken({ alg: 'ES256' }, { sub: marks.of('in-a-file') }, ec);
    await tour.drop(zone, [
      { name: `${marks.of('a-file')}.jwt`, text: token },
      { name: `${marks.of('a-file')}.pem`, text: pkcs8(ec) },
    ]);
    await shows('in-a-file');
    await expect(tour.verdict).toContainText('Valid signature');
  });
}

/** An edit in the editors and beside them, other algorithms, dates, and every step back and forth. */
export async function throughEdits(tour: Tour, secret: string): Promise<void> {
  const { page, marks } = tour;
  const { keyboard } = page;
  const dates = { iat: 1, nbf: 2, exp: 4_102_444_800 };
  await tour.step('edited in both editors', async () => {
    await tour.give(
      hs256({ sub: marks.of('edited'), [marks.of('name')]: marks.of('value'), ...dates }, secret),
      secret,
    );
    await tour.openEditor('Header');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.insertText(`{"alg":"HS256","kid":"${marks.of('kid')}"}`);
    await expect(tour.verdict).toContainText('Valid signature');
    await tour.openEditor('Payload');
    await keyboard.press('ControlOrMeta+End');
    await keyboard.press('ArrowLeft');
    await keyboard.type(`,"x":"${marks.of('an-edit')}"`);
    await expect(tour.pane('Claims')).toContainText(marks.of('an-edit'));
    // Monaco's own copy, its search, and what it says of a claim.
    await keyboard.press('ControlOrMeta+A');
    await keyboard.press('ControlOrMeta+C');
    await keyboard.press('ControlOrMeta+F');
    await keyboard.insertText(marks.of('searched'));
    await keyboard.press('Escape');
    await tour.pane('Payload').locator('.view-line').getByText('"exp"').hover();
    await expect(page.locator('.monaco-hover:not(.hidden)').first()).toBeVisible();
    await keyboard.press('Escape');
  });
  await tour.step('undone, done again, of another algorithm', async () => {
    for (const key of ['Z', 'Z', 'Shift+Z', 'Shift+Z']) await keyboard.press(`ControlOrMeta+${key}`);
    await tour.algorithm.selectOption('HS512');
    await expect(tour.verdict).toContainText('Valid signature HS512');
    await tour.algorithm.selectOption('ES256');
    await tour.pane('Signature').getByRole('button', { name: 'Generate ES256 key pair' }).click();
    await expect(tour.verdict).toContainText('Valid signature ES256');
  });
  await tour.step('dates set and picked, octets, formula and raw text, each part copied', async () => {
    const table = tour.pane('Claims');
    await tour.pane('Payload').getByRole('button', { name: 'Set exp to 15 minutes from now' }).click();
    for (const claim of ['iat', 'nbf', 'exp']) {
      const row = table.getByRole('row', { name: new RegExp(`^${claim}`) });
      await row.getByRole('button', { name: /^Set / }).first().click();
      await row.getByRole('button', { name: 'pick…' }).click();
      await row.getByLabel(`Date and time for ${claim}, local time`).fill('2031-07-01T14:00:00');
    }
    await tour.pane('Signature').getByText('Bytes', { exact: true }).click();
    await tour.pane('Signature').getByText('Formula', { exact: true }).click();
    await tour.pressAll('Raw');
    const parts = ['token', 'header JSON', 'header as base64url', 'payload JSON', 'payload as base64url', 'signature'];
    for (const part of [...parts, 'decoded JSON', 'curl line']) await tour.button(`Copy ${part}`).click();
    await tour.keepFields();
    await tour.pressAll('Raw');
  });
}

/** Every serialization of signed tokens: in JSON, detached, unencoded, one in another, with disclosures. */
export async function throughForms(tour: Tour, secret: string): Promise<void> {
  const { page, marks } = tour;
  const payload = JSON.stringify({ sub: marks.of('in-json') });
  await tour.step('in JSON, with several signatures', async () => {
    const made = await new GeneralSign(octets(payload))
      .addSignature(octets(secret))
      .setProtectedHeader({ alg: 'HS256' })
      .addSignature(octets(`${secret}!`))
      .setProtectedHeader({ alg: 'HS512' })
      .setUnprotectedHeader({ kid: marks.of('second-kid') })
      .sign();
    await tour.give(JSON.stringify(made), secret);
    await tour.headerJson.fill(JSON.stringify({ alg: 'HS256', kid: marks.of('kid-in-json') }));
    await expect(tour.token).not.toHaveValue(JSON.stringify(made));
    await tour.region('Signatures').getByRole('radio').nth(1).check();
    await expect(tour.verdict).toContainText('Invalid signature');
    await tour.payloadJson.fill(JSON.stringify({ sub: marks.of('in-json-edited') }));
  });
  await tour.step('detached and unencoded', async () => {
    await tour.give(hs256(payload, secret).replace(/\.[^.]*\./, '..'), secret, 'Invalid signature');
    await tour.button('give the detached payload').click();
    await page.getByRole('textbox', { name: 'Detached payload', exact: true }).fill(payload);
    await expect(tour.verdict).toContainText('Valid signature');
    const file = { name: `${marks.of('detached')}.json`, mimeType: 'application/json', buffer: Buffer.from(payload) };
    await tour.pane('Payload').getByLabel('Open file…').setInputFiles(file);
    await tour.button('Done').click();
    await tour.button('change it').click();
    await tour.button('There is none').click();
    const header = encode('{"alg":"HS256","b64":false,"crit":["b64"]}');
    const input = `${header}.${marks.of('unencoded')}`;
    const plain = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
    await tour.give(plain, secret);
    await tour.payloadJson.fill(marks.of('unencoded-edit'));
    await expect(tour.token).toHaveValue(new RegExp(marks.of('unencoded-edit')));
  });
  await tour.step('with disclosures, switched and bound to their holder', async () => {
    const { token, presentation } = sdJwt(ec, holder, (place) => marks.of(place));
    const holderKey = JSON.stringify(jwkOf(holder));
    marks.keep(holderKey, presentation);
    await tour.give(presentation, JSON.stringify(jwkOf(publicHalf(ec))));
    const pane = tour.region('Disclosures');
    await expect(pane).toContainText('Key binding: Valid signature');
    await pane.getByRole('checkbox').first().uncheck();
    await pane.getByText('Salt and digest').first().click();
    await tour.pressAll(/^Show the digest of/);
    await tour.pane('Payload').getByText('Disclosed', { exact: true }).click();
    await expect(tour.region('Disclosed claims')).toBeVisible();
    await pane.getByText('Bind it with the holder’s key').click();
    await pane.getByRole('textbox', { name: 'Audience' }).fill(marks.of('verifier'));
    await pane.getByRole('textbox', { name: 'Nonce' }).fill(marks.of('holder-nonce'));
    await pane.getByRole('textbox', { name: 'Holder’s private key' }).fill(holderKey);
    await pane.getByRole('button', { name: 'Bind', exact: true }).click();
    await expect(pane).toContainText('Key binding: Valid signature');
    await tour.keepFields();
    await tour.pane('Payload').getByText('Issued', { exact: true }).click();
    marks.keep(token);
  });
}

/** Encrypted tokens: opened, edited and encrypted anew, past their limits, for two readers, and with another inside. */
export async function throughEncryption(tour: Tour): Promise<void> {
  const { page, marks } = tour;
  const key = marks.of('k').padEnd(16, 'k').slice(0, 16);
  const claims = octets(JSON.stringify({ sub: marks.of('encrypted'), exp: 4_102_444_800 }));
  const pane = tour.region('Encryption');
  const wrapped = { alg: 'A128KW', enc: 'A128GCM' };
  await tour.step('decrypted, looked through and edited', async () => {
    await tour.give(
      await new CompactEncrypt(claims).setProtectedHeader(wrapped).encrypt(octets(key)),
      key,
      'Decrypted',
    );
    const before = await tour.token.inputValue();
    await tour.openEditor('Payload');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(JSON.stringify({ sub: marks.of('encrypted-edit') }));
    await expect(tour.token).not.toHaveValue(before);
    await expect(tour.verdict).toContainText('Decrypted');
    await page.getByRole('combobox', { name: 'Content encryption' }).selectOption('A256GCM');
    await expect(tour.verdict).toContainText('A256GCM');
    await tour.pressAll(/bytes in hexadecimal$/);
    await pane.getByText('Formula').click();
    await pane.getByText('Parts', { exact: true }).click();
  });
  await tour.step('stopped, and let go on', async () => {
    const panel = tour.region('Stopped before it was decrypted');
    const slow = new CompactEncrypt(claims).setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM' });
    const iterated = await slow.setKeyManagementParameters({ p2c: 1_500_000 }).encrypt(octets(key));
    await tour.give(iterated, key, 'Cannot decrypt');
    await panel.getByRole('button', { name: 'Decrypt anyway' }).click();
    await expect(tour.verdict).toContainText('Decrypted');
    const large = octets(JSON.stringify({ sub: marks.of('inflated'), pad: '0'.repeat(400_000) }));
    const compressed = new CompactEncrypt(large).setProtectedHeader({ ...wrapped, zip: 'DEF' });
    await tour.give(await compressed.encrypt(octets(key)), key, 'Cannot decrypt');
    await panel.getByRole('button', { name: 'Inflate up to 10 MB' }).click();
    await expect(tour.verdict).toContainText('Decrypted');
  });
  await tour.step('for two readers in JSON', async () => {
    const general = new GeneralEncrypt(claims).setProtectedHeader({ enc: 'A128GCM' });
    general.setSharedUnprotectedHeader({ jku: `https://${marks.of('jku')}.example/keys` });
    general.setAdditionalAuthenticatedData(octets(marks.of('aad')));
    general.addRecipient(octets(key)).setUnprotectedHeader({ alg: 'A128KW', kid: marks.of('reader') });
    general.addRecipient(octets(key.toUpperCase())).setUnprotectedHeader({ alg: 'A128KW', kid: 'b' });
    await tour.give(JSON.stringify(await general.encrypt()), key, 'Decrypted');
  });
  await tour.step('with a token inside', async () => {
    const inner = hs256({ sub: marks.of('inside') }, key);
    const header = { ...wrapped, cty: 'JWT' };
    await tour.give(
      await new CompactEncrypt(octets(inner)).setProtectedHeader(header).encrypt(octets(key)),
      key,
      'Decrypted',
    );
    await tour.page.getByRole('button', { name: /^Open the / }).click();
    await tour.key.fill(key);
    await expect(tour.verdict).toContainText('Valid signature');
    await tour.keepFields();
    await tour.button('Back to it').click();
    await tour.button('look at it as one').click();
    await tour.button('Back to it').click();
    marks.keep(encode(inner));
  });
}
