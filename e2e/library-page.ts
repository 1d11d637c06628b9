import type { Page } from '@playwright/test';
import { build } from 'vite';
import { ROOT } from '../scripts/sources.mjs';

const PLACE = '/library/';

/** A module of ours with the library beneath it, for a browser, as files by name; nothing is written to disk. */
async function bundle(entry: string): Promise<Map<string, string>> {
  const outcome = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    base: PLACE,
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'entry' },
    },
  });
  const [made] = Array.isArray(outcome) ? outcome : [outcome];
  if (!made || !('output' in made)) throw new Error(`${entry} could not be bundled`);
  return new Map(made.output.map((file) => [file.fileName, 'code' in file ? file.code : String(file.source)]));
}

/**
 * Opens an empty page of the same origin, in which the module can be imported from the address that is given back. It is
 * no part of the product's build.
 */
export async function openLibrary(page: Page, entry: string): Promise<string> {
  const files = await bundle(entry);
  await page.route(`**${PLACE}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(PLACE.length);
    const body = name === '' ? '<!doctype html><title>Library</title>' : files.get(name);
    const contentType = name === '' ? 'text/html' : 'text/javascript';
    return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body, contentType });
  });
  await page.goto(PLACE);
  return `${PLACE}entry.js`;
}
