// The LMDB environment: three key spaces (catalogue, records, index entries) in one file, one writer, group commit.
// A write is acknowledged when its transaction is on the disk; in memory mode nothing is forced to the disk.
import { open, type Database, type RootDatabase } from 'lmdb';

export type Space = Database<Buffer, Buffer>;

export interface Environment {
  readonly meta: Space;
  readonly records: Space;
  readonly entries: Space;
  /** Runs `job` inside the write transaction; resolves when it is durable. Jobs of the same moment share one commit. */
  write<T>(job: () => T): Promise<T>;
  /** Makes the reads that follow, up to the next await, see the latest commit. */
  refresh(): void;
  /** Called when a commit failed: what was changed in memory is not on the disk. */
  onFailedCommit(listener: () => void): void;
  backup(path: string): Promise<void>;
  fileSize(): number;
  close(): Promise<void>;
}

export function openEnvironment(path: string, durable: boolean): Environment {
  const root: RootDatabase<Buffer, Buffer> = open<Buffer, Buffer>({
    path,
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
    maxDbs: 4,
    maxReaders: 16,
    eventTurnBatching: false,
    overlappingSync: false,
    noSync: !durable,
  });
  const space = (name: string): Space =>
    root.openDB<Buffer, Buffer>(name, { encoding: 'binary', keyEncoding: 'binary' });
  let failed: () => void = () => undefined;
  return {
    meta: space('meta'),
    records: space('records'),
    entries: space('entries'),
    write: async (job) => {
      const outcome: { error?: unknown } = {};
      try {
        // The job's own error must not look like a failed commit, so it is carried out by hand.
        const result = await root.transaction(() => {
          try {
            return job();
          } catch (error) {
            outcome.error = error;
            return undefined;
          }
        });
        if (outcome.error !== undefined) throw outcome.error;
        return result as Awaited<ReturnType<typeof job>>;
      } catch (error) {
        if (outcome.error === undefined) {
          swallowCommitError(error);
          root.resetReadTxn();
          failed();
        }
        throw error;
      }
    },
    refresh: () => root.resetReadTxn(),
    onFailedCommit: (listener) => {
      failed = listener;
    },
    backup: (target) => root.backup(target, true),
    fileSize: () => {
      const stats = root.getStats() as { mapSize?: number; lastPageNumber?: number; pageSize?: number };
      return (stats.lastPageNumber ?? 0) * (stats.pageSize ?? 4096);
    },
    close: () => root.close(),
  };
}

/** After a failed commit lmdb rejects a second promise that nobody else holds; unhandled, it would end the process. */
function swallowCommitError(error: unknown): void {
  const second = (error as { commitError?: { catch?: (handler: () => void) => unknown } } | null)?.commitError;
  second?.catch?.(() => undefined);
}

/** The first key after every key that starts with `prefix`. */
export function afterPrefix(prefix: Buffer): Buffer {
  const end = Buffer.from(prefix);
  for (let i = end.length - 1; i >= 0; i--) {
    if (end[i] === 0xff) continue;
    end[i] = (end[i] as number) + 1;
    return end.subarray(0, i + 1);
  }
  return Buffer.alloc(64, 0xff);
}

export function uint32(n: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(n);
  return bytes;
}
