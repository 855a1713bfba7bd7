import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { tabletApp } from './tablet-app-plugin.ts';

const SERVER = 'http://127.0.0.1:3000';

// `#contract/*` is resolved by the project's package.json ("imports"), as it is in Node.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tabletApp()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1_500 },
  server: {
    host: '127.0.0.1',
    port: 15173,
    strictPort: true,
    proxy: {
      // The server compares Origin with Host, so the browser's own Host goes through.
      '/api': { target: SERVER, changeOrigin: false },
      '/socket.io': { target: SERVER, changeOrigin: false, ws: true },
    },
  },
});
