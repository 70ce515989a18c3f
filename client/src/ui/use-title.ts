import { useEffect } from 'react';
import { useCopy } from '../copy/index.js';

/** Name of the page in the tab of the browser, followed by the product's. */
export const useTitle = (title: string | null): void => {
  const t = useCopy('common');
  const full = title ? t('titleOf', { page: title }) : t('product');
  useEffect(() => {
    document.title = full;
  }, [full]);
};
