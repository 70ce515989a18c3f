import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applications } from '../../client/src/copy/ja/applications';
import { assignments } from '../../client/src/copy/ja/assignments';
import { boards } from '../../client/src/copy/ja/boards';
import { cases } from '../../client/src/copy/ja/cases';
import { fits } from '../../client/src/copy/ja/fits';
import { introductions } from '../../client/src/copy/ja/introductions';
import { mail } from '../../client/src/copy/ja/mail';
import { meetings } from '../../client/src/copy/ja/meetings';
import { projects } from '../../client/src/copy/ja/projects';
import { terms } from '../../client/src/copy/ja/terms';
import { workTerms } from '../../client/src/copy/ja/work-terms';
import { workbench } from '../../client/src/copy/ja/workbench';
import { projectRoot } from '../support/fixture-tree';

const glossary = readFileSync(path.join(projectRoot, 'docs/glossary.md'), 'utf8');

const tables: Record<string, Record<string, string>> = {
  roles: terms.role,
  organisationKinds: terms.organisationKind,
  listingKinds: terms.listing,
  listingStatuses: terms.status,
  cooperationWays: terms.cooperation,
  closeReasons: terms.closeReason,
  skillLevels: workTerms.skillLevel,
  speechLevels: workTerms.speechLevel,
  moveKinds: workTerms.moveKind,
  moveWhen: workTerms.moveTime,
  disclosureLevels: terms.level,
  disclosureGroups: terms.group,
  matchStates: terms.matchState,
  scoreParts: terms.scorePart,
  fitParts: fits.part,
  introductionOrigins: terms.origin,
  introductionStates: terms.introductionState,
  introductionProgresses: introductions.progress,
  answerStates: terms.answer,
  declineReasons: terms.declineReason,
  caseStages: cases.stage,
  caseEndReasons: cases.endReason,
  caseRoutes: cases.route,
  entryKinds: cases.entry,
  queueKinds: workbench.queue,
  meetingStates: meetings.state,
  cancelReasons: meetings.reason,
  applicationStates: applications.state,
  assignmentStates: assignments.state,
  reportStates: assignments.reportState,
  deliveryStates: assignments.deliveryState,
  stopReasons: assignments.stopReason,
  pairStates: boards.state,
  projectStates: projects.state,
  budgetSources: projects.source,
  trafficLights: projects.light,
  outcomeKinds: projects.outcomeKind,
  outcomeCertainties: projects.certainty,
  questionStates: projects.questionState,
  letterStates: mail.state,
  deliveryModes: terms.delivery,
};

function rowsUnder(heading: string): Record<string, string> {
  const section = glossary.split(/^#+ /m).find((part) => part.split('\n')[0]?.includes(`(\`${heading}\`)`)) ?? '';
  const rows = [...section.matchAll(/^\| `(\w+)`\s*\| (.*?)\s*\|/gm)];
  return Object.fromEntries(rows.map(([, code = '', word = '']) => [code, word]));
}

describe('the glossary', () => {
  it.each(Object.entries(tables))('has every code of %s with the word on the screen', (heading, words) => {
    expect(rowsUnder(heading)).toEqual(words);
  });

  it('explains no table that the copy does not have', () => {
    const headings = [...glossary.matchAll(/^### .*\(`(\w+)`\)$/gm)].map(([, heading]) => heading ?? '');
    expect(headings.sort()).toEqual(Object.keys(tables).sort());
  });
});
