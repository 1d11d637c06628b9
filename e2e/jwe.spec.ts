import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  CompactEncrypt,
  compactDecrypt,
  exportJWK,
  exportPKCS8,
  GeneralEncrypt,
  generalDecrypt,
  generateKeyPair,
} from 'jose';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';

/** Encrypted tokens made with jose, so that the page is not asked whether it is right. */

const CLAIMS = { sub: 'ada', iss: 'https://issuer.example', exp: 4_102_444_800 };
const octets = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const SECRET = 'exactly 16 bytes';
// A cold server compresses Monaco's code first.
test.describe.configure({ timeout: 60_000 });

function encrypted(header: { alg: string; enc: string }, key: Parameters<CompactEncrypt['encrypt']>[0]) {
  return new CompactEncrypt(octets(JSON.stringify(CLAIMS))).setProtectedHeader(header).encrypt(key);
}

/** A small token that inflates to a large one: a claims set with this many zeros in it. */
function bomb(zeros: number): Promise<string> {
  return new CompactEncrypt(octets(`{"sub":"ada","pad":"${'0'.repeat(zeros)}"}`))
    .setProtectedHeader({ alg: 'A128KW', enc: 'A128GCM', zip: 'DEF' })
    .encrypt(octets(SECRET));
}

/** What the page's token says when jose opens it. */
async function openedByJose(jwt: DebuggerPage, key: Parameters<typeof compactDecrypt>[1]): Promise<string> {
  const { plaintext } = await compactDecrypt(await jwt.token.inputValue(), key);
  return textOf(plaintext);
}

