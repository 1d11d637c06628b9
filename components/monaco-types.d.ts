// Deep entry points of monaco-editor that ship without declarations. They are loaded for what they register.
declare module 'monaco-editor/editor/editor.worker';
declare module 'monaco-editor/base/browser/dom';
declare module 'monaco-editor/base/browser/ui/codicons/codicon/codicon.css';
declare module 'monaco-editor/editor/common/model/textModel';
declare module 'monaco-editor/editor/common/viewModel/viewModelImpl';
declare module 'monaco-editor/editor/browser/view';
declare module 'monaco-editor/editor/browser/widget/codeEditor/codeEditorWidget';
declare module 'monaco-editor/editor/browser/widget/diffEditor/diffEditorWidget';
declare module 'monaco-editor/editor/standalone/browser/standaloneServices';
declare module 'monaco-editor/editor/contrib/suggest/browser/suggestController';
declare module 'monaco-editor/platform/list/browser/listService';
