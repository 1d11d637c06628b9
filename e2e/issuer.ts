import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** A private key of an issuer, as a JWK. */
export type SigningKey = Record<string, unknown> & { kid: string };

/** A new key for an issuer. */
export function signingKey(kid: string, alg: 'ES256' | 'RS256' = 'ES256'): SigningKey {
  const { privateKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig' };
}

/** One request that an issuer has got, as far as it could tell something. */
export type Seen = { method: string; url: string; headers: IncomingMessage['headers'] };

type IssuerOptions = {
  /** The first signs; all are published. */
  keys: SigningKey[];
  /** The port of an issuer before, whose address this one takes over. */
  port?: number;
  /** Whether pages of other origins may read its answers. */
  allowsOrigins?: boolean;
};

const CLIENT = 'debugger-test';
const RESOURCE = 'https://api.example/';

/** An OpenID provider of the package oidc-provider, on loopback. Whoever comes is logged in and has consented. */
export class Issuer {
  readonly seen: Seen[] = [];

  private constructor(
    readonly url: string,
    private readonly server: ReturnType<typeof createServer>,
  ) {}

  static async start({ keys, port = 0, allowsOrigins = true }: IssuerOptions): Promise<Issuer> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const issuer = new Issuer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    const provider = makeProvider(issuer.url, keys);
    const handle = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      issuer.remember(request);
      if (!allowsOrigins) withholdPermission(response);
      if (request.url?.startsWith('/interaction/')) logIn(provider, request, response);
      else handle(request, response);
    });
    return issuer;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** The authorization-code flow with PKCE (RFC 6749 §4.1, RFC 7636), as a client goes through it. */
  async tokens(): Promise<{ idToken: string; accessToken: string }> {
    const verifier = randomBytes(32).toString('base64url');
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
    const redirectUri = `${this.url}/callback`;
    const query = new URLSearchParams({
      client_id: CLIENT,
      response_type: 'code',
      scope: 'openid read',
      redirect_uri: redirectUri,
      resource: RESOURCE,
      nonce: 'a-nonce',
      code_challenge: Buffer.from(digest).toString('base64url'),
      code_challenge_method: 'S256',
    });
    const code = await this.walk(`${this.url}/auth?${query}`, redirectUri);
    const response = await fetch(`${this.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: CLIENT,
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        resource: RESOURCE,
      }),
    });
    const given = (await response.json()) as { id_token?: string; access_token?: string };
    if (!given.id_token || !given.access_token) throw new Error(`the issuer gave no tokens: ${JSON.stringify(given)}`);
    return { idToken: given.id_token, accessToken: given.access_token };
  }

  /** Follows redirections with their cookies, as a browser does, until they lead back to the client. */
  private async walk(from: string, redirectUri: string): Promise<string> {
    const cookies = new Map<string, string>();
    let url = from;
    for (let step = 0; step < 10; step += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (!location) throw new Error(`the issuer stopped at ${response.status}: ${await response.text()}`);
      url = new URL(location, url).href;
      const code = new URL(url).searchParams.get('code');
      if (url.startsWith(redirectUri) && code) return code;
    }
    throw new Error('the issuer redirects in circles');
  }

  private remember(request: IncomingMessage): void {
    const { method = '', url = '', headers } = request;
    this.seen.push({ method, url, headers });
  }
}

function makeProvider(url: string, keys: SigningKey[]): Provider {
  return new Provider(url, {
    clients: [
      {
        client_id: CLIENT,
        application_type: 'native',
        redirect_uris: [`${url}/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: keys[0]?.alg,
      },
    ],
    jwks: { keys },
    cookies: { keys: ['only-for-this-test'] },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: 'read',
          audience: RESOURCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
          jwt: { sign: { alg: keys[0]?.alg } },
        }),
        useGrantedResource: () => true,
      },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    ttl: { Session: 600, Grant: 600, Interaction: 600, AccessToken: 3600, IdToken: 3600 },
  });
}

/** Does what a person would do in the provider's own pages: names the account and allows what is asked for. */
async function logIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const accountId = 'ada';
  const grant = new provider.Grant({ accountId, clientId: CLIENT });
  grant.addOIDCScope('openid');
  grant.addResourceScope(RESOURCE, 'read');
  await provider.interactionFinished(request, response, {
    login: { accountId },
    consent: { grantId: await grant.save() },
  });
}

function withholdPermission(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    /^access-control-/i.test(name) ? response : (setHeader(name, value) as typeof response);
}
