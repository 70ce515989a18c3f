import type { MeetingState } from '@enishi/shared/meetings';

export const stateLooks: Record<MeetingState, 'attention' | 'tag' | 'done' | 'plain'> = {
  polling: 'tag',
  confirmed: 'done',
  held: 'plain',
  cancelled: 'plain',
};
