import type { ConceptRow } from './concept.js';
import { agricultureConcepts } from './concepts-agriculture.js';
import { biotechnologyConcepts } from './concepts-biotechnology.js';
import { constructionConcepts } from './concepts-construction.js';
import { designConcepts } from './concepts-design.js';
import { digitalConcepts } from './concepts-digital.js';
import { electronicsConcepts } from './concepts-electronics.js';
import { energyConcepts } from './concepts-energy.js';
import { environmentConcepts } from './concepts-environment.js';
import { foodConcepts } from './concepts-food.js';
import { managementConcepts } from './concepts-management.js';
import { materialsConcepts } from './concepts-materials.js';
import { measurementConcepts } from './concepts-measurement.js';
import { mechanicalConcepts } from './concepts-mechanical.js';
import { medicalConcepts } from './concepts-medical.js';
import { processingConcepts } from './concepts-processing.js';
import { roboticsConcepts } from './concepts-robotics.js';
import { textileConcepts } from './concepts-textile.js';
import { trainingConcepts } from './concepts-training.js';

/** All tables, field by field. */
export const conceptRows: readonly ConceptRow[] = [
  ...materialsConcepts,
  ...processingConcepts,
  ...measurementConcepts,
  ...electronicsConcepts,
  ...mechanicalConcepts,
  ...digitalConcepts,
  ...roboticsConcepts,
  ...biotechnologyConcepts,
  ...foodConcepts,
  ...agricultureConcepts,
  ...energyConcepts,
  ...medicalConcepts,
  ...constructionConcepts,
  ...textileConcepts,
  ...environmentConcepts,
  ...designConcepts,
  ...managementConcepts,
  ...trainingConcepts,
];
