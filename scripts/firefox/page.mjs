// The page as a person in Firefox finds their way in it: by role and accessible name, with real keys.

/** How long the page may take for anything, ms. Nothing here is about speed. */
const PATIENCE = 20_000;
/** WebDriver's names of keys (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const KEYS = { Control: '\uE009', Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004' };

/** What a script in the page may give: texts, numbers, truth values and lists of these. */
const readValue = ({ type, value }) => (type === 'array' ? value.map(readValue) : value);

/** Waits until `ask` gives something, and gives that. @throws with what was waited for, when it does not come */
export async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * A tab. `complaints` collects errors and warnings of the console, violations of the policy, and requests that leave
 * `origin` for a host that is not among `allowedOrigins`.
 */
export async function openTab({ send, on }, origin, allowedOrigins) {
  const { context } = await send('browsingContext.create', { type: 'tab' });
  const complaints = [];
  await on('log.entryAdded', ({ level, text }) => {
    if (level === 'error' || level === 'warn') complaints.push(`${level}: ${text}`);
  });
  await on('network.beforeRequestSent', ({ request: { url } }) => {
    const asked = new URL(url);
    const isOwn = asked.origin === origin || ['about:', 'blob:', 'data:'].includes(asked.protocol);
    if (!isOwn && !allowedOrigins.includes(asked.origin)) complaints.push(`request to another host: ${asked.origin}`);
  });
  await on('script.message', ({ data }) => complaints.push(`policy: ${readValue(data)}`));
  await send('script.addPreloadScript', {
    functionDeclaration: `(tell) => addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      tell(effectiveDirective + ' refused ' + blockedURI))`,
    arguments: [{ type: 'channel', value: { channel: 'violations' } }],
    sandbox: 'watch',
  });

  /** Runs a function in the page; elements come from `find`. */
  const run = async (what, ...values) => {
    const { type, result, exceptionDetails } = await send('script.callFunction', {
      functionDeclaration: String(what),
      target: { context },
      arguments: values.map((value) =>
        value?.sharedId ? { sharedId: value.sharedId } : { type: typeof value, value },
      ),
      awaitPromise: true,
    });
    if (type === 'exception') throw new Error(exceptionDetails.text);
    return readValue(result);
  };

  const findAll = async (role, name) => {
    const locator = { type: 'accessibility', value: { role, name } };
    return (await send('browsingContext.locateNodes', { context, locator })).nodes;
  };
  const found = new Map();
  /** The first of that role and name. Firefox goes through the whole page for it: what is still there is not sought again. */
  const find = async (role, name) => {
    const known = found.get(`${role} ${name}`);
    if (known && (await run((element) => element.isConnected, known).catch(() => false))) return known;
    const element = await until(`the ${role} “${name}”`, async () => (await findAll(role, name))[0]);
    found.set(`${role} ${name}`, element);
    return element;
  };

  /** Presses keys one after the other while those before them are held: `press('Control', 'v')`. */
  const press = (...keys) => {
    const values = keys.map((key) => KEYS[key] ?? key);
    const down = values.map((value) => ({ type: 'keyDown', value }));
    const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
    return send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions: [...down, ...up] }] });
  };
  const type = (text) => {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    return send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] });
  };
  const click = (element) => {
    const origin = { type: 'element', element: { sharedId: element.sharedId } };
    const actions = [
      { type: 'pointerMove', x: 0, y: 0, origin },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    return send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions }] });
  };

  const live = () => {
    // Elements of the page before are still there for Firefox.
    found.clear();
    return until('the page to be live', () => run(() => !('earlyInput' in window)));
  };

  return {
    complaints,
    run,
    find,
    findAll,
    press,
    type,
    click,
    /** Loads a path and waits until the page is live: then it has taken up what was typed before. */
    open: async (path) => {
      await send('browsingContext.navigate', { context, url: `${origin}${path}`, wait: 'complete' });
      await live();
    },
    reload: async () => {
      await send('browsingContext.reload', { context, wait: 'complete' });
      await live();
    },
    /** Puts a text on the clipboard, and presses the keys for pasting it over all that a field holds. */
    paste: async (field, text) => {
      await run((element) => element.focus(), field);
      await run((content) => navigator.clipboard.writeText(content), text);
      await press('Control', 'a');
      await press('Control', 'v');
    },
    /** Chooses the option of a list, as the arrow keys do. */
    choose: (list, value) =>
      run(
        (element, wanted) => {
          element.value = wanted;
          element.dispatchEvent(new Event('change', { bubbles: true }));
        },
        list,
        value,
      ),
    textOf: (element) => run((node) => node.textContent, element),
    contentOf: (element) => run((node) => node.value, element),
  };
}
