import { readFileSync } from 'node:fs';
import { sourceId } from './scripts/sources.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** @type {import('next').NextConfig} */
const config = {
  output: 'export',
  // Directories with an index.html are what every plain host serves alike.
  trailingSlash: true,
  // The same sources give the same bytes, so that anyone can rebuild the page they were served and compare.
  generateBuildId: () => sourceId(),
  // What a report says that it was made by.
  env: { VERSION: version, BUILD_ID: sourceId() },
  // They say whose code is in each chunk (scripts/licences), and are no part of the finished build.
  productionBrowserSourceMaps: true,
  poweredByHeader: false,
  devIndicators: false,
  images: { unoptimized: true },
};

export default config;
