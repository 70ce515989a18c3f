// Every number that fitting rests on besides the points of the parts, which stand in shared/src/fits.ts, and the weights of
// related concepts, which are the engine's.
export const WORK_WEIGHTS = {
  /** A required skill counts so many times one that is only welcome. */
  requiredSkill: 2,
  /** The share of a skill that is there, by how many levels it falls short. */
  byLevelsShort: [1, 0.6, 0.3, 0.1],
  /** A tag chosen without a level. */
  unsaidLevel: 0.6,
  /** Hours a week that the profile does not tell. */
  unsaidHours: 0.6,
  /** Work without an end is looked at for so many days. */
  openEndDays: 180,
  /** A reward that cannot be brought to yen an hour. */
  uncertainReward: 0.5,
  /** So near that distance does not count. */
  nearKm: 10,
  /** Where no radius was told, the share falls to `farthest` at this distance. */
  usualTravelKm: 60,
  farthest: 0.5,
  distanceSteps: 2,
  /** Where a municipality is not told: the same prefecture, or one that touches it. */
  samePrefecture: 0.6,
  nearPrefecture: 0.3,
  /** A language that is spoken one level, or two, too low. */
  bySpeechShort: [1, 0.5, 0.2],
} as const;
