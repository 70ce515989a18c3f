// Japanese of the spreadsheet, which goes to those who pay; the page has its own words.
import type { CaseRoute, CaseStage } from '@enishi/shared/case-stages';

export const stageWords: Record<CaseStage, string> = {
  received: '受付',
  hearing: 'ヒアリング',
  search: '探索',
  approach: '打診',
  meeting: '面談',
  nda: '秘密保持',
  plan: '計画',
  agreement: '契約',
  development: '実施',
  outcome: '成果',
  follow_up: 'フォロー',
  ended: '見送り',
};

export const routeWords: Record<CaseRoute, string> = {
  need: 'ニーズの公開',
  inquiry: '窓口への相談',
  idea: 'コーディネーターの発案',
};

export const sheetNames = {
  summary: '概要',
  cases: '案件',
  stays: '段階の日数',
  proposals: '打診',
  outcomes: '成果',
  load: '担当',
} as const;
