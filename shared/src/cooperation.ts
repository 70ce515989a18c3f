import { z } from 'zod';

/** Ways in which two sides can work together, from the lightest to the heaviest. */
export const cooperationWays = [
  'technical_consultation',
  'equipment_use',
  'academic_guidance',
  'expert_dispatch',
  'telework',
  'prototype',
  'commissioned_research',
  'joint_research',
  'joint_development',
  'licence',
] as const;
export const cooperationWay = z.enum(cooperationWays);
export type CooperationWay = z.infer<typeof cooperationWay>;
