// Like ESLint's max-lines-per-function, but a function answers only for its own lines, not for those of the functions
// inside it: a factory that holds ten short functions is not one long function.

const isFunction = (node) => /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);

function collectCommentLines(comments, lines) {
  const found = new Set();
  for (const { loc } of comments) {
    const before = lines[loc.start.line - 1].slice(0, loc.start.column).trim();
    const after = lines[loc.end.line - 1].slice(loc.end.column).trim();
    if (before || after) continue;
    for (let line = loc.start.line; line <= loc.end.line; line += 1) found.add(line);
  }
  return found;
}

/** The lines below a function's first one; the first belongs to whoever holds the function. */
function countBelowFirst({ start, end }, isCode) {
  let count = 0;
  for (let line = start.line + 1; line <= end.line; line += 1) if (isCode(line)) count += 1;
  return count;
}

export const maxOwnLines = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object', properties: { max: { type: 'integer' } }, additionalProperties: false }],
    messages: { tooLong: 'This function has {{count}} lines of its own; {{max}} are allowed. Give its steps names.' },
  },
  create(context) {
    const { max } = context.options[0];
    const { lines } = context.sourceCode;
    const commentLines = collectCommentLines(context.sourceCode.getAllComments(), lines);
    const isCode = (line) => lines[line - 1].trim() !== '' && !commentLines.has(line);
    const open = [];
    return {
      ':function'() {
        open.push({ inner: 0 });
      },
      ':function:exit'(node) {
        const { inner } = open.pop();
        const below = countBelowFirst(node.loc, isCode);
        const count = 1 + below - inner;
        const holder = open.at(-1);
        if (holder) holder.inner += below;
        if (isFunction(node) && count > max) context.report({ node, messageId: 'tooLong', data: { count, max } });
      },
    };
  },
};
