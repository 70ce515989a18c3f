// Things to test with. Every builder gives something complete; say only what matters.
import { secrecyPresets } from '@enishi/shared/disclosure';
import { expertContent } from '@enishi/shared/experts';
import { needContent } from '@enishi/shared/needs';
import { openingContent } from '@enishi/shared/openings';
import { seedContent } from '@enishi/shared/seeds';
import type { z } from 'zod';

export const buildNeed = (given: Partial<z.input<typeof needContent>> = {}) =>
  needContent.parse({
    title: '持ち運べる蓄電池の安全性を第三者に評価してほしい',
    tags: ['lithium-ion-battery'],
    cooperation: ['technical_consultation'],
    prefecture: '06',
    disclosure: secrecyPresets.open,
    timeframe: 'within_6_months',
    situation: '屋外で使うポータブル電源を自社ブランドで出します。社内の試験だけでは取引先に安全だと説明しきれません。',
    goal: 'リチウムイオン電池の安全性評価と性能検査を公的な立場の方と行い、結果を製品説明に使いたい。',
    ...given,
  });

export const buildSeed = (given: Partial<z.input<typeof seedContent>> = {}) =>
  seedContent.parse({
    title: '車載用リチウムイオン電池の発熱・短絡の評価法',
    tags: ['lithium-ion-battery'],
    cooperation: ['technical_consultation', 'joint_research'],
    prefecture: '06',
    readiness: 6,
    disclosure: secrecyPresets.open,
    problem: '電池の安全性評価は機器が高価で、小さな会社には手が届かなかった。',
    features: '釘刺しと外部短絡の両方で安全性を数値にし、持ち運び機器にも使える手順を確立した。',
    uses: 'ポータブル電源、電動工具、蓄電池の安全性評価。',
    ...given,
  });

export const buildExpert = (given: Partial<z.input<typeof expertContent>> = {}) =>
  expertContent.parse({
    title: '蓄電池の安全規格と試験の専門家',
    tags: ['lithium-ion-battery'],
    cooperation: ['technical_consultation', 'expert_dispatch'],
    prefecture: '06',
    disclosure: secrecyPresets.open,
    canDo: 'リチウムイオン電池の安全性評価、国際規格への適合、試験計画づくりを手伝います。',
    ...given,
  });

export const buildOpening = (given: Partial<z.input<typeof openingContent>> = {}) =>
  openingContent.parse({
    title: '製品カタログの図面をCADで起こし直す仕事',
    skills: [{ tag: 'cad', level: 'alone' }],
    prefecture: '06',
    disclosure: secrecyPresets.open,
    work: '紙の図面が三十枚あります。二次元CADで起こし直し、寸法を確かめて納めてください。',
    hoursTo: 8,
    reward: { kind: 'hourly', from: 1500, to: 2000 },
    applyBy: '2027-03-31',
    ...given,
  });
