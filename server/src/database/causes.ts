const deepest = 5;

/** What an error says of itself, and what those say that it was caused by. */
export function* causesOf(error: unknown): Generator<{ name?: unknown; code?: unknown }> {
  for (let at = error, depth = 0; typeof at === 'object' && at && depth < deepest; depth += 1) {
    yield at;
    at = (at as { cause?: unknown }).cause;
  }
}
