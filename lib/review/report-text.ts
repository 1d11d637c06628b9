import type { Report, ReportedEvidence } from './report';

/**
 * Characters that change how others are seen, or that nobody sees: controls, marks of direction, private and unassigned ones,
 * halves of surrogate pairs, separators of lines, and all that renderers may ignore (Unicode Standard Annex 44).
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A text in which nothing can hide: what would not be seen is named, as ⟨U+202E⟩. */
export function visible(text: string): string {
  return text.replace(unseen, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨U+${code}⟩`;
  });
}

/** Several lines of such a text: line feeds stay. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n');
}

/** JSON in which what would not be seen is written as an escape (RFC 8259 §7), so that it reads back as it was. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return text.replace(unseen, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()].map((at) => escapeOf(character.charCodeAt(at))).join(''),
  );
}

function escapeOf(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Names in a sentence: "issuer, audience or type". */
export function listNames(names: readonly string[], last: 'and' | 'or' = 'and'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}

/** The place of an evidence in words, its JSON pointer apart: characters are counted from 1, as people count. */
export function placeWords({ part, start, end }: ReportedEvidence): string {
  const words = part.replaceAll('-', ' ');
  if (start === undefined || end === undefined) return words;
  if (end <= start) return `${words}, at character ${start + 1}`;
  return `${words}, ${end - start === 1 ? `character ${end}` : `characters ${start + 1} to ${end}`}`;
}

/** How many findings there are of each severity: "1 critical, 2 low". */
export function countWords({ counts, accepted, checks }: Report): string {
  const counted = Object.entries(counts).flatMap(([severity, count]) => (count > 0 ? [`${count} ${severity}`] : []));
  const none = accepted > 0 ? 'none open' : 'none';
  const open = counted.length === 0 ? none : listNames(counted);
  return `${open}${accepted > 0 ? `, and ${accepted} accepted` : ''}, from ${checks} checks`;
}

/** What the reader is not shown, in one sentence; undefined where all is shown. */
export function redactionWords({ redacted, token }: Report): string | undefined {
  const hidden = [
    ...(redacted.token ? ['the token’s text and signatures'] : []),
    ...(redacted.values ? ['the values that it carries'] : []),
  ];
  if (hidden.length === 0) return undefined;
  const readable = token.text === undefined ? '' : ' The values can still be read in the token’s text.';
  return `Redacted: ${listNames(hidden)}. In their place stands ${redacted.word}.${readable}`;
}

/** The clock and the tool, as every form of the report says them. */
export function clockWords({ clock }: Report): string {
  const forgiven = clock.leeway === 0 ? '' : `, with ${clock.leeway} s of leeway`;
  return `${clock.at}${clock.chosen ? ', a moment that the reviewer chose' : ''}${forgiven}`;
}

/** "JWT Debugger 0.1.0 (build 1f2e)". */
export function toolWords({ tool }: Report): string {
  return `${tool.name} ${tool.version}${tool.build ? ` (build ${tool.build})` : ''}`;
}
