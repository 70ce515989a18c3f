import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** The cross of a toast has no words of its own; whoever cannot see it hears this. */
const closing = () => ({ 'aria-label': i18next.t('close', { ns: 'common' }) });

/** A short word that something was done; it goes by itself. */
export const notifyDone = (message: string): void => {
  notifications.show({ message, color: 'moss', withBorder: true, closeButtonProps: closing() });
};

/** A short word that something was not done. For failures beside a form use ErrorNote. */
export const notifyFailed = (message: string): void => {
  notifications.show({ message, color: 'shu', withBorder: true, autoClose: 8000, closeButtonProps: closing() });
};
