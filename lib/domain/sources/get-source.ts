import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { findSource } from './find-source.ts'
import { presentSource } from './present-source.ts'
import type { SourceView } from './schemas.ts'

/** @throws DomainError `not_found` */
export async function getSource(ctx: Context, instance: string, source: string): Promise<SourceView> {
  authorize(ctx, 'source:read')
  return presentSource(ctx, await findSource(await findInstance(ctx, instance), source))
}
