import type { JsonNode } from '../encoding/json-node';
import { rfc } from '../registry/source';
import type { Check, CheckContext, Evidence, Hit } from './check';
import { cut, memberEvidence, mostEvidence, nodeEvidence } from './evidence';
import { claimsOf, findTokenClaim } from './parts';
import { cwe } from './references';
import { pathOf, walk } from './walk';

/** More services than these seldom need one token. */
const mostAudiences = 5;

/** A token for many services, or for all of them: `{"aud": "*"}`. A false positive where a gateway is one service of many names. */
const broadAudience = {
  id: 'broad-audience',
  subject: 'claims',
  severity: 'medium',
  title: 'For many audiences',
  why: 'Each service that the token is for can use it at all the others: one that is broken into opens the rest.',
  fix: 'Issue a token for each service, by token exchange for instance.',
  references: [rfc(8725, '3.9'), rfc(9700, '2.3')],
  find({ token }) {
    const aud = findTokenClaim(token, 'aud');
    if (!aud) return [];
    const { value } = aud.member;
    const items = value.kind === 'array' ? value.items : [value];
    const evidence = [memberEvidence(aud.part, aud.member, ['aud'])];
    const wild = items.find(
      (item) => item.kind === 'string' && /^\*$|^https?:\/\/\*|^[*.]+$|:\*$|\/\*$/.test(item.value.slice(0, 300)),
    );
    if (wild?.kind === 'string')
      return [{ message: `"aud" is "${cut(wild.value)}", which is meant for all.`, evidence }];
    if (items.length <= mostAudiences) return [];
    return [{ message: `"aud" names ${items.length} audiences.`, evidence }];
  },
} as const satisfies Check;

/** Claims that say what the subject may do, compared in lower case without separators. */
const grants: ReadonlySet<string> = new Set([
  ...['role', 'roles', 'scope', 'scp', 'scopes', 'permission', 'permissions', 'groups', 'group', 'entitlements'],
  ...['authorities', 'authority', 'privileges', 'userrole', 'accesslevel', 'cognitogroups', 'wids'],
]);

/** Claims that say it by being true. */
const flags: ReadonlySet<string> = new Set([
  ...[
    'admin',
    'isadmin',
    'superuser',
    'issuperuser',
    'root',
    'isroot',
    'sysadmin',
    'roomadmin',
    'impersonate',
    'godmode',
  ],
]);

/** What grants everything, or nearly. The long one is the role template of the global administrator of Microsoft Entra. */
const everything =
  /^(?:\*|\*[:/.]\*|[\w.-]{1,60}[:/.]\*|(?:\w+[-_:.])?(?:super[-_ ]?)?(?:admin|administrator|root|sysadmin|superuser|owner|god)s?|service_role|system:masters|realm-admin|manage-(?:realm|users)|cluster-admin|full[-_]access|\.default|all|62e90394-69f5-4237-9190-012177145e10)$/i;

function grantsIn(node: JsonNode): string[] {
  if (node.kind === 'string') return node.value.length > 5000 ? [] : node.value.split(/[\s,]+/);
  return node.kind === 'array'
    ? node.items.slice(0, 500).flatMap((item) => (item.kind === 'string' ? [item.value] : []))
    : [];
}

function plain(name: string): string {
  return name.length > 100 ? '' : (name.split('/').at(-1) ?? '').replace(/[^a-z]/gi, '').toLowerCase();
}

/**
 * A token of great power: `{"role": "admin"}`, `{"scope": "*"}`, `service_role`. Often as it should be; who holds it, and
 * for how long, is then worth a second look. A false positive where such words mean something smaller.
 */
const privilegedClaim = {
  id: 'privileged-claim',
  subject: 'claims',
  severity: 'medium',
  title: 'Far-reaching rights',
  why: 'Whoever has this token has these rights, until it ends. Tokens get into logs, screenshots and browsers.',
  fix: 'Keep such tokens on servers, short-lived and bound to a key, and give the least that is needed.',
  references: [rfc(9700, '2.3'), cwe(250)],
  find({ token }) {
    const claims = claimsOf(token);
    if (!claims) return [];
    const evidence: Evidence[] = [];
    const seen = new Set<string>();
    walk(claims.root, (node, frame) => {
      if (frame?.node.kind !== 'object' || evidence.length === mostEvidence) return;
      const name = frame.node.members[frame.at]?.name ?? '';
      const short = plain(name);
      const isFlag =
        flags.has(short) &&
        ((node.kind === 'literal' && node.value === true) || (node.kind === 'string' && node.value === 'true'));
      const rights = isFlag
        ? [name]
        : grants.has(short)
          ? grantsIn(node).filter((right) => right.length <= 100 && everything.test(right))
          : [];
      if (rights.length === 0) return;
      for (const right of rights) seen.add(right);
      evidence.push(nodeEvidence(claims.part, node, pathOf(frame)));
    });
    if (evidence.length === 0) return [];
    const listed = [...seen]
      .slice(0, 5)
      .map((right) => `"${cut(right)}"`)
      .join(', ');
    return [{ message: `The token grants ${listed}.`, evidence }];
  },
} as const satisfies Check;

/** Texts that do harm where they are put into a page, a template, a query, or fetched. The patterns are linear. */
const injections: readonly { words: string; pattern: RegExp }[] = [
  { words: 'a script', pattern: /<script[\s>]|<img[^>]{0,100}\sonerror|javascript:|<svg[^>]{0,100}\sonload/i },
  { words: 'a template', pattern: /\{\{[^{}]{1,100}\}\}|\$\{[^{}]{1,100}\}|#\{[^{}]{1,100}\}|<%[^%]{1,100}%>/ },
  { words: 'an address that no browser fetches', pattern: /^(?:file|gopher|ldaps?|jar|dict|php|netdoc):/i },
  {
    words: 'an address of a machine’s own metadata',
    pattern: /^https?:\/\/(?:169\.254\.169\.254|metadata\.google\.internal|\[fd00:ec2::254\])/i,
  },
  { words: 'a lookup (JNDI)', pattern: /\$\{jndi:/i },
];

/**
 * A claim that is dangerous to those who use it unseen: `{"name": "<script>…"}`, `{"picture": "file:///etc/passwd"}`. A false
 * positive for texts about such things.
 */
const injectableClaim = {
  id: 'injectable-claim',
  subject: 'claims',
  severity: 'low',
  title: 'Claim that looks like an injection',
  why: 'A verified claim is still a text that someone typed. Put into a page or a query, or fetched, it does what that someone wants.',
  fix: 'Treat claims as input: escape them, and fetch only addresses from a list.',
  references: [rfc(8725, '3.10'), rfc(8725, '2.9'), cwe(79), cwe(918)],
  find({ token }: CheckContext) {
    const claims = claimsOf(token);
    if (!claims) return [];
    const hits: Hit[] = [];
    walk(claims.root, (node, frame) => {
      if (node.kind !== 'string' || node.value.length < 4 || hits.length === mostEvidence) return;
      if (!/[<{:]/.test(node.value.slice(0, 2000))) return;
      const found = injections.find(({ pattern }) => pattern.test(node.value.slice(0, 2000)));
      if (!found) return;
      const path = pathOf(frame);
      const name = [...path].reverse().find((step) => typeof step === 'string') ?? '';
      hits.push({
        message: `"${cut(String(name))}" holds ${found.words}.`,
        evidence: [nodeEvidence(claims.part, node, path)],
      });
    });
    return hits;
  },
} as const satisfies Check;

/** Checks of how far the claims reach. */
export const claimScopeChecks = [broadAudience, privilegedClaim, injectableClaim] as const;
