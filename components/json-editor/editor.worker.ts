// Monaco's own worker, bundled from here so that it comes from this origin. JSON is read by the page's own reader.
import 'monaco-editor/editor/editor.worker';
