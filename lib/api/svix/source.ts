import { z } from 'zod'
import type { Context } from '#lib/domain/context.ts'
import { formatId } from '#lib/domain/ids.ts'
import { instanceOfActor } from '#lib/domain/instances/instance-of-actor.ts'
import {
  type RejectionView,
  type SourceView,
  sourceInputSchema,
  sourceItemSchema,
  sourcePatchSchema,
  sourceViewSchema,
} from '#lib/domain/sources/schemas.ts'
import { pageOf } from './pages.ts'

/** Body of create and of PUT; `eventTypePath`, `inbox` and `disabled` are ours. */
export const sourceIn = sourceInputSchema
export const sourcePatch = sourcePatchSchema
export const sourceOut = sourceViewSchema
/** `traffic` is ours. */
export const sourcePage = pageOf(sourceItemSchema)
/** `id` is ours: what a repeated request is answered from. */
export const rotateTokenOut = z.object({ id: z.string(), ingestUrl: z.string().nullable() })

/** A request that was not let in, in the names of the ingest API. */
export const ingestLogOut = z.object({
  id: z.string(),
  source_id: z.string(),
  status_code: z.int(),
  error_text: z.string(),
  headers: z.record(z.string(), z.string()),
  payload: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export const ingestLogPage = pageOf(ingestLogOut)

/** The instance that a source operation acts on: the token's, or the one that `X-Instance-Id` names. */
export async function sourceInstance(call: { readonly ctx: Context; readonly instanceId: string | null }) {
  return formatId('instance', (await instanceOfActor(call.ctx, call.instanceId)).id)
}

export function presentRotatedToken({ id, ingestUrl }: SourceView): z.output<typeof rotateTokenOut> {
  return { id, ingestUrl }
}

export function presentIngestLog(sourceId: string, status: number, view: RejectionView): z.output<typeof ingestLogOut> {
  return {
    id: view.id,
    source_id: sourceId,
    status_code: status,
    error_text: view.detail === '' ? view.reason : `${view.reason}: ${view.detail}`,
    headers: view.headers,
    payload: view.excerpt,
    created_at: view.at,
    updated_at: view.at,
  }
}
