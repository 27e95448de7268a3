import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { orConflict } from '../conflict.ts'
import type { Context } from '../context.ts'
import { newUuid } from '../ids.ts'
import { authorize } from '../permissions.ts'
import { presentInstance } from './present-instance.ts'
import { type InstanceInput, type InstanceView, instanceInputSchema } from './schemas.ts'
import { writeInstanceLane } from './write-instance-lane.ts'

/** Makes an instance. @throws DomainError `conflict` when its uid is taken */
export async function createInstance(ctx: Context, input: InstanceInput): Promise<InstanceView> {
  authorize(ctx, 'instance:create')
  const fields = instanceInputSchema.parse(input)
  return orConflict(`An instance with the uid "${fields.uid}" exists already.`, () =>
    prisma().$transaction(async (tx) => {
      const row = await tx.instance.create({
        data: { ...fields, id: newUuid(), uid: fields.uid ?? null, rate: fields.rate ?? null },
      })
      if (row.rate !== null) await writeInstanceLane(tx, row.key, row.rate)
      const view = presentInstance(row)
      const target = { kind: 'instance', id: view.id, name: view.name }
      await writeAudit(tx, ctx, { action: 'instance.create', instanceId: row.id, target, after: view })
      return view
    }),
  )
}
