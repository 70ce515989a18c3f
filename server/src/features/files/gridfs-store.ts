// Files in GridFS: beside the documents, so that several servers share them and one backup holds all.
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo, type Connection } from 'mongoose';
import { measure, type FileStorage } from './file-storage.js';

export function createGridfsStorage(connection: Connection): FileStorage {
  const bucket = () => {
    if (!connection.db) throw new Error('the database is not connected');
    return new mongo.GridFSBucket(connection.db, {
      bucketName: 'filebytes',
      writeConcern: { w: 'majority', journal: true },
    });
  };
  const idOf = (key: string) => new mongo.ObjectId(key);
  const remove = async (key: string) => {
    try {
      // Deletes the pieces too, even where the whole was never acknowledged; only then does it complain.
      await bucket().delete(idOf(key));
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('File not found')) throw error;
    }
  };
  return {
    async put(key, bytes) {
      const measured = measure(bytes);
      try {
        await pipeline(Readable.from(measured.bytes()), bucket().openUploadStreamWithId(idOf(key), key));
      } catch (error) {
        await remove(key);
        throw error;
      }
      return measured.result();
    },
    async open(key) {
      const stream = bucket().openDownloadStream(idOf(key));
      await once(stream, 'readable');
      return stream;
    },
    remove,
  };
}
