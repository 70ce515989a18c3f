// Files (ファイル) of an introduction or a case: what may come in, and who sees them.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { id, moment } from './fields.js';
import { audience, authorShape, talkSubjects } from './talk.js';

export const fileLimits = {
  bytes: 20_000_000,
  perSubject: 200,
  name: 120,
} as const;

/** Kinds that are taken, each with its media type and the endings a name may have; the first is given where none fits. */
export const fileKinds = {
  pdf: { media: 'application/pdf', endings: ['pdf'] },
  docx: { media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', endings: ['docx'] },
  xlsx: { media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  pptx: { media: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', endings: ['pptx'] },
  doc: { media: 'application/msword', endings: ['doc'] },
  xls: { media: 'application/vnd.ms-excel', endings: ['xls'] },
  ppt: { media: 'application/vnd.ms-powerpoint', endings: ['ppt'] },
  png: { media: 'image/png', endings: ['png'] },
  jpeg: { media: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  webp: { media: 'image/webp', endings: ['webp'] },
  gif: { media: 'image/gif', endings: ['gif'] },
  csv: { media: 'text/csv', endings: ['csv'] },
  text: { media: 'text/plain', endings: ['txt', 'md', 'log', 'tsv'] },
  zip: { media: 'application/zip', endings: ['zip'] },
} as const satisfies Record<string, { media: string; endings: readonly [string, ...string[]] }>;
export type FileKind = keyof typeof fileKinds;
export const fileKindNames = Object.keys(fileKinds) as [FileKind, ...FileKind[]];
export const imageKinds: readonly FileKind[] = ['png', 'jpeg', 'webp', 'gif'];

/** For the browser's own dialog; what counts is what the server finds inside. */
export const acceptedEndings = Object.values(fileKinds).flatMap(({ endings }) => endings.map((ending) => `.${ending}`));

export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

// Control characters, and signs that turn the direction of writing, by which "fdp.exe" can look like "exe.pdf".
// eslint-disable-next-line no-control-regex
const deceiving = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;

const shorten = (name: string): string => {
  if (name.length <= fileLimits.name) return name;
  const ending = endingOf(name);
  const kept = ending !== '' && ending.length <= 10 ? `.${ending}` : '';
  return `${name
    .slice(0, fileLimits.name - kept.length)
    .toWellFormed()
    .replace(/\ufffd$/, '')}${kept}`;
};

/** A name as it is shown and saved: no folders, nothing that deceives the eye or a file system. May be empty. */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(deceiving, '')
    .replace(/[<>:"|?*\ufffd]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return shorten(plain);
}

/** The name with an ending that fits its kind, so that nobody saves a text as a program. */
export function nameFor(kind: FileKind, name: string): string {
  const endings: readonly string[] = fileKinds[kind].endings;
  return endings.includes(endingOf(name)) ? name : shorten(`${name.slice(0, fileLimits.name - 6)}.${endings[0]}`);
}

/** A file as it stands beside a message or in a list. */
export const fileView = z
  .object({
    id,
    name: z.string(),
    kind: z.enum(fileKindNames),
    size: z.number().int(),
    audience,
    author: authorShape,
    createdAt: moment,
    /** When it was taken away; its bytes are gone then. */
    removedAt: moment.nullable(),
    abilities: z.object({ canRemove: z.boolean() }),
  })
  .meta({ id: 'File' });
export type FileView = z.infer<typeof fileView>;

const ofSubject = z.object({ subjectKind: z.enum(talkSubjects), subjectId: id });

export const listFiles = defineContract({
  name: 'listFiles',
  method: 'GET',
  path: '/api/files',
  summary: 'The files of an introduction or a case that the viewer may see, newest first',
  group: 'Files',
  access: 'signed_in',
  query: ofSubject,
  answer: z.object({
    items: z.array(fileView),
    /** To whom the viewer may show a new one. */
    audiences: z.array(audience),
    defaultAudience: audience.nullable(),
  }),
  errors: ['not_found'],
});

export const uploadFile = defineContract({
  name: 'uploadFile',
  method: 'POST',
  path: '/api/files',
  summary: 'Add a file; its kind is found from its content. The same clientId again adds nothing',
  group: 'Files',
  access: 'signed_in',
  query: ofSubject.extend({
    name: z.string().max(1000).transform(cleanFileName).pipe(z.string().min(1)),
    audience,
    /** Made by the sender, so that a second try of the same upload is known as such. */
    clientId: z.uuid(),
  }),
  upload: { maxBytes: fileLimits.bytes },
  status: 201,
  answer: fileView,
  errors: ['not_found', 'not_possible_now'],
});

export const downloadFile = defineContract({
  name: 'downloadFile',
  method: 'GET',
  path: '/api/files/:id/content',
  summary: 'The file itself',
  group: 'Files',
  access: 'signed_in',
  params: z.object({ id }),
  download: true,
  errors: ['not_found'],
});

export const removeFile = defineContract({
  name: 'removeFile',
  method: 'DELETE',
  path: '/api/files/:id',
  summary: 'Take a file away (its author or a coordinator); who did so stays on the timeline',
  group: 'Files',
  access: 'signed_in',
  params: z.object({ id }),
  status: 204,
  errors: ['not_found', 'forbidden'],
});
