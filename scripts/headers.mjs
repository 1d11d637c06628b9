// The site's security headers, and the one place that says them: finish-build.mjs writes the policies into the pages,
// serve.mjs sends the headers, and hosts/ says them again in the language of each host.

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
 * The policy of a page. It carries it in its own `<meta>`, so that it holds on every host, and as a header where hosts send
 * any.
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

/** What a `<meta>` has no say in (CSP Level 3, §3.3): who may frame a page, and the sandbox of the frame's own page. */
const PAGE_HEADER_ONLY = "frame-ancestors 'none'";
const FRAME_HEADER_ONLY = "frame-ancestors 'self'; sandbox allow-scripts";

/**
 * A worker does not inherit the `<meta>` of its page: its fence is the header of its own script. The search of secrets
 * runs WebAssembly there, and browsers compile none under a `script-src` without that word; no text becomes script. Trusted
 * Types are not asked for: bundlers' workers import their scripts by text.
 */
const workerPolicy = (...more) =>
  ["default-src 'none'", ["script-src 'self'", ...more].join(' '), "connect-src 'self'", "frame-ancestors 'none'"].join(
    '; ',
  );

/** What the page has no use for. Only names that browsers know: they complain of others in the console. */
const REFUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/** The headers of every answer, whatever was asked for. */
export const ALWAYS = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
};

/** The headers of what may be shown as a page. They say nothing to a browser that asked for a script, and cost as much. */
const OF_PAGES = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Copying and pasting is what the page is for; no frame of another origin gets either.
  'Permissions-Policy': [
    'clipboard-read=(self)',
    'clipboard-write=(self)',
    ...REFUSED_FEATURES.map((name) => `${name}=()`),
  ].join(', '),
};

/** The rule for all paths that have no rule of their own, those of absent files too. */
export const EVERYTHING_ELSE = '/*';

/**
 * The headers that come to `ALWAYS`, by pattern: a path, or the beginning of paths and `*`. A path obeys the first rule that
 * it matches and no other, so that nothing hangs on how a host joins rules.
 * @param {{ page: string[], frame: string[] }} inlineScripts hashes, as `'sha256-…'`: of the scripts inside all pages
 *   together, since a host knows what was asked for and not which page it answers with (a missing one's), and inside the
 *   frame's page
 */
export function headerRules(inlineScripts) {
  const rule = (pattern, cache, policy, more = {}) => ({
    pattern,
    headers: { ...more, 'Cache-Control': cache, 'Content-Security-Policy': policy },
  });
  return [
    rule(`${FRAME_FOLDER}*`, 'no-cache', `${framePolicy(inlineScripts.frame)}; ${FRAME_HEADER_ONLY}`, OF_PAGES),
    // The names of these files hold a hash of their content. To a style sheet or a font, a policy says nothing.
    rule('/_next/static/*', 'public, max-age=31536000, immutable', workerPolicy("'wasm-unsafe-eval'")),
    rule('/sw.js', 'no-cache', workerPolicy()),
    rule(EVERYTHING_ELSE, 'no-cache', `${pagePolicy(inlineScripts.page)}; ${PAGE_HEADER_ONLY}`, OF_PAGES),
  ];
}

/** The headers for a path such as `/_next/static/chunks/a.js`, by the rules of a site. */
export function headersFor(path, rules) {
  const { headers } = rules.find(({ pattern }) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  );
  return { ...ALWAYS, ...headers };
}
