/**
 * Monaco in parts, the deepest first. Each part runs its modules only when it is called, so the loader can let the page
 * breathe between two of them; run in one piece Monaco blocks the main thread for about half a second.
 * `require` and not `import()`: all parts arrive in one download, and only their evaluation is put off.
 */
export const stages: readonly (() => unknown)[] = [
  () => require('monaco-editor/base/browser/dom'),
  () => require('monaco-editor/editor/common/model/textModel'),
  () => require('monaco-editor/editor/common/viewModel/viewModelImpl'),
  () => require('monaco-editor/editor/browser/view'),
  () => require('monaco-editor/editor/browser/widget/codeEditor/codeEditorWidget'),
  () => require('monaco-editor/platform/list/browser/listService'),
  () => require('monaco-editor/editor/browser/widget/diffEditor/diffEditorWidget'),
  () => require('monaco-editor/editor/standalone/browser/standaloneServices'),
  () => require('monaco-editor/editor'),
  () => require('monaco-editor/features/find/register'),
  () => require('monaco-editor/features/folding/register'),
  () => require('monaco-editor/features/hover/register'),
  () => require('monaco-editor/editor/contrib/suggest/browser/suggestController'),
  () => {
    require('monaco-editor/features/bracketMatching/register');
    require('monaco-editor/features/clipboard/register');
    require('monaco-editor/features/contextmenu/register');
    require('monaco-editor/features/multicursor/register');
    require('monaco-editor/features/wordOperations/register');
    require('monaco-editor/features/codicon/register');
  },
];

/** Monaco itself; call it after the stages. */
export const monacoOf = () => require('monaco-editor/editor') as typeof import('monaco-editor/editor');
