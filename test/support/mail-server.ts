// A real mail server on this machine, which says what it is told to say.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readMail, type ReadMail } from './mail-reader';

type Verdict = { code: number; text: string } | null;

const refusal = ({ code, text }: { code: number; text: string }) =>
  Object.assign(new Error(text), { responseCode: code });

export async function startMailServer() {
  const mails: (ReadMail & { envelopeTo: string[] })[] = [];
  let onAddress: (address: string) => Verdict = () => null;
  let onSender: () => Verdict = () => null;
  let onData: () => Verdict | Promise<Verdict> = () => null;
  let port = 0;

  const make = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onMailFrom(_address, _session, done) {
        const verdict = onSender();
        done(verdict && refusal(verdict));
      },
      onRcptTo({ address }, _session, done) {
        const verdict = onAddress(address);
        done(verdict && refusal(verdict));
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void Promise.resolve(onData()).then((verdict) => {
            if (verdict) return done(refusal(verdict));
            const raw = Buffer.concat(chunks).toString('latin1');
            mails.push({ ...readMail(raw), envelopeTo: session.envelope.rcptTo.map(({ address }) => address) });
            done();
          });
        });
      },
    });

  let server: SMTPServer | undefined;
  const up = async () => {
    const fresh = make();
    fresh.on('error', () => undefined);
    await new Promise<void>((resolve) => fresh.listen(port, '127.0.0.1', resolve));
    port = (fresh.server.address() as AddressInfo).port;
    server = fresh;
  };
  const down = () =>
    new Promise<void>((resolve) => {
      if (!server) return resolve();
      server.close(() => resolve());
      server = undefined;
    });
  await up();

  return {
    url: `smtp://127.0.0.1:${port}`,
    /** Everything it has taken, oldest first. */
    mails,
    up,
    down,
    refuseAddress: (verdict: (address: string) => Verdict) => {
      onAddress = verdict;
    },
    refuseSender: (verdict: () => Verdict) => {
      onSender = verdict;
    },
    /** What it answers after the last line of a mail. */
    answerData: (verdict: () => Verdict | Promise<Verdict>) => {
      onData = verdict;
    },
    /** As good as new. */
    reset() {
      mails.length = 0;
      onAddress = () => null;
      onSender = () => null;
      onData = () => null;
    },
  };
}
export type MailServer = Awaited<ReturnType<typeof startMailServer>>;
