import { sourceId } from './scripts/sources.mjs';

/** @type {import('next').NextConfig} */
const config = {
  output: 'export',
  // Directories with an index.html are what every plain host serves alike.
  trailingSlash: true,
  // The same sources give the same bytes, so that anyone can rebuild the page they were served and compare.
  generateBuildId: () => sourceId(),
  poweredByHeader: false,
  devIndicators: false,
  images: { unoptimized: true },
};

export default config;
