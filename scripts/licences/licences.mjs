// The licences of all code of others that is in the built page, read from what is installed. shipped.json names it; the
// build fails when something is in the page that is not named there (see built.mjs).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** By what code may come into the page: all let it be passed on with their notice. */
export const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC-BY-4.0', 'ISC', 'MIT'];

const LICENCE_FILE = /^licen[cs]e(\.(md|txt))?$/i;
/** A line that says who has the rights, and not one of a licence's own sentences about such lines. */
const COPYRIGHT = /^[\s*/]*((?:Portions )?Copyright (?:\(c\)|©|\d{4}|[A-Z]).*)$/gim;
const SENTENCE = /copyright (notice|holder|owner|license|statement|interest|law|and|or)/i;

const read = (...path) =>
  readFileSync(join(process.cwd(), ...path), 'utf8')
    .replaceAll('\r\n', '\n')
    .trim();

/** What shipped.json names: where it is below node_modules, and under which name the build's source maps know it. */
export function shipped() {
  const rows = JSON.parse(read('scripts/licences/shipped.json'));
  return rows.map((row) => ({ ...row, at: row.at ?? row.name }));
}

/**
 * @typedef {{ name: string, version: string, licence: string, use: string, copyright: string[], texts: string[] }} Licence
 */

/**
 * Every package in the built page, by name: its version, licence (SPDX), who has the rights, and the texts in full.
 * @returns {Licence[]}
 * @throws when a licence is none of ALLOWED, or a text is not there
 */
export function readLicences() {
  return shipped()
    .map(describe)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function describe({ name, use, at, ...said }) {
  const folder = join('node_modules', at);
  const manifest = JSON.parse(read(folder, 'package.json'));
  const licence = said.licence ?? manifest.license;
  if (!ALLOWED.includes(licence))
    throw new Error(`${name} has the licence "${licence}", which is not allowed in the page`);
  const texts = (said.texts ?? licenceFiles(folder)).map((file) => read(folder, file));
  if (texts.length === 0) throw new Error(`${name} has no licence file`);
  return {
    name,
    version: said.inside ? versionOf(said.inside) : manifest.version,
    licence,
    use,
    copyright: said.copyright ?? copyrightIn(texts[0]),
    texts,
  };
}

const licenceFiles = (folder) =>
  readdirSync(join(process.cwd(), folder))
    .filter((file) => LICENCE_FILE.test(file))
    .sort();

/** A copy inside another package is told by that one's number. */
const versionOf = (inside) => `in ${inside} ${JSON.parse(read('node_modules', inside, 'package.json')).version}`;

function copyrightIn(text) {
  const lines = [...text.matchAll(COPYRIGHT)].map(([, line]) => line.trim());
  return [...new Set(lines)].filter((line) => !SENTENCE.test(line));
}
