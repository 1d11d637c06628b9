import { rfc } from '../registry/source';
import type { Check } from './check';
import { scan } from './privacy-scan';
import { detectProfile } from './profile-detection';
import { cwe } from './references';
import { looksLikeToken } from './token-text';

/** Names whose values are nobody's business; compared in lower case, letters alone. */
const secretNames: ReadonlySet<string> = new Set([
  ...['password', 'passwd', 'passphrase', 'passcode', 'userpassword', 'passwordhash', 'pwdhash', 'pincode'],
  ...['secret', 'clientsecret', 'apisecret', 'appsecret', 'sharedsecret', 'secretkey', 'privatekey', 'signingkey'],
  ...['apikey', 'xapikey', 'accesskey', 'secretaccesskey', 'awssecretaccesskey', 'encryptionkey', 'masterkey'],
  ...['otpsecret', 'totpsecret', 'mfasecret', 'seedphrase', 'mnemonic', 'connectionstring', 'databaseurl'],
]);

/** How well-known keys begin; each pattern is the whole of its form, so that words do not match. */
const secretForms: readonly { words: string; pattern: RegExp }[] = [
  { words: 'a private key', pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/ },
  { words: 'an AWS access key', pattern: /^(?:AKIA|ASIA)[0-9A-Z]{16}$/ },
  { words: 'a GitHub token', pattern: /^(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/ },
  { words: 'a GitLab token', pattern: /^glpat-[\w-]{20,}/ },
  { words: 'a Slack token', pattern: /^xox[abeoprs]-[\w-]{10,}/ },
  { words: 'a Stripe key', pattern: /^(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}/ },
  { words: 'a Google API key', pattern: /^AIza[\w-]{35}$/ },
  { words: 'an npm token', pattern: /^npm_[A-Za-z0-9]{36}$/ },
  { words: 'an OpenAI or Anthropic key', pattern: /^sk-(?:ant-|proj-)?[\w-]{20,}/ },
  { words: 'a password in an address', pattern: /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:[^\s/@]{1,200}@/i },
];

/** What each of these has in it, so that most texts need no second look. */
const mayBeSecret = /-----BEGIN |^(?:AKIA|ASIA|gh|glpat-|xox|sk[-_]|rk_|AIza|npm_)|:\/\//;

/** Words that stand where a secret would, and are none. */
const placeholders: ReadonlySet<string> = new Set(['true', 'false', 'null', 'none', 'yes', 'no', '***', 'redacted']);

/**
 * A password, key or the like in the claims: `{"password": "…"}`, `{"key": "AKIA…"}`. A false positive where such a name
 * means something else.
 */
const secretInPayload = {
  id: 'secret-in-payload',
  subject: 'privacy',
  severity: 'critical',
  title: 'Secret in the claims',
  why: 'A signed token is not encrypted: everyone who sees it reads the secret, in a browser, a log or a proxy.',
  fix: 'Take the secret out and replace it, since it must be taken for known.',
  references: [rfc(7519, '12'), cwe(312), cwe(522)],
  find({ token }) {
    const found = scan(
      token,
      ({ node, plain, name }) => {
        if (node.kind !== 'string') return undefined;
        const begin = node.value.slice(0, 2000);
        const form =
          begin.length >= 12 && mayBeSecret.test(begin)
            ? secretForms.find(({ pattern }) => pattern.test(begin))
            : undefined;
        if (form) return form.words;
        const isSecret = secretNames.has(plain) && begin.length >= 4 && !placeholders.has(begin.toLowerCase());
        return isSecret ? `"${name}"` : undefined;
      },
      true,
    );
    if (found.count === 0) return [];
    const message = `Readable by anyone who sees the token: ${found.labels.slice(0, 5).join(', ')}.${found.note}`;
    return [{ message, evidence: found.evidence }];
  },
} as const satisfies Check;

/** Names of credentials that a browser or a client holds. */
const credentialNames: ReadonlySet<string> = new Set([
  ...['accesstoken', 'refreshtoken', 'idtoken', 'bearertoken', 'authtoken', 'sessiontoken', 'csrftoken', 'xsrftoken'],
  ...['phpsessid', 'jsessionid', 'sessioncookie', 'cookie', 'setcookie', 'authorization'],
]);

/**
 * Claims whose point is to carry a token: presentations, attestations, statements of federations, hints, tokens exchanged.
 */
const carriers: ReadonlySet<string> = new Set([
  ...['vp', 'vc', 'verifiablecredential', 'vptoken', 'trustmark', 'trustchain', 'opt', 'request', 'idtokenhint'],
  ...['softwarestatement', 'clientattestation', 'attestation', 'keyattestation', 'jwt', 'evidence', 'credential'],
]);

/**
 * A token or a session in a claim: `{"refresh_token": "…"}`. A false positive where the token is passed on as a matter of
 * protocol; the known cases are left alone, and so is the session id of OpenID Connect, `sid`, which opens nothing, and `session_id` with it.
 */
const embeddedCredential = {
  id: 'embedded-credential',
  subject: 'privacy',
  severity: 'high',
  title: 'Token or session in the claims',
  why: 'Whoever sees this token has the other one as well, and can use it until it ends.',
  fix: 'Leave it out. Receivers that need another token can ask for one of their own.',
  references: [rfc(7519, '12'), cwe(522), cwe(200)],
  find({ token }) {
    if (detectProfile(token)?.profile === 'authorization-response') return [];
    const found = scan(
      token,
      ({ node, plain, name }) => {
        if (node.kind !== 'string' || carriers.has(plain)) return undefined;
        if (credentialNames.has(plain) && node.value.length >= 16) return `"${name}"`;
        return looksLikeToken(node.value) ? `a token in "${name}"` : undefined;
      },
      true,
    );
    if (found.count === 0) return [];
    const message = `The claims carry ${found.labels.slice(0, 5).join(', ')}.${found.note}`;
    return [{ message, evidence: found.evidence }];
  },
} as const satisfies Check;

/** Checks of secrets that the readable parts give away. */
export const privacySecretChecks = [secretInPayload, embeddedCredential] as const;
