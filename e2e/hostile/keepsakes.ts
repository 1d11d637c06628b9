import type { Page } from '@playwright/test';
import { marked } from 'marked';
import { parseAst } from 'vite';
import { CANARY, HOST } from './bait';
import type { Look } from './in-page';

/** What a reader of a text must not meet: the same characters that a report may not hold. */
const UNSEEN = /[^\P{C}\n]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** What is wrong with the texts that the page gave away, judged by those who read such texts: one sentence each. */
export async function keepsakeProblems(page: Page, copied: Look['copied']): Promise<string[]> {
  const problems: string[] = [];
  const pages: string[] = [];
  for (const { what, text } of copied) {
    if (/^(?:Markdown|HTML|JSON|SARIF)/.test(what) && UNSEEN.test(text))
      problems.push(`${what}: a character hides in it`);
    if (/^(?:JSON|SARIF)/.test(what)) problems.push(...unlessJson(what, text));
    // Without its own policy, which would save it whatever was in it.
    if (what.startsWith('HTML')) pages.push(text.replace(/<meta http-equiv[^>]*>/, ''));
    if (what.startsWith('Markdown')) pages.push(`<title>Review of a JSON Web Token</title>${await marked.parse(text)}`);
    if (what.startsWith('code JavaScript')) problems.push(...unlessStringsAlone(what, text));
  }
  return [...problems, ...(await problemsOfPages(page, pages))];
}

function unlessJson(what: string, text: string): string[] {
  try {
    JSON.parse(text);
    return [];
  } catch {
    return [`${what}: no JSON`];
  }
}

/** Code is code of ours: what a token says is in its strings and comments, and nowhere else. */
function unlessStringsAlone(what: string, text: string): string[] {
  try {
    const tree = JSON.stringify(parseAst(text), (name, value) => (name === 'raw' ? undefined : value));
    return tree.includes(`"name":"${CANARY}"`) ? [`${what}: the token's text runs`] : [];
  } catch {
    return [`${what}: no JavaScript`];
  }
}

/** Opens each as a page of its own, where every script may run, and says what ran and what stands in it. */
async function problemsOfPages(page: Page, texts: readonly string[]): Promise<string[]> {
  const opened = await page.context().newPage();
  try {
    return await opened.evaluate(
      async ({ texts, canary, host }) => {
        const problems = new Set<string>();
        for (const text of texts) {
          document.open();
          document.write(text);
          document.close();
          const foreign = document.querySelectorAll(
            'script,img,iframe,object,embed,link,base,form,svg,math,video,audio',
          );
          for (const { tagName } of foreign) problems.add(`a ${tagName} in a report`);
          for (const link of document.querySelectorAll('a')) {
            if (!/^https:/.test(link.href) || link.host.endsWith(host))
              problems.add(`a link in a report: ${link.href}`);
          }
          if (document.title !== 'Review of a JSON Web Token') problems.add('a report of another title');
        }
        // What fails to load says so a moment later.
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (canary in window) problems.add('a script ran in a report');
        return [...problems];
      },
      { texts, canary: CANARY, host: HOST },
    );
  } finally {
    await opened.close();
  }
}
