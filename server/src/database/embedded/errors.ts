// Errors that a MongoDB client understands: code, name and sentence as a mongod would say them.

const CODES = `
  1 InternalError, 2 BadValue, 9 FailedToParse, 13 Unauthorized, 14 TypeMismatch, 20 IllegalOperation,
  22 InvalidBSON, 26 NamespaceNotFound, 27 IndexNotFound, 28 PathNotViable, 40 ConflictingUpdateOperators,
  43 CursorNotFound, 48 NamespaceExists, 50 MaxTimeMSExpired, 52 DollarPrefixedFieldName, 54 NotSingleValueField,
  59 CommandNotFound, 66 ImmutableField, 67 CannotCreateIndex, 68 IndexAlreadyExists, 72 InvalidOptions, 73 InvalidNamespace,
  85 IndexOptionsConflict, 86 IndexKeySpecsConflict, 168 InvalidPipelineOperator,
  197 InvalidIndexSpecificationOption, 238 NotImplemented, 241 ConversionFailure, 276 IndexBuildAborted, 279 ClientDisconnect,
  292 QueryExceededMemoryLimitNoDiskUseAllowed, 10334 BSONObjectTooLarge, 11000 DuplicateKey, 14031 OutOfDiskSpace
`;
const CODE_NAMES = new Map([...CODES.matchAll(/(?<!\d)(\d+) (\w+)/g)].map(([, code, name]) => [Number(code), name]));

export const codeName = (code: number): string => CODE_NAMES.get(code) ?? `Location${code}`;

/** An error meant for the client; `extra` is merged into the answer (keyPattern and the like). */
export class CommandError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

export function fail(code: number, message: string): never {
  throw new CommandError(code, message);
}

/** For all that is not known here: what MongoDB can do and this server cannot is refused by name, never answered wrongly. */
export function refuse(what: string, code = 238): never {
  const wayOut = 'is not supported by the embedded database of Enishi; set MONGODB_URI to use a MongoDB server.';
  throw new CommandError(code, `${what} ${wayOut}`);
}
