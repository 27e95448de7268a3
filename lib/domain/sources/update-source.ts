import type { Instance, Source } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeSource } from './change-source.ts'
import { findSource } from './find-source.ts'
import { readSourceConfig } from './read-source-config.ts'
import type { SourcePatch, SourceView } from './schemas.ts'
import { EMPTY_CONFIG, openConfig, replaceSecret, sealConfig } from './source-config.ts'
import { isSourceTypeName } from './source-types.ts'

/** Changes what is present. @throws DomainError `not_found`, `validation`, `conflict` (uid) */
export async function updateSource(
  ctx: Context,
  instance: string,
  source: string,
  { config, ...fields }: SourcePatch,
): Promise<SourceView> {
  authorize(ctx, 'source:write')
  const found = await findInstance(ctx, instance)
  const before = await findSource(found, source)
  const data = { ...fields, ...(config === undefined ? {} : patchedConfig(found, before, config)) }
  return changeSource(ctx, found, 'update', before, (tx) => tx.source.update({ where: { id: before.id }, data }))
}

/** Settings that are left out stay, the secret too; of a config that cannot be read all have to be given again. */
function patchedConfig(instance: Instance, before: Source, given: Readonly<Record<string, unknown>>) {
  if (!isSourceTypeName(before.type))
    throw new DomainError('bad_request', `Sources of the type ${before.type} are gone.`)
  const { secrets, ...settings } = openConfig(before.config) ?? EMPTY_CONFIG
  const current = secrets[0]?.value
  const kept = current === undefined ? {} : { secret: current, password: current }
  const { scheme, config } = readSourceConfig(before.type, { ...settings, ...kept, ...given })
  const overlap = instance.secretOverlapHours * 3_600_000
  return { scheme, config: sealConfig(replaceSecret({ ...settings, secrets }, config, Date.now(), overlap)) }
}
