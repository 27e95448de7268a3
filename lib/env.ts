import { z } from 'zod'

const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''))

const number = () => z.coerce.number<string>({ error: 'must be a number' })

const whole = () => number().int('must be a whole number')

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true')

const seconds = list.pipe(z.array(whole().min(0).max(604_800)).min(1).max(50))

/** Every variable Posthorn reads; a wrong value stops the start with its name and the reason. */
const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    PORT: whole().min(0).max(65_535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    POSTHORN_URL: z.url({ protocol: /^https?$/ }).optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_DIRECT_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_CA: z.string().optional(),
    DATABASE_POOL_SIZE: whole().min(1).max(500).default(10),
    CRON_SECRET: z.string().min(16).optional(),
    POSTHORN_WORKERS: whole().min(1).max(64).default(1),
    POSTHORN_TRUSTED_PROXIES: list.default([]),
    POSTHORN_DATA_DIR: z.string().default('.data'),
    POSTHORN_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
    POSTHORN_PREVIOUS_SECRETS: list.default([]),
    POSTHORN_API_TOKEN: z.string().min(32, 'needs at least 32 characters').optional(),
    POSTHORN_ADMIN_EMAIL: z.email().optional(),
    POSTHORN_ADMIN_PASSWORD: z.string().min(10, 'needs at least 10 characters').optional(),
    POSTHORN_RETRY_SCHEDULE: seconds.default([0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000]),
    POSTHORN_RETENTION_DAYS: whole().min(3).max(90).default(14),
    POSTHORN_REQUEST_TIMEOUT_MS: whole().min(100).max(60_000).default(15_000),
    POSTHORN_DISABLE_AFTER_HOURS: number().min(1).max(2160).default(120),
    POSTHORN_ALLOWED_SUBNETS: list.default([]),
    POSTHORN_EGRESS_PROXY: z.url({ protocol: /^https?$/ }).optional(),
    POSTHORN_EGRESS_IPS: list.default([]),
    POSTHORN_HTTPS_ONLY: flag.default(false),
    POSTHORN_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    OIDC_ISSUER: z.url().optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
    // Set by the supervisor for its parts, not by people.
    POSTHORN_EMBEDDED: flag.default(false),
    POSTHORN_WEB_ORIGIN: z.url().optional(),
    POSTHORN_SETUP_TOKEN: z.string().optional(),
  })
  .refine((env) => !env.POSTHORN_ADMIN_EMAIL === !env.POSTHORN_ADMIN_PASSWORD, {
    message: 'set POSTHORN_ADMIN_EMAIL and POSTHORN_ADMIN_PASSWORD together',
    path: ['POSTHORN_ADMIN_PASSWORD'],
  })

export type Env = z.output<typeof schema>

/** A variable that cannot be used; the message names each one with its reason. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
}

/** Parses variables; empty strings count as unset. @throws EnvError naming every wrong variable */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const reasons = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new EnvError(`Wrong configuration. ${reasons.join('; ')}`)
}

let parsed: Env | undefined

/** The environment of this process, parsed on first use. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}
