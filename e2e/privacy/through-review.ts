import { generateKeyPairSync } from 'node:crypto';
import { expect } from '../fixtures';
import { hs256, makeToken } from '../tokens';
import type { Tour } from './tour';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** Findings, expectations of every kind, code for every library, and the report in every form. */
export async function throughReview(tour: Tour, secret: string): Promise<void> {
  const { page, marks } = tour;
  const findings = tour.pane('Findings');
  await tour.step('findings opened, shown in their places, accepted', async () => {
    const claims = { iss: `https://${marks.of('iss')}.example`, sub: marks.of('sub'), exp: 1, nonce: marks.of('n') };
    await tour.give(hs256({ ...claims, email: `${marks.of('mail')}@a.example` }, secret), secret);
    await findings.getByText('Why, and what to do').first().click();
    await findings
      .getByRole('button', { name: /^Show in the / })
      .first()
      .click();
    const accept = findings.getByRole('button', { name: /^Accept: / });
    await accept.first().click();
    await findings.getByRole('button', { name: 'Cancel' }).click();
    await accept.first().click();
    await page.getByRole('textbox', { name: 'Why it is accepted' }).fill(marks.of('a-note'));
    await findings.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(findings).toContainText(marks.of('a-note'));
    await findings.getByRole('button', { name: /^Undo accepting/ }).click();
    await accept.first().click();
    await page.keyboard.insertText(marks.of('another-note'));
    await page.keyboard.press('Enter');
  });
  const expectations = tour.region('Expectations');
  await tour.step('expectations of every kind', async () => {
    await tour.button('From this token').click();
    await tour.button('Forget').click();
    const kind = expectations.getByRole('combobox', { name: 'Kind of token' });
    await tour.chooseEach(kind, async () => {
      for (const field of await expectations.getByRole('textbox').all()) {
        if ((await field.inputValue()) === '') await field.fill(marks.of('expected'));
      }
    });
    await tour.button('Forget').click();
    await expectations.getByRole('textbox', { name: 'Audience', exact: true }).fill(marks.of('audience'));
    await expectations.getByRole('textbox', { name: 'Issuer', exact: true }).fill(marks.of('issuer'));
  });
  await tour.step('code for every library, copied', async () => {
    const pane = tour.region('As code');
    await pane.getByRole('button', { name: 'Show code' }).click();
    await tour.chooseEach(pane.getByRole('combobox', { name: 'Library' }), async () => {
      await expect(pane.locator('pre')).toContainText(marks.of('audience'));
      await pane.getByRole('button', { name: /^(?:Copy code|Copied)$/ }).click();
    });
    await pane.getByRole('button', { name: 'Hide code' }).click();
  });
  await tour.step('the report in every form, redacted and whole, copied and as a file', async () => {
    const pane = tour.region('Report');
    await pane.getByRole('button', { name: 'Write…' }).click();
    const text = tour.region('Report text');
    await expect(text).toContainText('Redacted');
    await expect(text).not.toContainText(marks.of('mail'));
    const forms = pane.getByRole('combobox', { name: 'Form of the report' });
    const take = async () => {
      await pane.getByRole('button', { name: /^(?:Copy report|Copied)$/ }).click();
      await tour.download(() => tour.button('Download report').click());
    };
    await tour.chooseEach(forms, take);
    for (const box of await pane.getByRole('checkbox').all()) await box.check();
    await tour.chooseEach(forms, take);
    await forms.selectOption({ index: 0 });
    await expect(text).toContainText(marks.of('mail'));
    await pane.getByRole('button', { name: 'Close' }).click();
  });
}

/** What takes a worker: the search for a secret, nonces and primes that were seen. */
export async function throughSearches(tour: Tour): Promise<void> {
  const { marks } = tour;
  const search = tour.region('Secret search');
  await tour.step('a secret is searched for', async () => {
    const secret = marks.of('guessed');
    await tour.give(hs256({ sub: marks.of('to-guess') }, secret), '', 'Not verified');
    await search.getByRole('button', { name: 'Pause' }).click();
    await search.getByRole('button', { name: 'Resume' }).click();
    await search.getByRole('button', { name: 'Stop' }).click();
    await search.getByRole('button', { name: 'Try common secrets' }).click();
    await search.getByRole('button', { name: 'Stop' }).click();
    const list = { name: `${marks.of('words')}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`a\n${secret}\nb`) };
    await search.getByLabel('Word list…').setInputFiles(list);
    await expect(search.getByRole('status', { name: 'Search result' })).toContainText('From line 2');
    await search.getByRole('button', { name: 'Use it as key' }).click();
    await expect(tour.verdict).toContainText('Valid signature');
  });
  await tour.step('nonces and primes are compared with those seen', async () => {
    for (const place of ['nonce-one', 'nonce-two']) {
      await tour.give(makeToken({ alg: 'ES256' }, { sub: marks.of(place) }, ec), '', 'Not verified');
    }
    await tour.secretEncoding.selectOption('detect');
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    const text = String(key.export({ type: 'spki', format: 'pem' }));
    marks.keep(text);
    await tour.key.fill(text);
    await expect(tour.pane('Key')).toContainText('RSA public key');
  });
}
