import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { sharedFacts } from './shared-facts.ts';

const server = process.env.ENISHI_SERVER ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [sharedFacts(), react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every page needs, as one file: many small ones compress worse and wait for one another.
        codeSplitting: {
          groups: [
            // Together, so that its setting is made before any schema is.
            { name: 'schemas', test: /node_modules[\\/]zod[\\/]|lib[\\/]zod-without-eval/ },
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/readyz': server, '/socket.io': { target: server, ws: true } } },
});
