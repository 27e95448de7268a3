import type { Source } from '#lib/db/generated/client.ts'
import { secretBox } from '#lib/encryption.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { can } from '../permissions.ts'
import { storedMetadataSchema } from '../schemas.ts'
import type { SourceView } from './schemas.ts'
import { EMPTY_CONFIG, openConfig } from './source-config.ts'
import { ingestUrl } from './source-token.ts'

/** A source as the API shows it: its address to those who may see secrets, its secret to nobody. */
export function presentSource(ctx: Pick<Context, 'actor'>, row: Source): SourceView {
  const config = openConfig(row.config) ?? EMPTY_CONFIG
  const { secrets: _secrets, ...settings } = config
  const token = can(ctx, 'secret:read') ? secretBox().openIfKnown(row.token) : null
  return {
    id: formatId('source', row.id),
    uid: row.uid,
    name: row.name,
    type: row.type,
    scheme: row.scheme,
    config: Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
    ingestUrl: token === null ? null : ingestUrl(token),
    eventTypePath: row.eventTypePath,
    inbox: row.inbox,
    disabled: row.disabled,
    metadata: storedMetadataSchema.parse(row.metadata),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
