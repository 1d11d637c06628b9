import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Two words with a blank between them: a sentence for a person. Names of the standards and codes have no blanks. */
const SENTENCE = /\p{L}[\p{P}\p{S}]* [\p{P}\p{S}]*[\p{L}\p{N}]/u;

const isPlain = ({ type }) => type === 'Identifier' || type === 'MemberExpression';

function isProse({ node }) {
  if (node.type === 'StringLiteral') return SENTENCE.test(node.value);
  // What is ignored is the whole node, so a template stays in where its blanks hold code that can be mutated.
  if (node.type !== 'TemplateLiteral' || !node.expressions.every(isPlain)) return false;
  return SENTENCE.test(node.quasis.map((quasi) => quasi.value.cooked).join('x'));
}

/** Of such a class Stryker makes one with `\V`, which cannot be read where the flag `u` is, and no file of it runs. */
const isUnreadable = ({ node }) =>
  node.type === 'RegExpLiteral' && node.flags.includes('u') && /\\v/.test(node.pattern);

export const strykerPlugins = [
  // That a message is not empty is no behaviour worth a test of each.
  declareValuePlugin(PluginKind.Ignore, 'prose', {
    shouldIgnore: (path) => (isProse(path) ? 'a sentence for people' : undefined),
  }),
  declareValuePlugin(PluginKind.Ignore, 'unreadable', {
    shouldIgnore: (path) => (isUnreadable(path) ? 'a regular expression that would be unreadable' : undefined),
  }),
];
