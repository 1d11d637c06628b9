import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { BOOT_SCRIPT } from './boot';
import './globals.css';

export const metadata: Metadata = {
  title: 'JWT Debugger',
  description: 'Decode, verify, check, edit and re-sign JSON Web Tokens. Nothing leaves the browser tab.',
  referrer: 'no-referrer',
  // With which the page tells whether the service worker keeps the same build.
  other: { build: process.env.BUILD_ID ?? '' },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#17181b' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Our own text, fixed at build time and hashed into the page's policy. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: see above */}
        <script dangerouslySetInnerHTML={{ __html: BOOT_SCRIPT }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
