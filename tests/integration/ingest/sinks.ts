import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { pino } from 'pino'
import { PrismaClient } from '#lib/db/generated/client.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { createWebMessageSink } from '#lib/domain/messages/web-message-sink.ts'
import { createPublisher } from '#lib/engine/index.ts'
import { parseEnv } from '#lib/env.ts'
import { CompanyTags } from '#lib/worker/company-tags.ts'
import { createDelivery } from '#lib/worker/create-delivery.ts'
import { IngestSink } from '#lib/worker/ingest-sink.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { Place } from '#tests/support/incoming-message.ts'

export interface ConsumerRow {
  kind?: string
  eventTypes?: string[]
  tags?: string[]
  disabled?: boolean
  deleted?: boolean
}

/** Both ways in, and what a test puts beside them. `close` when the file is done. */
export async function openSinks() {
  const { url, pool } = await createDatabase()
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 5 }) })
  const delivery = createDelivery({
    env: parseEnv({ DATABASE_URL: url, POSTHORN_SECRET: process.env.POSTHORN_SECRET }),
    log: pino({ level: 'silent' }),
    hotConnections: 4,
    plainConnections: 2,
  })
  return {
    url,
    pool,
    /** Matches in SQL, for a process without a worker. */
    webSink: createWebMessageSink(prisma, 14),
    /** Matches in memory, for a worker (which hands nothing over here). */
    workerSink: new IngestSink({
      directory: delivery.directory,
      companyTags: new CompanyTags(delivery.plain),
      publisher: createPublisher(delivery),
      clock: delivery.clock,
      pool: delivery.plain,
    }),
    async close() {
      await delivery.close()
      await prisma.$disconnect()
    },
    ...placesIn(pool),
  }
}

function placesIn(pool: pg.Pool) {
  /** As every change of consumers does it. */
  const changed = ({ key }: Place) =>
    pool.query('update instance set config_version = config_version + 1 where key = $1', [key])
  return {
    changed,
    async addInstance(): Promise<Place> {
      const id = newUuid()
      const insert = `insert into instance (id, name) values ($1, 'test') returning key`
      const { rows } = await pool.query<{ key: number }>(insert, [id])
      return { id, key: rows[0]?.key ?? 0 }
    },
    async addConsumer(instance: Place, row: ConsumerRow = {}): Promise<number> {
      const key = await insertConsumer(pool, instance, row)
      await pool.query('insert into lane (consumer, instance) values ($1, $2)', [key, instance.key])
      await changed(instance)
      return key
    },
    async queuedFor(messageId: string): Promise<number[]> {
      const select = 'select consumer from queue where message_id = $1 order by 1'
      const { rows } = await pool.query<{ consumer: number }>(select, [messageId])
      return rows.map(({ consumer }) => consumer)
    },
  }
}

async function insertConsumer(pool: pg.Pool, instance: Place, row: ConsumerRow): Promise<number> {
  const { rows } = await pool.query<{ key: number }>(
    `insert into consumer (id, instance_id, kind, url, event_types, tags, disabled, deleted_at)
     values ($1, $2, $3, 'https://example.test/', $4, $5, $6, $7) returning key`,
    [
      newUuid(),
      instance.id,
      row.kind ?? 'consumer',
      row.eventTypes ?? [],
      row.tags ?? [],
      row.disabled ?? false,
      row.deleted ? new Date() : null,
    ],
  )
  return rows[0]?.key ?? 0
}
