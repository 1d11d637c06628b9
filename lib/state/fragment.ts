/** The parameters that carry a token, the first one given wins. */
const TOKEN_NAMES = ['id_token', 'access_token', 'token'] as const;

/** The token that a URL's fragment carries (`#token=…`), and the public key beside it; undefined where there is none. */
export function tokenInFragment(fragment: string): { token: string; key: string | undefined } | undefined {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const name = TOKEN_NAMES.find((candidate) => parameters.get(candidate));
  const token = name && parameters.get(name);
  return token ? { token, key: parameters.get('publicKey') ?? undefined } : undefined;
}

/** The check whose example a URL's fragment asks for (`#check=expired`); undefined where there is none. */
export function checkInFragment(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('check') || undefined;
}
