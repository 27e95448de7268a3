import { type Logger, pino } from 'pino'
import { env } from './env.ts'

let root: Logger | undefined

/** The process's logger. Secrets never reach it: headers and bodies are not logged, and known names are redacted. */
export function logger(): Logger {
  root ??= pino({
    level: env().POSTHORN_LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.secret',
        '*.password',
        '*.token',
        '*.authorization',
        '*.cookie',
        'headers.authorization',
        'headers.cookie',
      ],
      censor: '[redacted]',
    },
  })
  return root
}
