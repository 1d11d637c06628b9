/** One directive of a Content-Security-Policy, its name in lower case. */
export type Directive = { name: string; values: readonly string[] };

/** A policy's directives in its order (CSP Level 3, §2.2.1): the first of a name counts. Never throws. */
export function readPolicy(text: string): Directive[] {
  const named = new Map<string, Directive>();
  for (const part of text.split(';')) {
    const [name, ...values] = part.trim().split(/\s+/);
    const lower = name?.toLowerCase();
    if (lower && !named.has(lower)) named.set(lower, { name: lower, values });
  }
  return [...named.values()];
}

const sourceWords: ReadonlyMap<string, string> = new Map([
  ["'self'", 'this page’s own address'],
  ['data:', 'the page’s own text (data:)'],
  ['https:', 'any https address'],
  ["'unsafe-inline'", 'its own markup'],
  ["'unsafe-eval'", 'texts'],
  ["'wasm-unsafe-eval'", 'compiled WebAssembly'],
]);

const list = new Intl.ListFormat('en-GB');

/** Where something may come from or go to: "this page’s own address and 3 places inside it, each by its hash". */
function places(values: readonly string[]): string {
  const hashes = values.filter((value) => /^'sha(?:256|384|512)-/.test(value));
  const known = values.filter((value) => !hashes.includes(value)).map((value) => sourceWords.get(value) ?? value);
  const inline = `${hashes.length} written into it, known by ${hashes.length === 1 ? 'its hash' : 'their hashes'}`;
  return list.format(hashes.length > 0 ? [...known, inline] : known);
}

type Words = (values: readonly string[]) => string;

/** A sentence for what is forbidden wholly, and one for what is let in from somewhere. */
function either(nothing: string, some: (places: string) => string): Words {
  return (values) => (values.length === 0 || values.includes("'none'") ? nothing : some(places(values)));
}

const directives: ReadonlyMap<string, Words> = new Map<string, Words>([
  [
    'default-src',
    either('What no other line names may not be loaded at all.', (from) => `What no other line names: ${from}.`),
  ],
  [
    'script-src',
    (values) => {
      const evaluates = values.includes("'unsafe-eval'");
      const strings = evaluates ? '' : ' A text never becomes code.';
      return either('No script runs.', (from) => `Scripts: ${from} alone.${strings}`)(values);
    },
  ],
  [
    'style-src',
    either('No styles.', (from) => `Styles: ${from}. The editor places its lines with them; they can load nothing.`),
  ],
  [
    'connect-src',
    either('No connections at all.', (to) => `Connections: ${to} alone. To any other host the browser refuses them.`),
  ],
  ['worker-src', either('No workers.', (from) => `Workers, for long searches: ${from} alone.`)],
  ['font-src', either('No fonts.', (from) => `Fonts: ${from} alone.`)],
  ['img-src', either('No images.', (from) => `Images: ${from} alone. What a token names is never fetched.`)],
  ['media-src', either('No sound or film.', (from) => `Sound and film: ${from} alone.`)],
  ['manifest-src', either('No manifest.', (from) => `The manifest, for installing the page: ${from} alone.`)],
  [
    'frame-src',
    either(
      'No frames.',
      (from) => `Frames: ${from} alone. One is opened when you fetch a key set, with a policy of its own.`,
    ),
  ],
  [
    'frame-ancestors',
    either('No other page can show this one in a frame.', (who) => `Shown in a frame only by ${who}.`),
  ],
  [
    'base-uri',
    either('No markup can turn the page’s addresses elsewhere.', (to) => `Addresses are relative to ${to}.`),
  ],
  ['form-action', either('No form can be sent.', (to) => `Forms are sent to ${to} alone.`)],
  ['object-src', either('No plug-ins.', (from) => `Plug-ins: ${from}.`)],
  [
    'require-trusted-types-for',
    () => 'Text becomes script or markup only through functions that are named (Trusted Types).',
  ],
  [
    'trusted-types',
    (values) => {
      const own = values.includes('default')
        ? ' “default” is this page’s, and lets through its own scripts alone;'
        : '';
      return `The ${values.length} names of those functions:${own} the others are the editor’s.`;
    },
  ],
  ['upgrade-insecure-requests', () => 'What is asked for over http is asked for over https.'],
]);

/** What a directive says, in a sentence or two; undefined for one without words. */
export function directiveWords({ name, values }: Directive): string | undefined {
  return directives.get(name)?.(values);
}
