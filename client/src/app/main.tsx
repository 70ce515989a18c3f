import '../lib/zod-without-eval.js';
import '@fontsource-variable/noto-sans-jp/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { startCopy } from '../copy/index.js';
import { createQueryClient } from '../lib/query.js';
import { Providers } from './Providers.js';
import { createRouter } from './router.js';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startCopy();
createRoot(root).render(
  <StrictMode>
    <Providers client={createQueryClient()}>
      <RouterProvider router={createRouter()} />
    </Providers>
  </StrictMode>,
);
