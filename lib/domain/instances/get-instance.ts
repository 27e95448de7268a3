import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { findInstance } from './find-instance.ts'
import { presentInstance } from './present-instance.ts'
import type { InstanceView } from './schemas.ts'

/** One instance by id or uid. @throws DomainError `not_found` */
export async function getInstance(ctx: Context, instance: string): Promise<InstanceView> {
  authorize(ctx, 'read')
  return presentInstance(await findInstance(ctx, instance))
}
