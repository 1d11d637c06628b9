import type { JsonMember, JsonNode, JsonText } from '../encoding/json-node';
import { toValue } from '../encoding/json-query';

/** One way of writing JSON: all that may differ between two texts that say the same. */
export type JsonForm = {
  /** In words, as "written …" goes on. */
  label: string;
  comma: string;
  colon: string;
  /** The indentation of a level, where every member has a line of its own. */
  indent?: string;
  lineBreak?: string;
  /** A string's literal; absent where literals stay as they are in the text. */
  quote?(value: string): string;
  /** Members by name, in code point order of UTF-16 units. */
  sorted?: boolean;
  /** As JavaScript gives the value back: numbers anew, of repeated members the last. */
  reparsed?: boolean;
};

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(4, '0');
const slashes = (text: string) => text.replaceAll('/', '\\/');
const lower = (text: string) => text.replace(/[^\0-~]/g, (unit) => `\\u${hex(unit)}`);
const upper = (text: string) => text.replace(/[^\0-~]/g, (unit) => `\\u${hex(unit).toUpperCase()}`);
const plain = (value: string) => JSON.stringify(value);

const quotings: readonly { label: string; quote?: (value: string) => string }[] = [
  { label: '' },
  { label: 'without needless escapes', quote: plain },
  { label: 'with \\u escapes for what is not ASCII', quote: (value) => lower(plain(value)) },
  { label: 'with slashes escaped', quote: (value) => slashes(plain(value)) },
  { label: 'with slashes escaped and \\u for what is not ASCII', quote: (value) => slashes(lower(plain(value))) },
  { label: 'with \\u escapes in capitals for what is not ASCII', quote: (value) => upper(plain(value)) },
  {
    label: 'with \\u escapes for <, > and &',
    quote: (value) => plain(value).replace(/[<>&\u2028\u2029]/g, (unit) => `\\u${hex(unit)}`),
  },
  {
    label: 'with \\u escapes for what HTML does not like',
    quote: (value) => upper(plain(value)).replace(/[<>&'+`]/g, (unit) => `\\u${hex(unit).toUpperCase()}`),
  },
];

const spacings: readonly Pick<JsonForm, 'label' | 'comma' | 'colon' | 'indent' | 'lineBreak'>[] = [
  { label: 'without blanks', comma: ',', colon: ':' },
  { label: 'with a blank behind every comma and colon', comma: ', ', colon: ': ' },
  { label: 'with two blanks of indentation', comma: ',', colon: ': ', indent: '  ' },
  { label: 'with four blanks of indentation', comma: ',', colon: ': ', indent: '    ' },
  { label: 'with tabs for indentation', comma: ',', colon: ': ', indent: '\t' },
  {
    label: 'with two blanks of indentation and Windows lines',
    comma: ',',
    colon: ': ',
    indent: '  ',
    lineBreak: '\r\n',
  },
  { label: 'with a blank behind every colon', comma: ',', colon: ': ' },
  { label: 'with a blank behind every comma', comma: ', ', colon: ':' },
];

const words = (...labels: readonly string[]) => labels.filter((label) => label !== '').join(', ');

/** The forms to try, those of the common libraries first. */
export const jsonForms: readonly JsonForm[] = [false, true].flatMap((sorted) =>
  quotings.flatMap(({ label, quote }) => [
    ...spacings
      // Sorted members are the mark of canonical forms, which have few spacings.
      .slice(0, sorted ? 3 : undefined)
      .map((spacing) => ({
        ...spacing,
        quote,
        sorted,
        label: words(spacing.label, label, sorted ? 'with its members sorted' : ''),
      })),
    ...(quote === plain && !sorted
      ? [{ label: 'as JavaScript writes it', comma: ',', colon: ':', quote, reparsed: true }]
      : []),
  ]),
);

/** Deeper than this nobody writes claims, and the writer's own stack would be at risk. */
const MOST_DEPTH = 100;

function isShallow(root: JsonNode): boolean {
  const due: { node: JsonNode; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = due.pop(); next; next = due.pop()) {
    if (next.depth > MOST_DEPTH) return false;
    const { node, depth } = next;
    const children =
      node.kind === 'object' ? node.members.map(({ value }) => value) : node.kind === 'array' ? node.items : [];
    for (const child of children) due.push({ node: child, depth: depth + 1 });
  }
  return true;
}

/**
 * A JSON text in another form. Number literals and repeated members stay, unless the form is `reparsed`. Undefined for
 * a text that is not whole, or nested more than 100 levels deep.
 */
export function writeJson(json: JsonText | undefined, form: JsonForm): string | undefined {
  if (!json?.root || json.problems.length > 0 || !isShallow(json.root)) return undefined;
  if (form.reparsed) return JSON.stringify(toValue(json.root));
  return writeNode(json.root, json.text, form, '');
}

function writeNode(node: JsonNode, text: string, form: JsonForm, margin: string): string {
  if (node.kind === 'string' && form.quote) return form.quote(node.value);
  if (node.kind !== 'object' && node.kind !== 'array') return text.slice(node.start, node.end);
  const lineBreak = form.indent === undefined ? '' : (form.lineBreak ?? '\n');
  const inner = `${margin}${form.indent ?? ''}`;
  const items =
    node.kind === 'array'
      ? node.items.map((item) => writeNode(item, text, form, inner))
      : inOrder(node.members, form).map(
          (member) => `${nameOf(member, text, form)}${form.colon}${writeNode(member.value, text, form, inner)}`,
        );
  const [open, close] = node.kind === 'array' ? '[]' : '{}';
  if (items.length === 0) return `${open}${close}`;
  const before = lineBreak && `${lineBreak}${inner}`;
  return `${open}${before}${items.join(`${form.comma}${before}`)}${lineBreak && `${lineBreak}${margin}`}${close}`;
}

const nameOf = ({ name, start, nameEnd }: JsonMember, text: string, { quote }: JsonForm) =>
  quote ? quote(name) : text.slice(start, nameEnd);

const inOrder = (members: readonly JsonMember[], { sorted }: JsonForm) =>
  sorted ? [...members].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) : members;
