import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { findVectors, NO_VECTORS } from '../scripts/vectors/families.mjs';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256, makeToken } from './tokens';

const CLAIMS = { iss: 'https://issuer.example', sub: 'someone' };
const UNKNOWN = 'on no list: 8f1c0d5e2b7a';

/** The panel, and what a search in it says. */
function panel(page: Page) {
  const region = page.getByRole('region', { name: 'Secret search', exact: true });
  const button = (name: string) => region.getByRole('button', { name, exact: true });
  return {
    region,
    button,
    result: region.getByRole('status', { name: 'Search result' }),
    list: region.getByLabel('Word list…'),
  };
}

/** Opens the page with a token whose secret nobody has said. */
async function openWith(page: Page, token: string) {
  const at = new DebuggerPage(page);
  await at.open();
  await at.pasteToken(token);
  await expect(at.verdict).toHaveText(/^Not verified/);
  return { at, ...panel(page) };
}

const words = (text: string | Buffer, name = 'words.txt') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

test('a common secret is found without a word, told as a finding, and filled in on request', async ({ page }) => {
  const { at, result, button } = await openWith(page, hs256(CLAIMS, 'trustno1'));
  await expect(result).toContainText('The secret was guessed: t••••••• (8 characters)');
  await expect(result).toContainText(/From the built-in list \(common word \d+\)\./);
  const finding = at.pane('Findings').locator('[data-check="guessable-secret"]');
  await expect(finding).toHaveAttribute('data-severity', 'critical');
  await expect(page.locator('body')).not.toContainText('trustno1');
  await button('Use it as key').click();
  await expect(at.key).toHaveValue('trustno1');
  await expect(at.verdict).toHaveText(/^Valid signature/);
  await expect(finding).toBeVisible();
  await at.key.focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(at.key).toHaveValue('');
});

test('the policy of a worker lets it run WebAssembly, and make no script from text', async ({ page }) => {
  const worker = page.waitForEvent('worker');
  await openWith(page, hs256(CLAIMS, UNKNOWN));
  const outcomes = (await worker).evaluate(async () => {
    // What is evaluated at once may make script from text; what comes later is under the policy.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const isAllowed = (what: () => unknown) => {
      try {
        what();
        return true;
      } catch {
        return false;
      }
    };
    // The shortest module: its magic number and its version.
    const wasm = () => new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return [isAllowed(wasm), isAllowed(() => new Function('return 1'))];
  });
  expect(await outcomes).toEqual([true, false]);
});

test('nothing is searched for a token that verifies, and nothing is shown for one that no secret signed', async ({
  page,
}) => {
  const at = new DebuggerPage(page);
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  await at.open();
  await expect(panel(page).region).toContainText('The key verifies it.');
  await page.waitForTimeout(1_500);
  expect(workers).toEqual([]);
  await at.sample.selectOption('ES256');
  await expect(panel(page).region).toBeHidden();
});

test('a word list is searched to its end, paused and stopped', async ({ page }) => {
  const token = makeToken({ alg: 'HS512' }, { ...CLAIMS, text: 'x'.repeat(70_000) }, UNKNOWN);
  const { region, button, result, list } = await openWith(page, token);
  // A long token takes long enough to be paused.
  await list.setInputFiles(words(Array.from({ length: 300_000 }, (_, index) => `word-${index}`).join('\r\n')));
  await expect(region).toContainText('Trying: words.txt');
  await button('Pause').click();
  await expect(region).toContainText('Paused: words.txt');
  await button('Resume').click();
  await expect(region).toContainText('Trying: words.txt');
  await expect(region.getByRole('progressbar', { name: 'Secrets tried' })).toBeVisible();
  await button('Stop').click();
  await expect(region).toContainText('tried on request only');
  await list.setInputFiles(words('\uFEFFone\r\ntwo\r\n\r\nthree'));
  await expect(result).toHaveText(/^Not found\. 3 secrets from words\.txt were tried in (?:under a second|\d+ s)\.$/);
});

test('a secret that is not UTF-8 is found and filled in in hexadecimal', async ({ page }) => {
  const secret = Buffer.from('p\xe4ssw\xf6rter', 'latin1');
  const { at, result, button, list } = await openWith(page, hs256(CLAIMS, secret));
  await list.setInputFiles(words(Buffer.concat([Buffer.from('a\n'), secret, Buffer.from('\nb')])));
  await expect(result).toContainText('From line 2 of words.txt.');
  await button('Use it as key').click();
  await expect(at.verdict).toHaveText(/^Valid signature/);
  await expect(at.secretEncoding).toHaveValue('hex');
});

test('a newer token ends the search for an older one', async ({ page }) => {
  const { at, region, result, list } = await openWith(page, hs256({ ...CLAIMS, text: 'x'.repeat(60_000) }, UNKNOWN));
  await list.setInputFiles(words('word\n'.repeat(200_000)));
  await expect(region).toContainText('Trying: words.txt');
  await at.pasteToken(hs256(CLAIMS, 'changeme'));
  await expect(result).toContainText('The secret was guessed: c••••••• (8 characters)');
});

test('all secrets of a list that is dropped are found, and no other', async ({ page }) => {
  const folder = findVectors() ?? '';
  const file = join(folder, 'weak-secrets.txt');
  test.skip(!existsSync(file), NO_VECTORS);
  test.setTimeout(180_000);
  type Case = { token: string; key?: string; line?: number; expect: string };
  const family: { cases: Case[] } = JSON.parse(readFileSync(join(folder, 'weak-secret-tokens.json'), 'utf8'));
  const text = readFileSync(file, 'utf8');
  const at = new DebuggerPage(page);
  await at.open();
  const { region, result } = panel(page);
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'weak-secrets.txt'));
    return data;
  }, text);
  for (const { token, line, expect: expected } of family.cases) {
    await at.pasteToken(token);
    await expect(at.verdict).toHaveText(/^Not verified/);
    await region.dispatchEvent('drop', { dataTransfer: transfer });
    const place = line === undefined ? '' : `From line ${line.toLocaleString('en')} of weak-secrets.txt.`;
    await expect(result).toContainText(expected === 'crackable' ? place : 'secrets from weak-secrets.txt were tried');
  }
});
