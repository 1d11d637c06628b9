// What a person does with the page in Firefox, step by step; a step throws when it does not go as it should.
import { until } from './page.mjs';
import { CLAIMS, encryptedTokens, hs256, isSignedWith, keySetAndToken, signedTokens } from './tokens.mjs';

/** A host that one step tries to ask; complaints of it are as they should be. */
export const REFUSED_HOST = 'https://elsewhere.example';
/** Algorithms that no browser has: the page loads them when they are wanted. */
const LOADED_LATER = ['ES256K', 'Ed448'];
const SECRET = 'a secret of at least thirty-two octets';

function demand(isSo, what) {
  if (!isSo) throw new Error(what);
}

/**
 * The steps, by their names, for a tab of openTab.
 * @param issuer `{ url, token }`: a host of another origin, which gives its key set to anyone, and a token of its
 * @param stopHost takes the page's own host away
 */
export function steps(page, issuer, stopHost) {
  const field = (name) => page.find('textbox', name);
  const region = (name) => page.find('region', name);
  const paste = async (name, text) => page.paste(await field(name), text);

  /** Waits for a verdict that begins with these words. */
  const judged = async (words) => {
    const strip = await page.find('status', 'Verdict');
    let text = '';
    const isThere = async () => {
      text = (await page.textOf(strip)).trim();
      return text.startsWith(words);
    };
    await until(`“${words}”`, isThere).catch(() => demand(false, `“${words}” was waited for, and it says “${text}”`));
    return text;
  };
  const says = (name, words) =>
    until(`${name} to say “${words}”`, async () => (await page.textOf(await region(name))).includes(words));

  return {
    'opens, with its sample verified': async () => {
      await page.open('/');
      await judged('Valid signature');
      await says('Claims', 'exp');
    },

    'verifies each family of signatures, and refuses a changed token': async () => {
      for (const { alg, token, key } of signedTokens()) {
        await paste('Token', token);
        await paste('Key', key);
        await judged(`Valid signature ${alg}`);
        const [header, , signature] = token.split('.');
        await paste('Token', `${header}.${Buffer.from('{"sub":"eve"}').toString('base64url')}.${signature}`);
        await judged('Invalid signature');
      }
    },

    'opens the editor, and signs anew what is edited': async () => {
      const token = hs256(CLAIMS, SECRET);
      await paste('Token', token);
      await paste('Key', SECRET);
      await judged('Valid signature HS256');
      await page.click(await field('Payload JSON'));
      const payload = await region('Payload');
      const isOpen = () => page.run((pane) => pane.querySelector('.monaco-editor .view-line') !== null, payload);
      await until('the editor', isOpen);
      const isFocused = () => page.run(() => document.activeElement?.closest('.monaco-editor') != null);
      await until('the editor to have the focus', isFocused);
      await page.press('Control', 'a');
      await page.type('{"sub":"grace"}');
      const tokenField = await field('Token');
      const edited = Buffer.from('{"sub":"grace"}').toString('base64url');
      await until('the token to follow', async () => (await page.contentOf(tokenField)).split('.')[1] === edited);
      await judged('Valid signature HS256');
      demand(isSignedWith(await page.contentOf(tokenField), SECRET), 'the edited token is not signed with its key');
      await page.run(() => document.activeElement.blur());
    },

    'tells what is wrong': async () => {
      await paste('Token', hs256({ ...CLAIMS, exp: 1 }, SECRET));
      await until('the finding', async () =>
        page.run((pane) => pane.querySelector('[data-check="expired"]') !== null, await region('Findings')),
      );
      await says('Time', 'Expired');
    },

    'takes a key set, and the key that the token names': async () => {
      const { set, token } = keySetAndToken();
      await paste('Token', token);
      await paste('Key', set);
      demand((await judged('Valid signature ES256')).includes('two'), 'the verdict does not name the key');
    },

    decrypts: async () => {
      for (const { token, key } of await encryptedTokens()) {
        await paste('Token', token);
        await judged('Cannot decrypt');
        await paste('Key', key);
        await judged('Decrypted');
        await says('Claims', CLAIMS.iss);
      }
    },

    'guesses a secret in its worker': async () => {
      await paste('Token', hs256(CLAIMS, 'trustno1'));
      await until('the guess', async () => {
        const [panel] = await page.findAll('region', 'Secret search');
        return panel && (await page.textOf(panel)).includes('The secret was guessed: t•••');
      });
    },

    'fetches a key set through its isolated frame': async () => {
      await paste('Token', issuer.token);
      await page.click(await page.find('button', 'Fetch…'));
      const address = await field('Address of a key set or of an issuer’s configuration');
      await page.paste(address, `${issuer.url}/jwks`);
      await page.press('Enter');
      await judged('Valid signature ES256');
      await says('Key', `Fetched from ${issuer.url}/jwks`);
    },

    'cannot be made to ask another host': async () => {
      const isAsked = await page.run((url) => fetch(url).then(Boolean, () => false), `${REFUSED_HOST}/`);
      demand(!isAsked, 'another host was asked');
      const isRefusal = (complaint) => complaint.startsWith(`policy: connect-src refused ${REFUSED_HOST}`);
      await until('the refusal to be told', () => page.complaints.some(isRefusal));
    },

    'is dark when asked': async () => {
      await page.choose(await page.find('combobox', 'Theme'), 'dark');
      await until('the dark theme', () => page.run(() => document.documentElement.dataset.theme === 'dark'));
    },

    'works with its host gone': async () => {
      await until('all to be kept', () => page.run(() => document.body.textContent.includes('Ready offline')));
      await stopHost();
      await page.reload();
      await judged('Valid signature');
      for (const { alg, token, key } of signedTokens().filter(({ alg }) => LOADED_LATER.includes(alg))) {
        await paste('Token', token);
        await paste('Key', key);
        await judged(`Valid signature ${alg}`);
      }
    },
  };
}
