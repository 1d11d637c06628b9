import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect } from '../fixtures';
import { Issuer, signingKey } from '../issuer';
import { certificate, hs256, jwkOf, makeToken, pkcs8, publicHalf } from '../tokens';
import type { Tour } from './tour';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** Keys in their forms, with a passphrase, as a certificate, in a set, from a file, from a header, made and given out. */
export async function throughKeys(tour: Tour): Promise<void> {
  const { page, marks } = tour;
  const pane = tour.pane('Key');
  const token = makeToken({ alg: 'ES256', kid: 'one' }, { sub: marks.of('of-a-key') }, ec);
  await tour.step('under a passphrase, as a certificate, from a file', async () => {
    const passphrase = marks.of('passphrase');
    const locked = String(ec.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase }));
    await tour.give(token, locked, /Cannot|Not/);
    await page.getByLabel('Passphrase').fill(passphrase);
    await expect(tour.verdict).toContainText('Valid signature');
    await tour.button('Clear key').click();
    await tour.give(token, certificate(ec, marks.of('subject')));
    const file = { name: `${marks.of('key')}.pem`, mimeType: 'text/plain', buffer: Buffer.from(pkcs8(ec)) };
    await pane.getByLabel('Open…').setInputFiles(file);
    await expect(tour.key).toHaveValue(pkcs8(ec));
  });
  await tour.step('in every form, copied and as a file', async () => {
    for (const key of [pkcs8(rsa), pkcs8(ec)]) {
      await tour.key.fill(key);
      await tour.chooseEach(page.getByRole('combobox', { name: 'Export as' }), async () => {
        await pane.getByRole('button', { name: /^(?:Copy key in this form|Copied)$/ }).click();
        await tour.download(() => tour.button('Download key in this form').click());
      });
    }
  });
  await tour.step('a set, with a key of it taken', async () => {
    const keys = [ec, rsa].map((key, at) => ({ ...jwkOf(publicHalf(key)), kid: `${marks.of('kid-of-set')}${at}` }));
    await tour.give(token, JSON.stringify({ keys }));
    await expect(tour.region('Key set').getByRole('row')).toHaveCount(3);
    for (const place of [1, 2]) {
      await page.getByText(`Export key ${place}`).click();
      await page.getByRole('combobox', { name: `Export key ${place} as` }).selectOption({ index: 1 });
      await tour.button(`Copy key ${place} in this form`).click();
      await tour.download(() => tour.button(`Download key ${place} in this form`).click());
    }
    await tour.button('Copy public key set').click();
    await tour.download(() => tour.button('Download public key set').click());
    await tour.button('Use only key 1').click();
    await expect(tour.verdict).toContainText('Valid signature');
  });
  await tour.step('out of a header; made; read in another encoding', async () => {
    const own = makeToken({ alg: 'ES256', jwk: jwkOf(publicHalf(ec)) }, { sub: marks.of('own-key') }, ec);
    await tour.give(own, '', 'Not verified');
    await tour.button('Take “jwk” from the header').click();
    await expect(tour.verdict).toContainText('Valid signature');
    await tour.algorithm.selectOption('EdDSA');
    await pane.getByRole('combobox', { name: 'Curve of the new key' }).selectOption('Ed448');
    await pane.getByRole('button', { name: 'Generate', exact: true }).click();
    await expect(tour.verdict).toContainText('Valid signature');
    await tour.keepFields();
    const octets = randomBytes(33);
    await tour.give(hs256({ sub: marks.of('encoding') }, octets), octets.toString('base64'));
    await tour.secretEncoding.selectOption('utf-8');
    const doctor = tour.region('Why won’t it verify?');
    await expect(doctor).toContainText('read as Base64');
    await doctor.getByText('What was tried').click();
    await doctor.getByRole('button', { name: /^Use it/ }).click();
    await expect(tour.verdict).toContainText('Valid signature');
    await tour.key.fill(marks.of('own'));
    await tour.sample.selectOption('HS384');
    await tour.button('Use this sample’s key').click();
  });
}

/** A key set from an issuer, at the person's click: the one thing that is asked for. Gives the addresses that were. */
export async function throughFetching(tour: Tour, allow: (origin: string) => void): Promise<string[]> {
  const { page, marks } = tour;
  const issuer = await Issuer.start({ keys: [signingKey('one')] });
  allow(issuer.url);
  try {
    const asked = [`${issuer.url}/.well-known/openid-configuration`, `${issuer.url}/jwks`];
    await tour.step('a key set that is fetched', async () => {
      const header = { alg: 'ES256', kid: 'one', jku: `https://${marks.of('jku')}.example/` };
      await tour.give(makeToken(header, { iss: issuer.url, sub: marks.of('fetched') }, ec), '', 'Not verified');
      await tour.button('Fetch…').click();
      const form = page.getByRole('dialog', { name: 'Fetch a key set' });
      const address = form.getByRole('textbox', { name: /^Address of a key set/ });
      await address.fill(`https://keys.example/${await tour.token.inputValue()}`);
      await expect(form).toContainText('The address holds a token');
      await form.getByRole('button', { name: 'Cancel' }).click();
      await tour.button('Fetch…').click();
      await form.getByRole('button', { name: /^Use / }).first().click();
      await expect(address).toHaveValue(asked[0] ?? '');
      await form.getByRole('button', { name: 'Fetch', exact: true }).click();
      await expect(tour.key).toHaveValue(/"kid": ?"one"/);
      await expect(page.locator('iframe')).toHaveCount(0);
    });
    return asked;
  } finally {
    await issuer.stop();
  }
}
