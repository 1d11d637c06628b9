// `npm start`: installs and builds what is missing or out of date, then serves the page and says where.
import { build, install } from './setup.mjs';

if (!install() || !build()) process.exit(1);
const { serve } = await import('./serve.mjs');
serve();
