import type { Instance } from '#lib/db/generated/client.ts'
import { secretBox } from '#lib/encryption.ts'
import type { Context } from '../context.ts'
import { newUuid } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeSource } from './change-source.ts'
import { readSourceConfig } from './read-source-config.ts'
import { type SourceInput, type SourceView, sourceInputSchema } from './schemas.ts'
import { sealConfig } from './source-config.ts'
import { hashSourceToken, newSourceToken } from './source-token.ts'
import { SOURCE_TYPES } from './source-types.ts'

/** Adds a receiving address. @throws DomainError `not_found`, `validation`, `conflict` (uid) */
export async function createSource(ctx: Context, instance: string, input: SourceInput): Promise<SourceView> {
  authorize(ctx, 'source:write')
  return insertSource(ctx, await findInstance(ctx, instance), input)
}

/** The writing part of create, shared with PUT. */
export async function insertSource(ctx: Context, instance: Instance, input: SourceInput): Promise<SourceView> {
  const { config: given, eventTypePath, uid, type, ...fields } = sourceInputSchema.parse(input)
  const { scheme, config } = readSourceConfig(type, given)
  const token = newSourceToken()
  const data = {
    ...fields,
    id: newUuid(),
    instanceId: instance.id,
    uid: uid ?? null,
    type,
    scheme,
    config: sealConfig(config),
    eventTypePath: eventTypePath ?? SOURCE_TYPES[type].eventTypePath,
    tokenHash: hashSourceToken(token),
    token: secretBox().seal(token),
  }
  return changeSource(ctx, instance, 'create', null, (tx) => tx.source.create({ data }))
}
