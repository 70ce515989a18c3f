// Stopping mails by a link that needs no sign-in. The link belongs to one account, one address and one kind.
import type { DeliveryMode, MailSettings, MailTopic } from '@enishi/shared/notification-kinds';
import { defaultMail, mailTopic } from '@enishi/shared/notification-kinds';
import { notFound } from '../../errors.js';
import type { Addressee } from '../../letter.js';
import type { Links } from '../../links.js';

interface Account {
  id: string;
  email: string;
  mailSettings: MailSettings;
}

interface Dependencies {
  links: Links;
  publicUrl: () => string;
  findUser: (userId: string) => Promise<Account | null>;
  setMail: (userId: string, topic: MailTopic, mode: DeliveryMode | undefined) => Promise<void>;
  changed: (userId: string) => void;
}

const purpose = 'stop_mail';

/** Enough to recognise one's own address, too little to learn another's. */
const hint = (email: string): string => {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}…@${domain}`;
};

const isOn = (topic: MailTopic, settings: MailSettings): boolean =>
  (settings[topic] ?? (topic === 'digest' ? 'daily' : defaultMail[topic])) !== 'off';

export function createSubscriptionsService({ links, publicUrl, findUser, setMail, changed }: Dependencies) {
  const read = async (token: string) => {
    const claimed = links.read(token);
    const topic = mailTopic.safeParse(claimed?.holder);
    const user = claimed && topic.success ? await findUser(claimed.id) : null;
    // The address is the nonce: a link sent to an old address opens nothing.
    const isGenuine =
      user && topic.success && links.isGenuine(token, { purpose, id: user.id, holder: topic.data }, user.email);
    if (!isGenuine) throw notFound();
    return { user, topic: topic.data };
  };

  const describe = ({ user, topic }: { user: Account; topic: MailTopic }) => ({
    topic,
    isOn: isOn(topic, user.mailSettings),
    email: hint(user.email),
  });

  return {
    urlFor({ userId, email }: Addressee, topic: MailTopic): string | null {
      if (!userId) return null;
      return `${publicUrl()}/unsubscribe/${links.sign({ purpose, id: userId, holder: topic }, email)}`;
    },

    get: async (token: string) => describe(await read(token)),

    /** Repeating it changes nothing. */
    async set(token: string, wanted: boolean) {
      const found = await read(token);
      const { user, topic } = found;
      if (isOn(topic, user.mailSettings) === wanted) return describe(found);
      // Switched on again by whoever had it off from the start, it comes as it does by default.
      const isOffByDefault = topic !== 'digest' && defaultMail[topic] === 'off';
      await setMail(user.id, topic, wanted ? (isOffByDefault ? 'at_once' : undefined) : 'off');
      changed(user.id);
      return describe(await read(token));
    },
  };
}
export type SubscriptionsService = ReturnType<typeof createSubscriptionsService>;
