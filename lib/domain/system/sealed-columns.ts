/** Every column that holds what `SecretBox` sealed; each table has a uuid `id`. A test holds this list complete. */
export const SEALED_COLUMNS = [
  { table: 'consumer', column: 'headers' },
  { table: 'consumer', column: 'tls_key' },
  { table: 'consumer_secret', column: 'secret' },
  { table: 'source', column: 'token' },
  { table: 'source', column: 'config' },
] as const

/** SQL expression of the key id inside a sealed value: it follows the version byte. */
export function sealedKeyId(column: string): string {
  return `substring(${column} from 2 for 4)`
}
