import { DomainError } from '../errors.ts'
import { configSchemaOf, type SourceConfig } from './schemas.ts'
import type { SchemeName } from './schemes.ts'
import type { StoredConfig } from './source-config.ts'
import { SOURCE_TYPES, type SourceTypeName } from './source-types.ts'

/** Checks a config for its type and gives what is stored. @throws DomainError `validation` with each wrong field */
export function readSourceConfig(
  type: SourceTypeName,
  given: Readonly<Record<string, unknown>>,
): { readonly scheme: SchemeName; readonly config: StoredConfig } {
  const result = configSchemaOf(type).safeParse(given)
  if (!result.success) {
    const problems = result.error.issues.map((issue) => ({
      loc: ['body', 'config', ...issue.path.map(String)],
      msg: issue.message,
      type: issue.code,
    }))
    throw new DomainError('validation', `The config does not suit a source of the type ${type}.`, { problems })
  }
  const config = stored(result.data)
  const scheme = SOURCE_TYPES[type].scheme
  if (scheme !== 'github' || config.secrets.length > 0) return { scheme, config }
  // GitHub without a secret signs nothing, but still names each delivery.
  return { scheme: 'none', config: { ...config, idHeader: 'x-github-delivery' } }
}

function stored({ secret, password, idHeader, ...settings }: SourceConfig): StoredConfig {
  const value = secret ?? password
  const present = Object.entries({ ...settings, idHeader: idHeader ?? undefined }).filter(
    ([, one]) => one !== undefined,
  )
  return { ...Object.fromEntries(present), secrets: value ? [{ value, until: null }] : [] }
}
