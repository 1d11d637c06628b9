import { rfc } from '../registry/source';
import type { Check, CheckContext, Severity } from './check';
import { absenceEvidence, memberEvidence } from './evidence';
import { findParameter, headerOf } from './parts';
import { cwe } from './references';

/** Longer than any thumbprint, URL or ARN that serves as a name. */
const longestKid = 256;

/** How a name looks that is meant for whatever the receiver hands it to. The patterns are linear, and see at most 2,000 characters. */
const injections: readonly { label: string; severity: Severity; pattern: RegExp }[] = [
  {
    label: 'looks like a path',
    severity: 'high',
    pattern: /(?:^|[\\/])\.\.(?:[\\/]|$)|^\.{1,2}[\\/]|%2e%2e|^[A-Za-z]:\\|^file:/i,
  },
  {
    label: 'looks like a path',
    severity: 'high',
    pattern: /^\/(?:dev|etc|proc|sys|var|tmp|home|root|usr|opt|run|mnt|srv)\//i,
  },
  {
    label: 'looks like SQL',
    severity: 'high',
    pattern: /['"]\s*(?:or|and|union|having|like|--|#|;|\)|\|\|)|\bunion\s+(?:all\s+)?select\b/i,
  },
  {
    label: 'looks like SQL',
    severity: 'high',
    pattern: /;\s*(?:select|insert|update|delete|drop|alter|exec|waitfor)\b/i,
  },
  {
    label: 'looks like a shell command',
    severity: 'high',
    pattern: /`|\$\(|&&|\|\|?\s*(?:sh|bash|nc|curl|wget|cat|ls|id|whoami|sleep|ping|rm|python\d?|perl)\b/,
  },
  {
    label: 'looks like a shell command',
    severity: 'high',
    pattern: /;\s*(?:sh|bash|nc|curl|wget|cat|ls|id|whoami|sleep|ping|rm|python\d?|perl)\b/,
  },
  { label: 'looks like a template', severity: 'high', pattern: /\{\{|\$\{|#\{|<%|\{%/ },
  // Names that are URLs are common, in key vaults for instance: a danger only if the receiver fetches them.
  { label: 'looks like a URL', severity: 'medium', pattern: /^(?:https?|ftp|ldaps?|gopher|jar|data):/i },
];

function injectionIn(kid: string): { label: string; severity: Severity } | undefined {
  const begin = kid.slice(0, 2000);
  for (let at = 0; at < begin.length; at += 1) {
    const code = begin.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return { label: 'holds control characters', severity: 'high' };
  }
  return injections.find(({ pattern }) => pattern.test(begin));
}

function kidOf({ token }: CheckContext) {
  return findParameter(token, 'kid');
}

/**
 * A key id made for a file system, database, shell or template: `{"kid": "../../dev/null"}`. A false positive where
 * ids happen to look so; a URL as id is common and gets a lower severity.
 */
const injectableKid = {
  id: 'injectable-kid',
  subject: 'header',
  severity: 'high',
  title: 'Key id looks like an injection',
  why: 'A receiver looks the key up by this text before anything is verified. If it builds a path, query or command from it, the sender chooses the key, or more.',
  fix: 'Look "kid" up in a fixed list of known keys, by exact comparison; never use it to build a path or query.',
  references: [rfc(8725, '3.10'), cwe(22), cwe(89), cwe(78)],
  find(context) {
    const kid = kidOf(context);
    if (kid?.member.value.kind !== 'string') return [];
    const found = injectionIn(kid.member.value.value);
    if (!found) return [];
    const evidence = [memberEvidence(kid.part, kid.member, ['kid'])];
    return [{ message: `"kid" ${found.label}.`, severity: found.severity, evidence }];
  },
} as const satisfies Check;

/**
 * A key id that is none: `{"kid": 7}`, `{"kid": ""}`. Never a false positive but for very long ids.
 */
const malformedKid = {
  id: 'malformed-kid',
  subject: 'header',
  severity: 'medium',
  title: 'Malformed key id',
  why: '"kid" is a string by which a key is found. Another type, nothing or a text of this length is found by accident or not at all.',
  fix: 'Use a short string, for instance the thumbprint of the key.',
  references: [rfc(7515, '4.1.4'), rfc(7638, '1')],
  find(context) {
    const kid = kidOf(context);
    if (!kid) return [];
    const { value } = kid.member;
    const fault =
      value.kind !== 'string'
        ? 'is not a string'
        : value.value === ''
          ? 'is empty'
          : value.value.length > longestKid
            ? `has ${value.value.length.toLocaleString('en')} characters`
            : undefined;
    if (!fault) return [];
    return [{ message: `"kid" ${fault}.`, evidence: [memberEvidence(kid.part, kid.member, ['kid'])] }];
  },
} as const satisfies Check;

/**
 * A token that does not say which of several keys signed it. Harmless where few keys are tried in turn.
 */
const missingKid = {
  id: 'missing-kid',
  subject: 'header',
  severity: 'low',
  title: 'No key id',
  why: 'The key set holds several keys and the token names none: receivers have to try them all, or give up when keys are changed.',
  fix: 'Put the "kid" of the signing key in the header.',
  references: [rfc(7515, '4.1.4'), rfc(7515, '6')],
  find(context) {
    const { token, key } = context;
    const header = headerOf(token);
    if (key.kind !== 'key-set' || key.keys.length < 2 || !header?.whole || kidOf(context)) return [];
    const message = `"kid" is missing, and the key set holds ${key.keys.length} keys.`;
    return [{ message, evidence: [absenceEvidence(header.part, 'kid')] }];
  },
} as const satisfies Check;

/** Checks of the key id. */
export const headerKidChecks = [injectableKid, malformedKid, missingKid] as const;
