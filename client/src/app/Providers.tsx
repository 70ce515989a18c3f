import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { styleNonce } from '../lib/style-nonce.js';
import { theme, variables } from '../ui/theme.js';
import { SessionEffects } from './SessionEffects.js';

interface ProvidersProps {
  client: QueryClient;
  children: ReactNode;
}

/** Everything that stands around the pages, in the browser and in tests alike. */
export const Providers = ({ client, children }: ProvidersProps) => (
  <QueryClientProvider client={client}>
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme="light" getStyleNonce={styleNonce}>
      <SessionEffects />
      <Suspense>{children}</Suspense>
    </MantineProvider>
  </QueryClientProvider>
);
