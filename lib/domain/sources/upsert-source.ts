import type { Instance, Source } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { isIdLike } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeSource } from './change-source.ts'
import { insertSource } from './create-source.ts'
import { findSourceOrNull } from './find-source.ts'
import { readSourceConfig } from './read-source-config.ts'
import { type SourceInput, type SourceView, sourceInputSchema } from './schemas.ts'
import { EMPTY_CONFIG, openConfig, replaceSecret, sealConfig } from './source-config.ts'
import { SOURCE_TYPES } from './source-types.ts'

/** Replaces a source, or adds it under the uid it was asked for. @throws DomainError `not_found` for an unknown id */
export async function upsertSource(
  ctx: Context,
  instance: string,
  idOrUid: string,
  input: SourceInput,
): Promise<{ readonly source: SourceView; readonly created: boolean }> {
  authorize(ctx, 'source:write')
  const found = await findInstance(ctx, instance)
  const before = await findSourceOrNull(found, idOrUid)
  if (before !== null) return { source: await replaceSource(ctx, found, before, input), created: false }
  if (isIdLike('source', idOrUid)) throw new DomainError('not_found', 'No such source in this instance.')
  return { source: await insertSource(ctx, found, { ...input, uid: input.uid ?? idOrUid }), created: true }
}

async function replaceSource(
  ctx: Context,
  instance: Instance,
  before: Source,
  input: SourceInput,
): Promise<SourceView> {
  const { config: given, eventTypePath, uid, type, ...fields } = sourceInputSchema.parse(input)
  const { scheme, config } = readSourceConfig(type, given)
  const overlap = instance.secretOverlapHours * 3_600_000
  const former = (scheme === before.scheme ? openConfig(before.config) : null) ?? EMPTY_CONFIG
  const data = {
    ...fields,
    // A PUT without uid under a uid keeps it: otherwise the next one would add a second source.
    uid: uid === undefined ? before.uid : uid,
    type,
    scheme,
    config: sealConfig(replaceSecret(former, config, Date.now(), overlap)),
    eventTypePath: eventTypePath ?? SOURCE_TYPES[type].eventTypePath,
  }
  return changeSource(ctx, instance, 'update', before, (tx) => tx.source.update({ where: { id: before.id }, data }))
}
