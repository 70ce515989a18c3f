import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { sharedFacts } from './shared-facts.ts';

const server = process.env.ENISHI_SERVER ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [sharedFacts(), react()],
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: true, target: 'es2022', modulePreload: { polyfill: false } },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
