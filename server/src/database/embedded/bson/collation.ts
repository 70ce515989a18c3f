// A collation as the client asks for it, carried by Intl.Collator (ICU, as in MongoDB). What ICU could do but Intl cannot
// express exactly is refused.
import { fail, refuse } from '../errors.js';
import type { Collation } from './order.js';
import { display, isDoc, isNumeric, isTruthy, toNumber, typeName, type Doc, type Maybe } from './values.js';

const FIELDS =
  'locale strength caseLevel caseFirst numericOrdering alternate maxVariable backwards normalization version';

/** null for the order by bytes. */
export function parseCollation(spec: Maybe): Collation | null {
  if (spec === undefined) return null;
  if (!isDoc(spec)) fail(14, `BSON field 'collation' is the wrong type '${typeName(spec)}', expected type 'object'`);
  if (spec.size === 0) return null;
  for (const name of spec.keys())
    if (!FIELDS.split(' ').includes(name)) fail(40415, `BSON field 'collation.${name}' is an unknown field.`);
  const locale = spec.get('locale');
  if (typeof locale !== 'string') fail(40414, "BSON field 'collation.locale' is missing but a required field");
  if (locale === 'simple') return null;
  const collator = new Intl.Collator(checkLocale(locale), {
    sensitivity: sensitivityOf(spec),
    numeric: isTruthy(spec.get('numericOrdering')),
    caseFirst: caseFirstOf(spec),
    ignorePunctuation: false,
  });
  return createCollation((a, b) => collator.compare(a, b));
}

function checkLocale(locale: string): string {
  if (locale.includes('@')) refuse('A collation with a variant of a locale', 2);
  try {
    const [found] = Intl.Collator.supportedLocalesOf(locale.replaceAll('_', '-'));
    if (found) return found;
  } catch {
    // Not even the form of a locale.
  }
  return fail(2, `Field 'locale' is invalid in: ${display(locale)}`);
}

function sensitivityOf(spec: Doc): 'base' | 'case' | 'accent' | 'variant' {
  const given = spec.get('strength') ?? 3;
  const strength = isNumeric(given) ? toNumber(given) : NaN;
  if (![1, 2, 3, 4, 5].includes(strength))
    fail(2, `Enumeration value '${display(given)}' for field 'strength' is invalid`);
  const hasCaseLevel = isTruthy(spec.get('caseLevel'));
  if (strength > 3 || (hasCaseLevel && strength > 1)) refuse('A collation of this strength and caseLevel', 2);
  if (spec.get('alternate') === 'shifted') refuse("A collation with alternate: 'shifted'", 2);
  for (const name of ['backwards', 'normalization'])
    if (isTruthy(spec.get(name))) refuse(`A collation with ${name}`, 2);
  if (strength === 1) return hasCaseLevel ? 'case' : 'base';
  return strength === 2 ? 'accent' : 'variant';
}

function caseFirstOf(spec: Doc): 'upper' | 'lower' | 'false' {
  const given = spec.get('caseFirst') ?? 'off';
  if (given === 'upper' || given === 'lower') return given;
  return given === 'off' ? 'false' : fail(2, `Enumeration value '${display(given)}' for field 'caseFirst' is invalid`);
}

/** ICU's sort keys cannot be had, so texts that are equal share the first of them that was met. */
function createCollation(compare: Collation['compare']): Collation {
  const known: string[] = [];
  const representative = (text: string): string => {
    let low = 0;
    let high = known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(known[middle] as string, text);
      if (order === 0) return known[middle] as string;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    known.splice(low, 0, text);
    return text;
  };
  return { compare, representative };
}
