// What the registry knows against the installed versions (`npm audit`), beside what named.json says of it.
import { spawnSync } from 'node:child_process';
import { ROOT } from '../sources.mjs';

const PATIENCE = 20_000;

/** The answer of `npm audit --json`, or what npm says when there is none; nobody is asked twice. */
export function askRegistry() {
  const { stdout } = spawnSync('npm audit --json --fetch-retries=0', {
    cwd: ROOT,
    shell: true,
    encoding: 'utf8',
    timeout: PATIENCE,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    return JSON.parse(stdout);
  } catch {
    return { message: 'no answer' };
  }
}

/**
 * The advisories of an answer that named.json does not explain, and explanations that are no longer needed, a sentence each;
 * `silence` instead, when the registry has not answered.
 */
export function judgeAudit(answer, explained) {
  if (!answer.vulnerabilities) return { silence: answer.message ?? 'no answer', problems: [] };
  const advisories = new Map();
  for (const { via } of Object.values(answer.vulnerabilities)) {
    // A text in `via` names another package of the answer, through which this one is affected.
    for (const one of via) if (typeof one === 'object') advisories.set(one.url.split('/').at(-1), one);
  }
  const open = [...advisories].filter(([id]) => !explained[id]);
  const gone = Object.keys(explained).filter((id) => !advisories.has(id));
  return {
    advisories: advisories.size,
    problems: [
      ...open.map(([id, { name, severity, title }]) => `${name}: ${title} (${severity}, ${id})`),
      ...gone.map((id) => `${id} is explained, and no longer told of anything installed`),
    ],
  };
}
