import type { AssignmentView } from '@enishi/shared/assignments';
import { AssignmentFacts } from './AssignmentFacts.js';
import { Deliveries } from './Deliveries.js';
import { NextSteps } from './NextSteps.js';
import { Payments } from './Payments.js';
import { Reviews } from './Reviews.js';
import { Weeks } from './Weeks.js';
import { WorkProgress } from './WorkProgress.js';

interface AssignmentDetailProps {
  assignment: AssignmentView;
  onReload: () => void;
}

/** Everything about one piece of work, what is to be done now first. */
export const AssignmentDetail = (props: AssignmentDetailProps) => (
  <>
    <NextSteps assignment={props.assignment} />
    <AssignmentFacts assignment={props.assignment} />
    <WorkProgress assignment={props.assignment} />
    <Weeks {...props} />
    <Deliveries {...props} />
    <Payments {...props} />
    <Reviews assignment={props.assignment} />
  </>
);