/** Types at the end of the string in the payload's first member. */
async function editFirstClaim(jwt: DebuggerPage, text: string) {
  await jwt.openEditor('Payload');
  for (const key of ['Control+Home', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft']) await jwt.page.keyboard.press(key);
  await jwt.page.keyboard.type(text);
}

test('a token is decrypted, its claims are read, and an edit is encrypted again', async ({ page }) => {
  const { privateKey, publicKey } = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
  const token = await encrypted({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' }, publicKey);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(token);
  await expect(jwt.verdict).toContainText('Cannot decrypt');
  await expect(jwt.pane('Payload')).toContainText('with the key that opens it');

  await jwt.key.fill(await exportPKCS8(privateKey));
  await expect(jwt.verdict).toContainText(/Decrypted\s+ECDH-ES\+A256KW, A256GCM/);
  await expect(jwt.verdict).toContainText('not a proof of who made it');
  await expect(jwt.verdict).not.toContainText('Valid');
  await expect(jwt.payloadJson).toHaveValue(/"sub": "ada"/);
  await expect(jwt.pane('Claims')).toContainText('https://issuer.example');
  await expect(jwt.pane('Time')).toContainText('Expires');

  await editFirstClaim(jwt, ' lovelace');
  const edited = JSON.stringify({ ...CLAIMS, sub: 'ada lovelace' });
  await expect.poll(() => openedByJose(jwt, privateKey)).toBe(edited);
  await expect(jwt.verdict).toContainText('Decrypted');
  expect(await jwt.token.inputValue()).not.toBe(token);
});

test('the five parts are listed, told apart, and found in the token', async ({ page }) => {
  const { privateKey, publicKey } = await generateKeyPair('RSA-OAEP-256', { extractable: true });
  const token = await encrypted({ alg: 'RSA-OAEP-256', enc: 'A128CBC-HS256' }, publicKey);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(token);
  await jwt.key.fill(JSON.stringify(await exportJWK(privateKey)));
  await expect(jwt.verdict).toContainText('Decrypted');
  const pane = page.getByRole('region', { name: 'Encryption', exact: true });
  const names = ['Header', 'Encrypted key', 'Initialization vector', 'Ciphertext', 'Authentication tag'];
  const segments = token.split('.');
  const looks = new Set<string>();
  for (const [index, name] of names.entries()) {
    await test.step(name, async () => {
      const { length } = Buffer.from(segments[index] ?? '', 'base64url');
      const item = pane.getByRole('listitem').filter({ hasText: name });
      await expect(item).toContainText(`${length} bytes`);
      await item.hover();
      await expect(jwt.markedInToken()).toHaveText(segments[index] ?? '');
      looks.add(
        await item
          .getByText(name, { exact: true })
          .evaluate((element) => getComputedStyle(element).textDecorationStyle),
      );
    });
  }
  expect(looks.size, 'a kind of underline for each').toBe(5);
  await test.step('the keyboard marks too, and octets are there on demand', async () => {
    const button = pane.getByRole('button', { name: 'Initialization vector: 16 bytes in hexadecimal' });
    await button.focus();
    await expect(jwt.markedInToken()).toHaveText(segments[2] ?? '');
    await page.keyboard.press('Enter');
    const hex = Buffer.from(segments[2] ?? '', 'base64url').toString('hex');
    await expect(pane).toContainText(hex.replace(/.{4}(?=.)/g, '$& '));
  });
  await test.step('a place in the token marks its part', async () => {
    await jwt.token.focus();
    await jwt.token.evaluate(
      (field, at) => (field as HTMLTextAreaElement).setSelectionRange(at, at + 4),
      token.length - 8,
    );
    await expect(pane.locator('.marked')).toContainText('Authentication tag');
  });
  await pane.getByText('Formula').click();
  await expect(pane).toContainText('encrypted key = RSA-OAEP-256(recipient’s public key, content key)');
});

test('another algorithm and content encryption, and from signed to encrypted and back', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const signed = await jwt.token.inputValue();
  await expect(page.getByRole('combobox', { name: 'Content encryption' })).toHaveCount(0);
  await jwt.algorithm.selectOption('A128KW');
  const pane = page.getByRole('region', { name: 'Encryption', exact: true });
  await expect(pane).toContainText('A128KW needs a secret of exactly 16 octets');
  await pane.getByRole('button', { name: 'Generate A128KW secret' }).click();
  await expect(jwt.verdict).toContainText(/Decrypted\s+A128KW, A256GCM/);
  await page.getByRole('combobox', { name: 'Content encryption' }).selectOption('A128CBC-HS256');
  await expect(jwt.verdict).toContainText(/Decrypted\s+A128KW, A128CBC-HS256/);
  const { k } = JSON.parse(await jwt.key.inputValue()) as { k: string };
  const opened = JSON.parse(await openedByJose(jwt, Buffer.from(k, 'base64url'))) as { sub: string };
  expect(opened.sub).toBe('user-48211');

  await jwt.algorithm.selectOption('ES256');
  await jwt.pane('Signature').getByRole('button', { name: 'Generate ES256 key pair' }).click();
  await expect(jwt.verdict).toContainText('Valid signature');
  expect((await jwt.token.inputValue()).split('.')).toHaveLength(3);
  expect((await jwt.token.inputValue()).split('.')[1]).toBe(signed.split('.')[1]);
});

test('a key is made on a chosen curve, to agree and to sign', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  for (const [alg, curve] of [
    ['ECDH-ES', 'X25519'],
    ['ECDH-ES+A128KW', 'P-384'],
    ['EdDSA', 'Ed448'],
  ] as const) {
    await jwt.algorithm.selectOption(alg);
    await jwt.pane('Key').getByRole('combobox', { name: 'Curve of the new key' }).selectOption(curve);
    await jwt.pane('Key').getByRole('button', { name: 'Generate', exact: true }).click();
    await expect(jwt.key).toHaveValue(new RegExp(`"crv": "${curve}"`));
    await expect(jwt.verdict).toContainText(alg === 'EdDSA' ? 'Valid signature' : `Decrypted ${alg}`);
  }
});

test('with a wrong key it is said what was tried, and nothing is shown', async ({ page }) => {
  const token = await encrypted({ alg: 'A128KW', enc: 'A128GCM' }, octets(SECRET));
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(token);
  await jwt.key.fill('another 16 bytes');
  await expect(jwt.verdict).toHaveText(/Cannot decrypt\s+A128KW · not encrypted for this secret, read as UTF-8/);
  await expect(jwt.payloadJson).toHaveValue('');
  await jwt.key.fill(SECRET);
  await expect(jwt.verdict).toContainText('Decrypted');
});

test('many iterations are run on a click only, after their cost was said, and an edit ends the wait', async ({
  page,
}) => {
  const p2c = 1_500_000;
  const token = await new CompactEncrypt(octets(JSON.stringify(CLAIMS)))
    .setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM' })
    .setKeyManagementParameters({ p2c })
    .encrypt(octets('a password'));
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(token);
  await jwt.key.fill('a password');
  const panel = page.getByRole('region', { name: 'Stopped before it was decrypted' });
  await expect(panel).toContainText('1,500,000 iterations');
  await expect(panel).toContainText(/takes (?:about \d+ seconds?|less than a second)/);
  await panel.getByRole('button', { name: 'Decrypt anyway' }).click();
  await expect(jwt.verdict).toContainText('Decrypted', { timeout: 30_000 });
  await expect(panel).toHaveCount(0);

  // The page lives on while the next one is under way, and a change puts an end to it.
  await jwt.button('Clear token').click();
  await jwt.pasteToken(token);
  await panel.getByRole('button', { name: 'Decrypt anyway' }).click();
  await jwt.key.fill('another');
  await expect(jwt.verdict).not.toContainText('Decrypted');
  await expect(jwt.key).toHaveValue('another');
});

test('what inflates too far is inflated on a click only, up to a limit that is said', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.key.fill(SECRET);
  await jwt.pasteToken(await bomb(1_000_000));
  const panel = page.getByRole('region', { name: 'Stopped before it was decrypted' });
  await expect(panel).toContainText('more than 250 KB');
  await panel.getByRole('button', { name: 'Inflate up to 10 MB' }).click();
  await expect(jwt.verdict).toContainText('Decrypted');
  await expect(jwt.pane('Payload')).toContainText('ada');

  await jwt.pasteToken(await bomb(12_000_000));
  await panel.getByRole('button', { name: 'Inflate up to 10 MB' }).click();
  await expect(panel).toContainText('more than 10 MB');
  await expect(panel.getByRole('button', { name: 'Inflate up to 100 MB' })).toBeVisible();
});

test('a token in JSON for two readers says whom the key opened it for, and keeps its form when it is edited', async ({
  page,
}) => {
  const [rsa, ec] = [
    await generateKeyPair('RSA-OAEP', { extractable: true }),
    await generateKeyPair('ECDH-ES+A128KW', { extractable: true }),
  ];
  const general = await new GeneralEncrypt(octets(JSON.stringify(CLAIMS)))
    .setProtectedHeader({ enc: 'A256GCM' })
    .setSharedUnprotectedHeader({ jku: 'https://issuer.example/keys' })
    .setAdditionalAuthenticatedData(octets('for the shop'))
    .addRecipient(rsa.publicKey)
    .setUnprotectedHeader({ alg: 'RSA-OAEP', kid: 'first' })
    .addRecipient(ec.publicKey)
    .setUnprotectedHeader({ alg: 'ECDH-ES+A128KW', kid: 'second' })
    .encrypt();
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(JSON.stringify(general));
  await jwt.key.fill(JSON.stringify(await exportJWK(ec.privateKey)));
  await expect(jwt.verdict).toContainText(/Decrypted\s+ECDH-ES\+A128KW/);
  const pane = page.getByRole('region', { name: 'Encryption', exact: true });
  const item = (name: string) => pane.getByRole('listitem').filter({ hasText: name });
  await expect(item('Encrypted key 1 of 2')).toContainText('kid first');
  await expect(item('Encrypted key 1 of 2')).not.toContainText('opened');
  await expect(item('Encrypted key 2 of 2')).toContainText('opened with this key');
  await expect(item('Additional authenticated data')).toContainText('12 bytes');
  await expect(item('Shared header')).toHaveCount(1);

  // An edit encrypts for both, and needs a key for each.
  const set = { keys: [await exportJWK(rsa.privateKey), await exportJWK(ec.privateKey)] };
  await jwt.key.fill(JSON.stringify(set));
  await expect(jwt.verdict).toContainText('Decrypted');
  await editFirstClaim(jwt, '!');
  await expect(jwt.token).not.toHaveValue(JSON.stringify(general));
  await expect(jwt.verdict).toContainText('Decrypted');
  for (const { privateKey } of [rsa, ec]) {
    const made = JSON.parse(await jwt.token.inputValue()) as typeof general;
    const { plaintext, additionalAuthenticatedData } = await generalDecrypt(made, privateKey);
    expect(JSON.parse(textOf(plaintext))).toEqual({ ...CLAIMS, sub: 'ada!' });
    expect(textOf(additionalAuthenticatedData ?? octets(''))).toBe('for the shop');
  }
});

test('every encrypted sample is opened by its key', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const options = page.getByRole('combobox', { name: 'Sample' }).locator('optgroup[label="Encryption"] option');
  const ids = await options.evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  expect(ids).toEqual(expect.arrayContaining(['dir', 'A192GCMKW', 'RSA1_5', 'ECDH-ES', 'PBES2-HS512+A256KW']));
  for (const id of ids) {
    await test.step(id, async () => {
      await jwt.sample.selectOption(id);
      await expect(jwt.verdict).toContainText(`Decrypted ${id},`);
      await expect(jwt.payloadJson).toHaveValue(/"sub": "user-48211"/);
    });
  }
});

