/** Stars and underlines in one text; the time to pair them grows faster than their number. */
const mostMarks = 3000;

// More than twelve lists and quotations within one another, in one line. Nothing but dashes or stars is a rule instead.
const tooDeep = /^(?!(?:[-*_][ \t]*)+$)[ \t]*(?:(?:[->+*]|\d{1,9}[.)])[ \t]*){13}/m;

/**
 * Must this text be shown as it was written? What nests thousands of times takes seconds to read and more depth than a
 * browser has, so that the page would break for everybody who opens it.
 */
export const isTooDeep = (text: string): boolean =>
  tooDeep.test(text) || (text.match(/[*_]/g)?.length ?? 0) > mostMarks;
