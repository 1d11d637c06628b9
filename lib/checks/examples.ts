import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import type { Jwk, Key, KeyReading } from '../jose/key';
import { parseToken } from '../jose/parse-token';
import type { KeyUsed, Verdict } from '../jose/verdict';
import type { Check, CheckContext, Finding, Severity } from './check';
import { runChecks } from './index';

/** One context in which a check fires and one, as like it as can be, in which it stays quiet. */
export type Example = { fires: CheckContext; quiet: CheckContext; severity?: Severity };

/** 2026-11-20T17:00:00Z, the clock of all examples. */
export const clock = 1_795_194_000;

/** An ordinary header, in which no check finds anything. */
export const plainHeader = { alg: 'ES256', typ: 'at+jwt', kid: 'a' };
/** Claims as ordinary as the header, good at the clock of the examples. */
export const plainClaims = {
  iss: 'https://issuer.example',
  sub: '42',
  aud: 'https://service.example',
  client_id: 'shop',
  iat: clock - 60,
  exp: clock + 3540,
  jti: '9f3a',
};

type Json = Record<string, unknown> | string | undefined;

/** An object as JSON; a string as it is, so that a text can be written that no object gives. */
function textOf(json: Json, plain: object): string {
  return typeof json === 'string' ? json : JSON.stringify(json ?? plain);
}

/** A token text: parts as JSON objects or as texts, the signature as octets (64 of them when it is not given). */
export function tokenText(header?: Json, payload?: Json, signature: Uint8Array = new Uint8Array(64).fill(7)): string {
  const texts = [textOf(header, plainHeader), textOf(payload, plainClaims)];
  return [...texts.map((text) => encodeBase64url(encodeUtf8(text))), encodeBase64url(signature)].join('.');
}

type Changes = {
  /** The whole text; `header`, `payload` and `signature` make it otherwise. */
  text?: string;
  header?: Json;
  payload?: Json;
  signature?: Uint8Array;
  key?: KeyReading;
  verdict?: Verdict;
  now?: number;
  leeway?: number;
} & Pick<CheckContext, 'expectations' | 'facts' | 'decryption' | 'stripped'>;

/** A context with an ordinary token, no key and the clock of the examples, but for the changes. */
export function contextOf(changes: Changes = {}): CheckContext {
  return {
    token: parseToken(changes.text ?? tokenText(changes.header, changes.payload, changes.signature)),
    key: changes.key ?? { kind: 'empty' },
    verdict: changes.verdict ?? { kind: 'valid', alg: 'ES256', used: { kind: 'key', key: keyOf({}), by: 'only-key' } },
    now: changes.now ?? clock,
    leeway: changes.leeway ?? 0,
    expectations: changes.expectations,
    facts: changes.facts,
    decryption: changes.decryption,
    stripped: changes.stripped,
  };
}

/** A token with these claims and no others. */
export function claims(payload: Json, changes: Omit<Changes, 'payload'> = {}): CheckContext {
  return contextOf({ ...changes, payload });
}

/** A token with these header parameters besides the ordinary ones. */
export function header(parameters: Record<string, unknown>, changes: Omit<Changes, 'header'> = {}): CheckContext {
  return contextOf({ ...changes, header: { ...plainHeader, ...parameters } });
}

/** A public key: an EC key on P-256 but for the changes. */
export function keyOf(changes: Partial<Key> & { jwk?: Jwk }): Key {
  return {
    source: 'spki',
    jwk: { kty: 'EC', crv: 'P-256' },
    type: 'EC',
    curve: 'P-256',
    bits: 256,
    isPrivate: false,
    thumbprint: 'thumbprint',
    description: 'EC public key on P-256',
    ...changes,
  };
}

/** A public RSA key of so many bits. */
export function rsaKey(bits: number, jwk: Partial<Jwk> = {}): Key {
  const description = `RSA public key, ${bits} bits`;
  return keyOf({ type: 'RSA', curve: undefined, bits, jwk: { kty: 'RSA', ...jwk }, description });
}

/** The reading of a key text with one key. */
export function only(key: Key): KeyReading {
  return { kind: 'key', key };
}

/** The reading of a key set. */
export function setOf(...keys: Key[]): KeyReading {
  return { kind: 'key-set', keys, problems: [] };
}

/** The reading of a secret of so many octets, in UTF-8. */
export function secret(octets: number): KeyReading {
  return {
    kind: 'secret',
    encoding: 'utf-8',
    readings: [{ encoding: 'utf-8', bytes: new Uint8Array(octets).fill(65) }],
  };
}

/** A verdict of `invalid` after trying the given keys. */
export function invalid(alg: string, ...tried: KeyUsed[]): Verdict {
  return { kind: 'invalid', alg, tried };
}

/** The findings of one check. */
export function findingsOf(id: string, context: CheckContext): Finding[] {
  return runChecks(context).filter(({ check }) => check.id === id);
}

/**
 * Tests that every check of a table fires on its firing example, with evidence that lies inside the token, and stays
 * quiet on the other. The type of `examples` makes one for every check mandatory.
 */
export function describeExamples<Id extends string>(
  table: readonly (Check & { readonly id: Id })[],
  examples: Record<Id, Example>,
): void {
  describe.each(table.map((check) => [check.id, check] as const))('%s', (id, check) => {
    const { fires, quiet, severity = check.severity } = examples[id];

    it('fires on its example', () => {
      const findings = findingsOf(id, fires);
      expect(findings.map((finding) => finding.severity)).toContain(severity);
      for (const { message, evidence } of findings) {
        expect(message).toMatch(/^(?:["“A-Z0-9-]|exp |nbf |iat |auth_time ).*\.$/s);
        expect(evidence.length).toBeGreaterThan(0);
        for (const one of evidence) expectInside(one, fires);
      }
    });

    it('stays quiet on the other', () => {
      expect(findingsOf(id, quiet).map(({ message }) => message)).toEqual([]);
    });

    it('says why, what to do and where it is written', () => {
      expect(check.title).toMatch(/^[A-Za-z].*[^.]$/);
      expect(check.why).toMatch(/\.$/);
      expect(check.fix).toMatch(/\.$/);
      expect(check.references.length).toBeGreaterThan(0);
    });
  });
}

function expectInside({ part, span, textSpan, value }: Finding['evidence'][number], { token }: CheckContext): void {
  expect(value.length).toBeLessThanOrEqual(200);
  if (part === 'key') return;
  expect(span).toBeDefined();
  if (!span) return;
  expect(span.start).toBeGreaterThanOrEqual(0);
  expect(span.end).toBeGreaterThanOrEqual(span.start);
  expect(span.end).toBeLessThanOrEqual(token.text.length);
  if (!textSpan) return;
  const source = token.parts.find(({ name, start, end }) => name === part && start <= span.start && span.end <= end);
  expect(source?.text?.slice(textSpan.start, textSpan.end)).toContain(value.replace(/…$/, ''));
}