test('decrypted, edited and encrypted for another algorithm without a mouse', async ({ page }) => {
  const token = await encrypted({ alg: 'A128KW', enc: 'A128GCM' }, octets(SECRET));
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.paste(token);
  await page.keyboard.press('Alt+Shift+Digit4');
  await page.keyboard.type(SECRET);
  await expect(jwt.verdict).toContainText('Decrypted');
  await page.keyboard.press('Alt+Shift+Digit3');
  await expect(jwt.pane('Payload').locator('.monaco-editor .view-line').first()).toBeVisible();
  for (const key of ['Control+Home', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
  await page.keyboard.type('!');
  await expect.poll(() => openedByJose(jwt, octets(SECRET))).toBe(JSON.stringify({ ...CLAIMS, sub: 'ada!' }));
  await jwt.algorithm.focus();
  await page.keyboard.type('A128GCMKW');
  await expect(jwt.verdict).toContainText('Decrypted A128GCMKW');
  await expect.poll(() => openedByJose(jwt, octets(SECRET))).toBe(JSON.stringify({ ...CLAIMS, sub: 'ada!' }));
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('a decrypted token, its octets, its formula and a marked part have no violation', async ({ page }) => {
      const jwt = new DebuggerPage(page);
      await jwt.open();
      await jwt.sample.selectOption('jwe-general');
      await expect(jwt.verdict).toContainText('Decrypted');
      expect(await violations(page, ['body']), 'several recipients').toEqual([]);
      await jwt.sample.selectOption('ECDH-ES+A128KW');
      await expect(jwt.verdict).toContainText('Decrypted ECDH-ES+A128KW');
      const pane = page.getByRole('region', { name: 'Encryption', exact: true });
      const panes = ['[aria-labelledby="pane-token"]', '[aria-labelledby="pane-encryption"]'];
      await expect(pane.getByRole('button')).toHaveCount(5);
      for (const button of await pane.getByRole('button').all()) await button.click();
      // The colours that only an encrypted token has, marked.
      for (const name of ['Encrypted key', 'Initialization vector']) {
        await pane.getByText(name, { exact: true }).hover();
        await expect(jwt.markedInToken()).toHaveCount(1);
        expect(await violations(page, panes), name).toEqual([]);
      }
      await pane.getByText('Formula').click();
      expect(await violations(page, panes), 'formula').toEqual([]);
    });
  });
}

/** What axe finds in these places of the page: every rule of WCAG 2.2 A and AA. */
async function violations(page: Page, places: string[]): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const axe = places.reduce((builder, place) => builder.include(place), new AxeBuilder({ page }));
  const found = await axe.withTags(tags).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
