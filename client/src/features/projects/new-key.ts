/** Names one attempt to add something: sent twice, it makes one thing. */
export const newKey = (): string => crypto.randomUUID();
