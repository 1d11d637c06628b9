// The page's security headers: written into the pages by finish-build.mjs, sent by serve.mjs, and listed in `out/_headers`
// for hosts that read that file.

/** Policies that Monaco makes for itself, and `default`, which is ours (see finish-build.mjs). */
const TRUSTED_TYPES = [
  'default',
  'defaultWorkerFactory',
  'editorViewLayer',
  'domLineBreaksComputer',
  'tokenizeToString',
  'standaloneColorizer',
  'dompurify',
  'diffEditorWidget',
  'diffReview',
  'richScreenReaderContent',
];

/**
 * The policy a page carries in its own `<meta>`, so that it holds on every host.
 * @param {string[]} inlineScripts the hashes of its inline scripts, as `'sha256-…'`
 */
export function pagePolicy(inlineScripts) {
  return [
    "default-src 'none'",
    `script-src 'self' ${inlineScripts.join(' ')}`.trim(),
    // Monaco positions every line with a style attribute.
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "worker-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES.join(' ')}`,
  ].join('; ');
}

/** The folder of the page that connects for the debugger, in a sandboxed frame (public/isolated-fetch). */
export const FRAME_FOLDER = '/isolated-fetch/';

/**
 * The policy of that page: its one script, and connections to https: or to this computer, which the page with the tokens
 * has not. A policy has no names for IPv6 addresses.
 * @param {string[]} inlineScripts the hash of its script, as `'sha256-…'`
 */
export function framePolicy(inlineScripts) {
  return [
    "default-src 'none'",
    `script-src ${inlineScripts.join(' ')}`,
    'connect-src https: http://localhost:* http://127.0.0.1:*',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** As a header, too, the frame's page has no origin but its own, and nobody else may frame it. */
const FRAME_DOCUMENT_POLICY = "sandbox allow-scripts; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/**
 * A worker does not inherit the `<meta>` of its page: its fence is the header of its own script. The search
 * of secrets runs WebAssembly there; no text becomes script.
 */
const SCRIPT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** `frame-ancestors` has no effect in a `<meta>` (CSP Level 3, §6.4.2). */
const DOCUMENT_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'";

const ALWAYS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
};

/** Rules by pattern, a later one over an earlier one; `*` stands for any characters. */
export const HEADER_RULES = [
  { pattern: '/*', headers: { ...ALWAYS, 'Cache-Control': 'no-cache', 'Content-Security-Policy': DOCUMENT_POLICY } },
  { pattern: `${FRAME_FOLDER}*`, headers: { 'Content-Security-Policy': FRAME_DOCUMENT_POLICY } },
  // The names of these files hold a hash of their content.
  { pattern: '/_next/static/*', headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } },
  { pattern: '/*.js', headers: { 'Content-Security-Policy': SCRIPT_POLICY } },
];

/** The headers for a path such as `/_next/static/chunks/a.js`. */
export function headersFor(path) {
  const matches = ({ pattern }) => {
    const [before, after] = pattern.split('*');
    return path.startsWith(before) && path.endsWith(after);
  };
  return Object.assign({}, ...HEADER_RULES.filter(matches).map(({ headers }) => headers));
}

/** The rules as the text of a `_headers` file. A host joins what several rules say, so a repeated name is detached first. */
export function headersFile() {
  const seen = new Set();
  return HEADER_RULES.map(({ pattern, headers }) => {
    const lines = Object.entries(headers).flatMap(([name, value]) => [
      ...(seen.has(name) ? [`  ! ${name}`] : []),
      `  ${name}: ${value}`,
    ]);
    for (const name of Object.keys(headers)) seen.add(name);
    return `${[pattern, ...lines].join('\n')}\n`;
  }).join('\n');
}
