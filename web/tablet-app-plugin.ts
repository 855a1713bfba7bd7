import type { Plugin, PluginOption, Rolldown } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** The part of the pages that the tablet needs; what it loads by itself comes with it. */
const CAREGIVER_FACE = '/caregiver/routes.tsx';
const DAY_S = 24 * 3_600;

/**
 * The service worker of the room's tablet (tablet-worker.js), for pages under /t alone: a parent's and an administrator's
 * are always the server's newest, and nothing is fetched ahead for them. It answers nothing under /api but the photos of
 * those who may fetch a child, and those only while the network is away.
 */
export function tabletApp(): PluginOption {
  const needed = new Set<string>();
  return [
    collectFace(needed),
    VitePWA({
      strategies: 'generateSW',
      filename: 'tablet-worker.js',
      registerType: 'prompt',
      injectRegister: false,
      // The link to the manifest stands in the tablet's pages alone: see web/features/devices/tablet-app.ts.
      manifest: false,
      workbox: {
        globPatterns: ['index.html', 'icon.svg', 'assets/*.{js,css}'],
        manifestTransforms: [
          (entries) => ({ manifest: entries.filter(({ url }) => !url.startsWith('assets/') || needed.has(url)) }),
        ],
        navigateFallback: '/index.html',
        navigateFallbackAllowlist: [/^\/t(?:\/|\?|$)/, /^\/tablet\//],
        // The names of built files carry what is in them: whatever was loaded once is right for ever.
        runtimeCaching: [
          {
            urlPattern: /\/assets\//,
            handler: 'CacheFirst',
            options: { cacheName: 'kanwa-assets', expiration: { maxEntries: 200 } },
          },
          {
            urlPattern: /\/api\/pickups\/[^/]+\/photo$/,
            handler: 'NetworkFirst',
            options: {
              cacheName: 'kanwa-pickup-photos',
              networkTimeoutSeconds: 4,
              expiration: { maxEntries: 200, maxAgeSeconds: DAY_S },
              cacheableResponse: { statuses: [200] },
            },
          },
        ],
      },
    }),
  ];
}

/** Follows what the caregiver's face and the page itself import, and what those import in turn. */
function collectFace(needed: Set<string>): Plugin {
  return {
    name: 'tablet-app-face',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = chunks.filter(({ isEntry, facadeModuleId }) => isEntry || facadeModuleId?.endsWith(CAREGIVER_FACE));
      first.forEach((chunk) => follow(chunk, chunks, needed));
    },
  };
}

function follow(chunk: Rolldown.OutputChunk, chunks: readonly Rolldown.OutputChunk[], needed: Set<string>): void {
  if (needed.has(chunk.fileName)) return;
  needed.add(chunk.fileName);
  chunk.viteMetadata?.importedCss.forEach((css) => needed.add(css));
  for (const name of chunk.imports) {
    const imported = chunks.find(({ fileName }) => fileName === name);
    if (imported) follow(imported, chunks, needed);
  }
}
