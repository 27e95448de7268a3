import { type Env, env } from './env.ts'

const ANY_ADDRESS = new Set(['0.0.0.0', '::'])

/** The address that a listener answers at, from this machine at least. */
export function listenerOrigin({ HOST, PORT }: { readonly HOST: string; readonly PORT: number | string }): string {
  const host = ANY_ADDRESS.has(HOST) ? '127.0.0.1' : HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
}

/** Where people and programs reach this installation, without a trailing slash. */
export function publicOrigin(given: Pick<Env, 'POSTHORN_URL' | 'HOST' | 'PORT'> = env()): string {
  return given.POSTHORN_URL?.replace(/\/+$/, '') ?? listenerOrigin(given)
}
