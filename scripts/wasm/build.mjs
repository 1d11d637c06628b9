// `npm run build:wasm`: compiles scripts/wasm/assembly into lib/worker/hmac-module.ts, which is kept in the repository, so that
// nobody needs the compiler to build the page. A test compiles it anew and compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../sources.mjs';

const ENTRY = 'scripts/wasm/assembly/index.ts';
export const MODULE = join(ROOT, 'lib/worker/hmac-module.ts');

/** The text of MODULE as the sources give it. @throws with the compiler's messages when it refuses them */
export async function compileModule() {
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const { error, stderr } = await asc.main(
    [
      ENTRY,
      '--outFile',
      'module.wasm',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--use',
      'abort=',
    ],
    {
      readFile: (name, folder) => {
        try {
          return readFileSync(join(folder, name), 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_, contents) => {
        binary = contents;
      },
      listFiles: () => null,
    },
  );
  if (error || !binary) throw new Error(stderr.toString());
  return [
    '/**',
    ' * The search of secrets as a WebAssembly module, in Base64URL. Made by `npm run build:wasm` from scripts/wasm/assembly, which',
    ' * says what it exports: do not edit.',
    ' */',
    `export const HMAC_MODULE =\n  '${Buffer.from(binary).toString('base64url')}';`,
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(MODULE, await compileModule());
