import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { parseId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import type { ConsumerKind } from './find-consumer.ts'
import { presentConsumer } from './present-consumer.ts'
import type { ConsumerView } from './schemas.ts'

export interface ConsumerFilter extends PageQuery {
  /** Text in the URL, description or uid, or the id. */
  readonly search?: string | undefined
  readonly state?: 'enabled' | 'disabled' | 'paused' | 'failing' | 'expiring' | undefined
  readonly eventType?: string | undefined
  readonly tag?: string | undefined
}

/** The consumers of an instance, oldest first unless asked otherwise. */
export async function listConsumers(
  ctx: Context,
  instance: string,
  filter: ConsumerFilter,
  kind: ConsumerKind = 'consumer',
): Promise<Page<ConsumerView>> {
  authorize(ctx, 'read')
  const { id: instanceId } = await findInstance(ctx, instance)
  const window = assertUuidCursor(pageWindow(filter))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const where = { AND: [{ instanceId, kind, deletedAt: null }, cursor, ...conditions(filter)] }
  const rows = await prisma().consumer.findMany({ where, orderBy, take })
  return takePage(window, rows, (row) => row.id, presentConsumer)
}

const STATES = {
  enabled: { disabled: false, paused: false },
  disabled: { disabled: true },
  paused: { paused: true },
  failing: { failingSince: { not: null }, disabled: false },
} as const

/** A client certificate is worth a warning from then on, in ms before its end. */
const EXPIRING_MS = 30 * 86_400_000

function conditions({ search, state, eventType, tag }: ConsumerFilter) {
  const contains = { contains: search ?? '', mode: 'insensitive' as const }
  const id = parseId('consumer', search ?? '')
  return [
    search
      ? { OR: [{ url: contains }, { description: contains }, { uid: contains }, ...(id === null ? [] : [{ id }])] }
      : {},
    state === 'expiring' ? { tlsExpiresAt: { lt: new Date(Date.now() + EXPIRING_MS) } } : state ? STATES[state] : {},
    eventType ? { OR: [{ eventTypes: { has: eventType } }, { eventTypes: { isEmpty: true } }] } : {},
    tag ? { tags: { has: tag } } : {},
  ]
}
