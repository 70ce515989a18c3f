// For some of the sample needs: the seeds and experts that a coordinator would pick after reading all of them.

export interface SampleJudgement {
  need: string;
  picks: readonly string[];
}

// prettier-ignore
export const sampleJudgements: readonly SampleJudgement[] = [
  { need: 'need-battery-safety', picks: ['seed-battery-abuse', 'expert-battery-test'] },
  { need: 'need-hydrogen-valve', picks: ['seed-hydrogen-embrittle', 'expert-hydrogen-safety', 'seed-hydrogen-seal'] },
  { need: 'need-cypress-floor', picks: ['seed-floor-insulation', 'expert-wood-house', 'seed-wood-drying'] },
  { need: 'need-paddy-weeding', picks: ['seed-paddy-robot', 'seed-row-recognition', 'expert-farm-machine'] },
  { need: 'need-membrane-ceiling', picks: ['seed-shake-table', 'expert-structure', 'seed-membrane-tension'] },
  { need: 'need-culture-flow', picks: ['seed-culture-flow', 'expert-cfd'] },
  { need: 'need-lead-free-cert', picks: ['seed-solder-reliability', 'expert-solder-instructor'] },
  { need: 'need-telework-entry', picks: ['expert-clerk-1', 'expert-clerk-2', 'expert-clerk-3'] },
  { need: 'need-succession', picks: ['expert-succession', 'expert-succession-law'] },
  { need: 'need-press-inspection', picks: ['seed-polarised-inspect', 'expert-vision-sier', 'seed-few-shot'] },
  { need: 'need-foundry-maintenance', picks: ['seed-vibration-diagnosis', 'expert-iot-maintenance'] },
  { need: 'need-oled-film', picks: ['seed-oled-barrier', 'seed-oled-medical'] },
  { need: 'need-titanium', picks: ['seed-titanium-cooling', 'expert-cutting', 'seed-tool-monitor'] },
  { need: 'need-sake-lees', picks: ['seed-sake-lees', 'expert-food-dev'] },
  { need: 'need-fish-freeze', picks: ['seed-supercooling', 'seed-fish-freshness'] },
  { need: 'need-transfer-aid', picks: ['seed-soft-actuator', 'expert-care-ot', 'seed-motion-analysis'] },
  { need: 'need-delivery', picks: ['seed-route-optim', 'expert-logistics'] },
  { need: 'need-weld-transfer', picks: ['seed-weld-skill', 'expert-weld'] },
  { need: 'need-slag-concrete', picks: ['seed-slag-concrete', 'expert-concrete', 'seed-co2-curing'] },
  { need: 'need-resin-black', picks: ['seed-resin-separate', 'expert-plastics-recycling'] },
  { need: 'need-yard-cart', picks: ['seed-cart-agv', 'expert-robot-integrator'] },
  { need: 'need-denim-water', picks: ['seed-indigo-drain', 'seed-plating-drain'] },
];
