// Firefox by itself, spoken to in WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): JSON over the WebSocket that Node
// has built in, so that a second browser costs the project no package.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['firefox-esr', 'firefox', 'firefox.exe'];
const PLACES = ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'];
/** How long Firefox may take to come up, ms: a cold start on a busy machine. */
const PATIENCE = 60_000;

/** What keeps a fresh profile from asking its maker for anything, or showing pages of its own. */
const SETTINGS = {
  'app.normandy.enabled': false,
  // The clipboard is asked without a click first, as the tests in Chromium do.
  'dom.events.testing.asyncClipboard': true,
  'app.update.disabledForTesting': true,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  // A mouse, which hovers and is fine: without a screen Firefox takes it that there is none.
  'ui.allPointerCapabilities': 6,
  'ui.primaryPointerCapabilities': 6,
};

/** Where Firefox is: what FIREFOX_PATH names, or the system's; undefined when there is none. */
export function findFirefox() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.FIREFOX_PATH, ...onPath, ...PLACES].find((path) => path && existsSync(path));
}

/** A new Firefox with an empty profile, and a session with it. @throws when it does not come up */
export async function launchFirefox(path) {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const settings = Object.entries(SETTINGS).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, 'user.js'), settings.join(''));
  const options = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'];
  const child = spawn(path, options, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const close = async () => {
    child.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { ...(await openSession(await addressOf(child))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The address that Firefox says it listens at. */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error('Firefox did not come up in time.')), PATIENCE);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Firefox ended: ${said.trim().split('\n').at(-1)}`)));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

/**
 * `send(method, params)` gives what a command gives, and rejects with what Firefox says against it; `on(event, listener)`
 * subscribes.
 */
async function openSession(address) {
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map();
  const listeners = new Map();
  let count = 0;
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject, method });
      socket.send(JSON.stringify({ id: count, method, params }));
    });
  const failAll = () => {
    for (const { reject, method } of waiting.values()) reject(new Error(`${method}: the connection to Firefox ended.`));
    waiting.clear();
  };
  socket.addEventListener('message', ({ data }) => {
    const { type, id, result, message, method, params } = JSON.parse(data);
    if (type === 'event') return listeners.get(method)?.(params);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (type === 'success') asked?.resolve(result);
    else asked?.reject(new Error(`${asked.method}: ${message}`));
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('Firefox refuses the connection.')), { once: true });
  });
  socket.addEventListener('close', failAll);
  const { capabilities } = await send('session.new', { capabilities: {} });
  const on = async (event, listener) => {
    listeners.set(event, listener);
    await send('session.subscribe', { events: [event] });
  };
  return { send, on, version: capabilities.browserVersion };
}
