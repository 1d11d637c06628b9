import * as crypto from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256 } from './tokens';

const secret = 'a shared secret that is long enough';
const claims = { iss: 'https://login.shop.example', aud: 'orders', sub: 'user-1', exp: 4_102_444_800 };

/** The function in the code, run as it was copied. */
function load(code: string): (token: string) => unknown {
  const body = code
    .replace(/^import (.+) from '(.+)';$/gm, (_, names, module) => `const ${names} = modules['${module}'];`)
    .replace('export ', '');
  return new Function('modules', 'process', `${body}\nreturn verify;`)(
    { jsonwebtoken, 'node:crypto': crypto },
    { env: { JWT_SECRET: secret } },
  );
}

test('the expectations are taken away as code that holds to them', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const at = new DebuggerPage(page);
  await at.open();
  await at.pasteToken(hs256(claims, secret));
  await at.key.fill(secret);
  await expect(at.verdict).toContainText('Valid signature');
  const expectations = page.getByRole('region', { name: 'Expectations', exact: true });
  const pane = page.getByRole('region', { name: 'As code', exact: true });
  const library = pane.getByRole('combobox', { name: 'Library' });

  await test.step('it comes when it is asked for', async () => {
    await expect(library).toHaveCount(0);
    await pane.getByRole('button', { name: 'Show code' }).click();
    await expect(pane.getByRole('region', { name: 'Code in JavaScript' })).toContainText("algorithms: ['HS256']");
    await expect(pane.getByRole('list', { name: 'Notes on the code' })).toContainText('No algorithm is expected');
  });

  await test.step('it follows what is expected', async () => {
    await expectations.getByRole('textbox', { name: 'Issuer', exact: true }).fill('https://login.shop.example');
    await expectations.getByRole('textbox', { name: 'Audience', exact: true }).fill('orders');
    await expectations.getByRole('textbox', { name: 'Algorithms', exact: true }).fill('HS256, HS512');
    await expect(pane).toContainText("issuer: 'https://login.shop.example'");
    await expect(pane).toContainText("audience: ['orders']");
    await expect(pane).toContainText("algorithms: ['HS256', 'HS512']");
    await expect(pane).not.toContainText('No algorithm is expected');
  });

  await test.step('what is copied takes this token, and none for another', async () => {
    await library.selectOption('jsonwebtoken');
    await pane.getByRole('button', { name: 'Copy code' }).click();
    await expect(pane.getByRole('button', { name: 'Copied' })).toBeVisible();
    const verify = load(await at.clipboard());
    expect(verify(hs256(claims, secret))).toMatchObject({ sub: 'user-1' });
    expect(() => verify(hs256({ ...claims, aud: 'billing' }, secret))).toThrow();
    expect(() => verify(hs256({ ...claims, iss: 'https://evil.example' }, secret))).toThrow();
    expect(() => verify(hs256(claims, 'another secret that is long enough'))).toThrow();
  });

  await test.step('every library has code, and no code has the secret', async () => {
    for (const id of await library
      .locator('option')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value')))) {
      await library.selectOption(id);
      await expect(pane.locator('pre')).toContainText('https://login.shop.example');
      await expect(pane).not.toContainText(secret);
    }
  });

  await test.step('the choice outlives the hiding of the code', async () => {
    await library.selectOption('pyjwt');
    await pane.getByRole('button', { name: 'Hide code' }).click();
    await expect(library).toHaveCount(0);
    await pane.getByRole('button', { name: 'Show code' }).click();
    await expect(library).toHaveValue('pyjwt');
    await expect(pane.getByRole('region', { name: 'Code in Python' })).toContainText('jwt.decode(');
  });
});

test('what a library has no way to ask for is said in words', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const proof = { jti: 'j', htm: 'POST', htu: 'https://api.example/', iat: 1_795_000_000 };
  await at.pasteToken(hs256(proof, secret, { typ: 'dpop+jwt' }));
  const pane = page.getByRole('region', { name: 'As code', exact: true });
  await pane.getByRole('button', { name: 'Show code' }).click();
  const notes = pane.getByRole('list', { name: 'Notes on the code' });
  await expect(notes).toContainText('keep its "jti" until it expires');
  await pane.getByRole('combobox', { name: 'Library' }).selectOption('golang-jwt');
  await expect(notes).toContainText('Missing: a DPoP proof is verified with the public key in its own header');
  await expect(pane.locator('pre')).toContainText('// Missing: a DPoP proof');
});
