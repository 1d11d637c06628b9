import { findTokens } from '../jose/find-tokens';
import { claimValue, headerValue } from '../jose/parse-token';
import type { Token } from '../jose/token';

/** An address that may hold an issuer's keys, and what it is called. */
export type Suggestion = { url: string; label: string };

/** What the form opens with. `note` says why nothing can be suggested; `caution` what in the token is left alone, and why. */
export type FetchAdvice = { suggestions: readonly Suggestion[]; note?: string; caution?: string };

/** A text as an address to ask, or why it is none. */
export type Address = { kind: 'address'; url: string; origin: string } | { kind: 'refused'; reason: string };

const longestAddress = 2000;

/** Hosts that never leave this computer, as far as a Content-Security-Policy can name them (it has no IPv6 addresses). */
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

const refused = (reason: string): Address => ({ kind: 'refused', reason });

/**
 * The address that a text is: https:, or http: on this computer; without user name and password, and with no token in it, for
 * all of it goes to the host. `url` is exactly what will be asked for. Never throws.
 */
export function readAddress(text: string): Address {
  const trimmed = text.trim();
  if (trimmed === '') return refused('There is no address yet.');
  if (trimmed.length > longestAddress) return refused(`The address is longer than ${longestAddress} characters.`);
  if (!URL.canParse(trimmed)) return refused('This is not an address: one begins with https://.');
  const url = new URL(trimmed);
  const isLoopback = url.protocol === 'http:' && loopback.has(url.hostname);
  if (url.protocol !== 'https:' && !isLoopback) {
    return refused('The address must begin with https:; http: is for localhost and 127.0.0.1 only.');
  }
  if (url.username !== '' || url.password !== '') return refused('The address holds a user name or a password.');
  // A fragment is never sent, so it is not shown as if it were.
  url.hash = '';
  if (findTokens(url.href).length > 0) return refused('The address holds a token, which would be sent to its host.');
  return { kind: 'address', url: url.href, origin: url.origin };
}

/** The issuer that a token names; undefined where "iss" is no string. */
export function issuerOf(token: Token): string | undefined {
  const iss = claimValue(token, 'iss');
  return iss?.kind === 'string' ? iss.value : undefined;
}

/**
 * Where the configuration of a token's issuer may be: OpenID Connect Discovery 1.0 §4.1, then RFC 8414 §3.1. Never what "jku"
 * or "x5u" name: those are the choice of whoever made the token.
 */
export function adviseFetch(token: Token): FetchAdvice {
  const named = ['jku', 'x5u'].filter((name) => headerValue(token, name));
  const caution =
    named.length > 0
      ? `The token's "${named.join('" and "')}" is not offered: whoever made the token wrote it, and keys from there would verify any forgery.`
      : undefined;
  return { ...suggestionsOf(issuerOf(token)), caution };
}

function suggestionsOf(issuer: string | undefined): Pick<FetchAdvice, 'suggestions' | 'note'> {
  if (issuer === undefined)
    return { suggestions: [], note: 'The token names no issuer ("iss"), so nothing is suggested.' };
  const address = readAddress(issuer);
  if (address.kind === 'refused' || /[?#]/.test(issuer)) {
    return {
      suggestions: [],
      note: 'The token\'s "iss" is not an https: address without a query, so nothing is suggested.',
    };
  }
  const base = address.url.replace(/\/$/, '');
  const path = base.slice(address.origin.length);
  return {
    suggestions: [
      { url: `${base}/.well-known/openid-configuration`, label: 'OpenID Connect Discovery' },
      { url: `${address.origin}/.well-known/oauth-authorization-server${path}`, label: 'OAuth 2.0, RFC 8414' },
    ],
  };
}

/** Whether an address is that of a configuration, which names the key set's own. */
export function isConfiguration(url: string): boolean {
  return /\/\.well-known\/(?:openid-configuration|oauth-authorization-server)/.test(new URL(url).pathname);
}

/** A command that asks for the same thing outside the browser, for a POSIX shell. */
export function curlLine(url: string): string {
  return `curl --silent --show-error '${url.replaceAll("'", '%27')}'`;
}
