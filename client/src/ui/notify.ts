import { notifications } from '@mantine/notifications';

/** A short word that something was done; it goes by itself. */
export const notifyDone = (message: string): void => {
  notifications.show({ message, color: 'moss', withBorder: true });
};

/** A short word that something was not done. For failures beside a form use ErrorNote. */
export const notifyFailed = (message: string): void => {
  notifications.show({ message, color: 'shu', withBorder: true, autoClose: 8000 });
};
