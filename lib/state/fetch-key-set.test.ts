import { describe, expect, it } from 'vitest';
import { type Ask, type FrameAnswer, fetchKeySet, fetchNamed, readFrameAnswer } from './fetch-key-set';

const ISSUER = 'https://a.example/t';
const URL_OF = { configuration: `${ISSUER}/.well-known/openid-configuration`, keys: 'https://a.example/t/keys' };
const KEYS = '{"keys":[{"kty":"oct","k":"AAAA"}]}';
const { signal } = new AbortController();

const answer = (body: unknown, status = 200): FrameAnswer => ({
  kind: 'answer',
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const configuration = (members: object = {}) => answer({ issuer: ISSUER, jwks_uri: URL_OF.keys, ...members });

/** Asks a table of addresses, and remembers which were asked. */
function host(pages: Record<string, FrameAnswer>): { ask: Ask; asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = async (_, url) => {
    asked.push(url);
    return pages[url] ?? { kind: 'no-answer' };
  };
  return { ask, asked };
}

describe('fetching', () => {
  it('takes a key set or a single key as it stands', async () => {
    for (const text of [KEYS, '{"kty":"oct","k":"AAAA"}', ` ${KEYS}\n`]) {
      const { ask, asked } = host({ [URL_OF.keys]: answer(text) });
      const outcome = await fetchKeySet(signal, ask, { url: URL_OF.keys, issuer: ISSUER });
      expect(outcome).toEqual({ kind: 'fetched', text, url: URL_OF.keys });
      expect(asked).toEqual([URL_OF.keys]);
    }
  });

  it('goes on to the key set that the configuration of the issuer names on its own origin', async () => {
    const { ask, asked } = host({ [URL_OF.configuration]: configuration(), [URL_OF.keys]: answer(KEYS) });
    const outcome = await fetchKeySet(signal, ask, { url: URL_OF.configuration, issuer: ISSUER });
    expect(outcome).toEqual({ kind: 'fetched', text: KEYS, url: URL_OF.keys });
    expect(asked).toEqual([URL_OF.configuration, URL_OF.keys]);
  });

  it.each([
    ['another origin', { jwks_uri: 'https://b.example/keys' }, ISSUER, /another origin/],
    ['another port', { jwks_uri: 'https://a.example:444/keys' }, ISSUER, /another origin/],
    ['another issuer', { issuer: 'https://a.example/other' }, ISSUER, /issuer “https:\/\/a.example\/other”/],
    ['an issuer that differs in a slash', { issuer: `${ISSUER}/` }, ISSUER, /not the token's "iss"/],
    ['no issuer', { issuer: undefined }, ISSUER, /names no "issuer"/],
    ['an issuer that is no text', { issuer: [ISSUER] }, ISSUER, /names no "issuer"/],
    ['a token without an issuer', {}, undefined, /token names no issuer/],
  ])('asks before it goes on: %s', async (_, members, issuer, because) => {
    const { ask, asked } = host({ [URL_OF.configuration]: configuration(members) });
    const outcome = await fetchKeySet(signal, ask, { url: URL_OF.configuration, issuer });
    expect(outcome).toMatchObject({ kind: 'confirm' });
    expect(outcome.kind === 'confirm' && outcome.because.join()).toMatch(because);
    expect(asked).toEqual([URL_OF.configuration]);
  });

  it('asks before it goes on from a configuration that stands where keys were asked for', async () => {
    const { ask } = host({ 'https://a.example/x': configuration() });
    const outcome = await fetchKeySet(signal, ask, { url: 'https://a.example/x', issuer: ISSUER });
    expect(outcome).toMatchObject({ kind: 'confirm', because: [expect.stringContaining('where keys were asked for')] });
  });

  it('follows one configuration and no second', async () => {
    const { ask } = host({ [URL_OF.keys]: configuration() });
    expect(await fetchNamed(signal, ask, URL_OF.keys)).toMatchObject({ kind: 'failed' });
  });

  it.each([
    ['a redirection', { kind: 'redirected' }, /redirection, which is not followed/],
    ['too much', { kind: 'too-long' }, /longer than 1 MB/],
    ['silence', { kind: 'too-late' }, /within 15 seconds/],
    ['a refusal', { kind: 'no-answer' }, /a page cannot tell which/],
    ['a status', answer(KEYS, 404), /HTTP status 404/],
    ['a page', answer('<!doctype html>'), /not a JSON object/],
    ['a list', answer('[]'), /neither "keys" nor "jwks_uri"/],
    ['nothing', answer('null'), /not a JSON object/],
    ['no keys', answer({ keys: [] }), /has no keys/],
    ['another document', answer({ keys: 'x' }), /neither "keys" nor "jwks_uri"/],
    ['an address that is none', configuration({ jwks_uri: 'ftp://a.example/' }), /"jwks_uri" cannot be asked/],
  ] as const)('says in a sentence what came instead: %s', async (_, came, reason) => {
    const { ask } = host({ [URL_OF.configuration]: came });
    const outcome = await fetchKeySet(signal, ask, { url: URL_OF.configuration, issuer: ISSUER });
    expect(outcome.kind === 'failed' && outcome.reason).toMatch(reason);
    expect(outcome.kind === 'failed' && outcome.reason).toMatch(/^a\.example: .*\.$/);
  });
});

describe('a message from the frame', () => {
  it.each([
    [{ kind: 'answer', status: 200, text: 'x' }, 'answer'],
    [{ kind: 'redirected', url: 'https://evil.example' }, 'redirected'],
    [{ kind: 'answer', status: 200, text: 'x'.repeat(1_000_001) }, 'too-long'],
    [{ kind: 'answer', status: '200', text: 'x' }, 'no-answer'],
    [{ kind: 'answer', status: 200 }, 'no-answer'],
    [{ kind: 'constructor' }, 'no-answer'],
    [{ kind: 'too-late' }, 'no-answer'],
    [undefined, 'no-answer'],
    ['answer', 'no-answer'],
    [null, 'no-answer'],
  ])('is taken only in a known form: %#', (data, kind) => {
    expect(readFrameAnswer(data).kind).toBe(kind);
    expect(Object.keys(readFrameAnswer(data))).not.toContain('url');
  });
});
