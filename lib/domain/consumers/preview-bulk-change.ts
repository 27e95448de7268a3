import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { chooseConsumers } from './choose-consumers.ts'
import type { BulkPreview, BulkPreviewInput } from './schemas.ts'

/**
 * How many consumers a bulk change is about, and how many it would change. Changes nothing. @throws DomainError
 * `not_found`
 */
export async function previewBulkChange(ctx: Context, instance: string, input: BulkPreviewInput): Promise<BulkPreview> {
  authorize(ctx, 'read')
  const { matching, changing } = await chooseConsumers(await findInstance(ctx, instance), input)
  return { matching, changing: changing.length }
}
