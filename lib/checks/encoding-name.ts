import { rfc } from '../registry/source';
import type { Check, CheckContext, Evidence } from './check';
import { cut, memberEvidence, mostEvidence } from './evidence';
import { jsonParts } from './parts';
import { cwe } from './references';
import { limitNote, pathOf, walk } from './walk';

/** Every member whose name is of a kind, as far as evidence goes, and how many there are. */
function membersNamed(
  { token }: CheckContext,
  isMeant: (name: string) => boolean,
): { evidence: Evidence[]; names: string[]; complete: boolean } {
  const evidence: Evidence[] = [];
  const names = new Set<string>();
  let complete = true;
  for (const { part, root } of jsonParts(token)) {
    const all = walk(root, (node, frame) => {
      if (node.kind !== 'object') return;
      for (const member of node.members) {
        if (!isMeant(member.name)) continue;
        names.add(member.name);
        if (evidence.length < mostEvidence)
          evidence.push(memberEvidence(part, member, [...pathOf(frame), member.name]));
      }
    });
    complete &&= all;
  }
  return { evidence, names: [...names], complete };
}

const prototypeNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A name with a meaning of its own in JavaScript: `{"__proto__": {"admin": true}}`. Never meant well; harmless where the
 * receiver is not written in JavaScript.
 */
const prototypeMember = {
  id: 'prototype-member',
  subject: 'encoding',
  severity: 'medium',
  title: 'Member with a special name',
  why: 'A receiver in JavaScript that copies members one by one into an object changes that object’s prototype, and with it what every other check sees.',
  fix: 'Refuse such names, and copy claims into objects without a prototype or into a Map.',
  references: [cwe(1321)],
  find(context) {
    const { evidence, names, complete } = membersNamed(context, (name) => prototypeNames.has(name));
    if (evidence.length === 0) return [];
    const listed = names.map((name) => `"${name}"`).join(' and ');
    const message = `${listed} ${names.length > 1 ? 'occur' : 'occurs'} as the name of a member.${limitNote(complete)}`;
    return [{ message, evidence }];
  },
} as const satisfies Check;

/** Names of which a look-alike would deceive: those that decide. */
const deciding: ReadonlySet<string> = new Set([
  ...['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'alg', 'kid', 'typ', 'enc', 'crit', 'cnf', 'azp', 'nonce'],
  ...['scope', 'scp', 'role', 'roles', 'groups', 'admin', 'email', 'name', 'permissions', 'entitlements', 'client_id'],
]);

/** Letters of other alphabets that look like Latin ones, by what they look like: Cyrillic, Greek, Armenian. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      а: 'a',
      с: 'c',
      ԁ: 'd',
      е: 'e',
      һ: 'h',
      і: 'i',
      ј: 'j',
      ӏ: 'l',
      о: 'o',
      р: 'p',
      ѕ: 's',
      у: 'y',
      х: 'x',
      ԛ: 'q',
    },
    ...{
      α: 'a',
      ι: 'i',
      κ: 'k',
      ν: 'v',
      ο: 'o',
      ρ: 'p',
      υ: 'u',
      χ: 'x',
      ѡ: 'w',
      ա: 'w',
      օ: 'o',
      ս: 'u',
      հ: 'h',
      ո: 'n',
    },
  }),
);

// Controls, zero-width characters, controls of direction, soft hyphens, separators of lines.
const invisible = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}/u;

/** The Latin letters that a name looks like, without accents, widths and what cannot be seen. */
function looksLike(name: string): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  return [...plain]
    .map((letter) => (invisible.test(letter) ? '' : (lookAlikes.get(letter) ?? letter)))
    .join('')
    .toLowerCase();
}

function isConfusable(name: string): boolean {
  if (name.length > 200) return false;
  if (/^[\x20-\x7e]*$/.test(name)) return false;
  return invisible.test(name) || name.normalize('NFC') !== name || deciding.has(looksLike(name));
}

/**
 * A name that looks like another: `{"ѕub": "a"}` with a Cyrillic letter, one with a character that cannot be seen, or one in
 * decomposed form. Names in other languages are in order, and only a false positive where they happen to look like "sub".
 */
const confusableName = {
  id: 'confusable-name',
  subject: 'encoding',
  severity: 'medium',
  title: 'Name that looks like another',
  why: 'Names are compared character by character. A person reads this one as another, and software that normalizes text does too: they see a claim that the verifier did not.',
  fix: 'Write names in plain ASCII, and refuse names with invisible characters.',
  references: [rfc(7515, '10.13'), rfc(7515, '5.3'), cwe(1007)],
  find(context) {
    const { evidence, names, complete } = membersNamed(context, isConfusable);
    const [first] = names;
    if (first === undefined) return [];
    const seen = [...first.slice(0, 40)]
      .map((letter) => (letter > ' ' && letter <= '~' ? letter : `U+${codeOf(letter)}`))
      .join(' ');
    const more = names.length > 1 ? `, and ${names.length - 1} more such names` : '';
    return [{ message: `A name is written ${cut(seen)}${more}.${limitNote(complete)}`, evidence }];
  },
} as const satisfies Check;

function codeOf(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** Checks of the names of members. */
export const encodingNameChecks = [prototypeMember, confusableName] as const;
