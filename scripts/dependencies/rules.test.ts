import { describe, expect, test } from 'vitest';
import { judgeAudit } from './audit.mjs';
import { broughtBy } from './lock.mjs';
import { problemsOf } from './rules.mjs';

const held = (more: object = {}) => ({ version: '1.0.0', integrity: 'sha512-AA==', license: 'MIT', ...more });

/** A project with one dependency for the page and one tool, where all is well. */
function project() {
  const dependencies: Record<string, string> = { page: '1.0.0' };
  const devDependencies = { tool: '1.0.0' };
  const packages: Record<string, object> = {
    '': { dependencies, devDependencies },
    'node_modules/page': held({ dependencies: { shared: '^1.0.0' } }),
    'node_modules/shared': held(),
    'node_modules/tool': held({ dependencies: { shared: '^1.0.0', deep: '~1.2.0' } }),
    'node_modules/deep': held({ optionalDependencies: { 'deep-darwin-arm64': '1.0.0', 'deep-linux-x64': '1.0.0' } }),
    'node_modules/deep-darwin-arm64': held({ optional: true, os: ['darwin'], cpu: ['arm64'] }),
    'node_modules/deep-linux-x64': held({ optional: true, os: ['linux'], cpu: ['x64'] }),
  };
  return {
    manifest: { dependencies, devDependencies },
    lock: { packages },
    named: {
      direct: { page: 'draws', tool: 'checks' } as Record<string, string>,
      brought: { page: ['shared'], tool: ['deep', 'deep-*'] } as Record<string, string[]>,
      withoutIntegrity: { packages: [] as string[] },
      installScripts: {} as Record<string, string>,
      licences: ['MIT'],
    },
    settings: 'audit=false\nignore-scripts=true\n',
    runsOnInstall: (_place: string) => false,
  };
}

type Project = ReturnType<typeof project>;

/** A change of the project, and what is said of it. */
const CHANGES: [string, (project: Project) => unknown, string][] = [
  [
    'a newcomer is told with its way in',
    ({ lock: { packages } }) => {
      packages['node_modules/deep'] = held({ dependencies: { newcomer: '^1.0.0' } });
      packages['node_modules/newcomer'] = held();
    },
    'newcomer is named by nobody. It comes by tool → deep → newcomer',
  ],
  [
    'a dependency of our own needs a reason',
    ({ named }) => {
      named.direct.page = '';
    },
    'page is a dependency, and named.json does not say why',
  ],
  ['who has left is told', ({ named }) => named.brought.page?.push('gone'), 'gone is named, and is no longer there'],
  [
    'a range is no version',
    ({ manifest }) => {
      manifest.dependencies.page = '^1.0.0';
    },
    'page is asked for as "^1.0.0": the version must be exact',
  ],
  [
    'a lock of another package.json is told',
    ({ manifest }) => {
      manifest.dependencies = { page: '1.0.1' };
    },
    'package-lock.json is not of this package.json',
  ],
  [
    'a lock that lacks what is asked for is told',
    ({ lock: { packages } }) => delete packages['node_modules/shared'],
    'page asks for shared, which package-lock.json does not have',
  ],
  [
    'a lock that has what nobody asks for is told',
    ({ lock: { packages } }) => {
      packages['node_modules/tool/node_modules/odd'] = held();
    },
    'package-lock.json has node_modules/tool/node_modules/odd, for which nobody asks',
  ],
  ...[
    'git+https://host.example/a.git',
    'github:a/b',
    'a/b',
    'file:../a',
    'https://host.example/a.tgz',
    'npm:b@1.0.0',
  ].map((source): [string, (project: Project) => unknown, string] => [
    `${source} is no version`,
    ({ lock: { packages } }) => {
      packages['node_modules/page'] = held({ dependencies: { shared: source } });
    },
    `page asks for shared as "${source}", which is no version`,
  ]),
  [
    'another source than the registry is told',
    ({ lock: { packages } }) => {
      packages['node_modules/shared'] = held({ resolved: 'https://host.example/shared.tgz' });
    },
    'shared comes from "https://host.example/shared.tgz", not from the registry',
  ],
  [
    'content without its hash is told',
    ({ lock: { packages } }) => {
      packages['node_modules/shared'] = { version: '1.0.0', license: 'MIT' };
    },
    'shared has no SHA-512 of its content',
  ],
  [
    'only what is optional may be without',
    ({ lock: { packages }, named }) => {
      packages['node_modules/shared'] = { version: '1.0.0', license: 'MIT' };
      named.withoutIntegrity.packages.push('shared');
    },
    'shared has no SHA-512 of its content',
  ],
  [
    'a script at installation is told',
    (project) => {
      project.runsOnInstall = (place) => place === 'node_modules/deep';
    },
    'deep runs a script when it is installed, and named.json does not say why',
  ],
  [
    'scripts at installation must be off',
    (project) => {
      project.settings = 'audit=false';
    },
    '.npmrc lets packages run scripts when they are installed',
  ],
  [
    'an unknown licence is told',
    ({ lock: { packages } }) => {
      packages['node_modules/shared'] = held({ license: 'UNLICENSED' });
    },
    'shared has the licence "UNLICENSED", which named.json does not list',
  ],
];

describe('the rules of dependencies', () => {
  test('hold where all is named', () => {
    expect(problemsOf(project())).toEqual([]);
  });

  test.each(CHANGES)('%s', (_, change, sentence) => {
    const changed = project();
    change(changed);
    expect(problemsOf(changed)).toContain(sentence);
  });

  test('list a package under the page before a tool, and builds for other machines as one', () => {
    const { lock, named } = project();
    expect(broughtBy(lock)).toEqual(named.brought);
  });
});

describe('an audit', () => {
  const advisory = {
    name: 'deep',
    title: 'Bad',
    severity: 'high',
    url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
  };
  const answer = { vulnerabilities: { deep: { via: [advisory] }, tool: { via: ['deep'] } } };

  test('tells each advisory once, until it is explained', () => {
    expect(judgeAudit(answer, {}).problems).toEqual(['deep: Bad (high, GHSA-aaaa-bbbb-cccc)']);
    expect(judgeAudit(answer, { 'GHSA-aaaa-bbbb-cccc': 'not reached' }).problems).toEqual([]);
  });

  test('tells an explanation that is not needed any more', () => {
    const { problems } = judgeAudit({ vulnerabilities: {} }, { 'GHSA-aaaa-bbbb-cccc': 'not reached' });
    expect(problems).toEqual(['GHSA-aaaa-bbbb-cccc is explained, and no longer told of anything installed']);
  });

  test('that the registry does not answer says nothing of the packages', () => {
    expect(judgeAudit({ message: '405 Method Not Allowed' }, {})).toEqual({
      silence: '405 Method Not Allowed',
      problems: [],
    });
  });
});
