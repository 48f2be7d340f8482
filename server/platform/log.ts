import { type Logger, pino } from 'pino';

export type Log = Logger;

/** JSON lines on standard error, so that what `npm start` prints for people stays readable. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['req.headers.cookie', 'req.headers.authorization'], remove: true },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
