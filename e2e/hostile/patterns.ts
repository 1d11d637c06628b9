import fc from 'fast-check';
import { regularExpressions } from '../../scripts/regular-expressions.mjs';
import { hs256 } from '../tokens';
import { type Entry, SECRET } from './entry';

type Pattern = { place: string; pattern: string; flags: string };

/** What is repeated without a limit in a pattern, and all that stands before it: [before, repeated]. */
function repetitions(pattern: string): [before: string, repeated: string][] {
  const found: [string, string][] = [];
  const opened: number[] = [];
  let atom = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const rest = pattern.slice(at);
    const unlimited = /^(?:[+*]|\{\d+,\})/.exec(rest)?.[0];
    if (unlimited) {
      found.push([pattern.slice(0, atom) + ')'.repeat(opened.length), pattern.slice(atom, at)]);
      at += unlimited.length - 1;
    } else if (rest.startsWith('(')) {
      opened.push(at);
    } else if (rest.startsWith(')')) {
      atom = opened.pop() ?? 0;
    } else {
      atom = at;
      const whole =
        /^(?:\[(?:\\.|[^\]\\])*\]|\\[pPu]\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\.|.)/su.exec(rest)?.[0] ?? '';
      at += whole.length - 1;
    }
  }
  return found;
}

/** A text that the pattern matches, always the same one; undefined where none can be made. */
function sampleOf(pattern: string, flags: string): string | undefined {
  try {
    const expression = new RegExp(pattern, flags.replace(/[gy]/g, ''));
    // Of a few the longest: most would be empty where a pattern may match nothing.
    const made = fc.sample(fc.stringMatching(expression, { size: 'small' }), { seed: 1, numRuns: 4 });
    return made.sort((one, other) => other.length - one.length)[0];
  } catch {
    return undefined;
  }
}

/** Texts that nearly match a pattern in very many ways: for each repetition in it a long run, and the same begun anew. */
function attacksOn({ pattern, flags }: Pattern, length: number): string[] {
  return repetitions(pattern).flatMap(([before, repeated]) => {
    const unit = sampleOf(`^(?:${repeated})$`, flags)?.slice(0, 40);
    if (!unit) return [];
    const prefix = (sampleOf(`^(?:${before})$`, flags) ?? '').slice(0, 200);
    const run = prefix + unit.repeat(length / unit.length);
    const anew = (prefix + unit).repeat(length / (prefix.length + unit.length));
    return [`${run}\u0000`, `${anew}\u0000`];
  });
}

/** Where a text can stand that patterns are tried on, each in all of its members. */
const WAYS: readonly { name: string; into: Entry['into']; make(text: string): string }[] = [
  {
    name: 'in a token',
    into: 'token',
    make: (text) =>
      hs256({ iss: text, sub: text, aud: text, scope: text, [text]: 1, roles: [text] }, SECRET, {
        kid: text,
        typ: text,
      }),
  },
  { name: 'as pasted', into: 'token', make: (text) => text },
  { name: 'before a token', into: 'token', make: (text) => `${text} ${hs256({ sub: 'ada' }, SECRET)}` },
  { name: 'as a key', into: 'key', make: (text) => text },
];

/**
 * The attacks of so many characters each, every one once, named by the first pattern that it is for. Each goes the next of
 * the ways; those on a pattern with several go several.
 */
export function patternEntries(length: number): Entry[] {
  const attacks = new Map<string, string>();
  for (const one of regularExpressions() as Pattern[]) {
    if (one.pattern === undefined) continue;
    attacksOn(one, length).forEach((text, at) => {
      if (!attacks.has(text)) attacks.set(text, `${one.place}, ${at + 1}`);
    });
  }
  return [...attacks].map(([text, name], at) => {
    const way = WAYS[at % WAYS.length] as (typeof WAYS)[number];
    return { family: 'patterns', name: `${name}, ${way.name}`, into: way.into, text: () => way.make(text) };
  });
}
