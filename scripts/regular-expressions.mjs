// Every regular expression that the page runs, from the sources' own syntax trees.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { filesIn, ROOT } from './sources.mjs';

const FOLDERS = ['app', 'components', 'lib'];

/**
 * The regular expressions of the page, tests left out: where each stands, its pattern and flags; or the code of it where
 * it is made of strings.
 */
export function regularExpressions() {
  return FOLDERS.flatMap((folder) => filesIn(join(ROOT, folder)))
    .filter((file) => /\.tsx?$/.test(file) && !/\.(?:test|bench|d)\.ts$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      const place = (node) => {
        const line = source.slice(0, node.start).split('\n').length;
        return `${file.slice(ROOT.length).replaceAll('\\', '/')}:${line}`;
      };
      return [...nodesOf(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }))].flatMap((node) => {
        if (node.type === 'Literal' && node.regex) return [{ place: place(node), ...node.regex }];
        const isMade = node.type === 'NewExpression' || node.type === 'CallExpression';
        if (isMade && node.callee.name === 'RegExp') {
          return [{ place: place(node), code: source.slice(node.start, node.end) }];
        }
        return [];
      });
    });
}

/** A syntax tree's nodes, every one. */
function* nodesOf(value) {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.type === 'string') yield value;
  for (const child of Object.values(value)) yield* nodesOf(child);
}
