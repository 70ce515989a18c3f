/** Signs with which a spreadsheet would take a cell for a formula, also behind blanks or in full width, as Excel in Japan does. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

const cell = (value: string): string => {
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** CSV as Excel in Japan opens it: UTF-8 with byte order mark, CRLF, cells that cannot run as formulas. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
