const deepest = 5;

/**
 * What an error says of itself, and what those say that it was caused by. The driver's error of a bulk write keeps what
 * stopped it as its answer.
 */
export function* causesOf(error: unknown): Generator<{ name?: unknown; code?: unknown }> {
  for (let at = error, depth = 0; typeof at === 'object' && at && depth < deepest; depth += 1) {
    yield at;
    const { cause, errorResponse }: { cause?: unknown; errorResponse?: unknown } = at;
    at = cause ?? errorResponse;
  }
}
