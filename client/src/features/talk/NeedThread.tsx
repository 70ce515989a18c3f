import { useCopy } from '../../copy/index.js';
import { FilesPanel } from './FilesPanel.js';
import { Thread } from './Thread.js';
import { useNeedThread } from './use-thread.js';

/** On the owner's page of a published need: what they and the coordinators have to say to one another. */
export const NeedThread = ({ needId }: { needId: string }) => {
  const t = useCopy('talk');
  const { data } = useNeedThread(needId);
  // A need that was published a moment ago gets its case in the next one; nothing is missed until then.
  if (!data) return null;
  const subject = { kind: 'case', id: data.caseId } as const;
  return (
    <>
      <Thread subject={subject} title={t('threadOfNeed')} />
      <FilesPanel subject={subject} />
    </>
  );
};
