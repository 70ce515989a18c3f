import { listingKind } from '@enishi/shared/listings';
import { declineReasons } from '@enishi/shared/matches';
import type { Notification } from '@enishi/shared/notifications';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';

/** What a notice says, made from its kind and facts. */
export const useSentence = (): ((notification: Notification) => string) => {
  const t = useCopy('notifications');
  const terms = useCopy('terms');
  const format = useFormat();
  const kindName = (kind: Notification['subject']['kind'] | undefined): string => {
    const known = listingKind.options.find((listing) => listing === kind);
    return known ? terms(`listing.${known}`) : '';
  };
  return ({ kind, subject, other, count }) => {
    const facts = {
      subject: subject.title ?? t('hidden'),
      subjectKind: kindName(subject.kind),
      other: other?.title ?? t('hidden'),
      otherKind: kindName(other?.kind),
      number: format.number(count ?? 0),
    };
    if (kind === 'need_published' && count) return t('sentence.need_published_found', facts);
    if (kind === 'item_fits_needs' && count && count > 1) return t('sentence.item_fits_needs_more', facts);
    return t(`sentence.${kind}`, facts);
  };
};

/** The reason of a decline in words; null where there is none that we know. */
export const useReason = (): ((notification: Notification) => string | null) => {
  const t = useCopy('notifications');
  const terms = useCopy('terms');
  return ({ reason }) => {
    const known = declineReasons.find((code) => code === reason);
    return known ? t('reason', { reason: terms(`declineReason.${known}`) }) : null;
  };
};
