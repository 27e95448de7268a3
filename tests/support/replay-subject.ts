import type pg from 'pg'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { advanceTask } from '#lib/domain/tasks/advance-task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import type { ReplayKind, TaskRange } from '#lib/domain/tasks/schemas.ts'
import { startTask } from '#lib/domain/tasks/start-task.ts'
import { rootContext } from './root-context.ts'

export const HOUR = 3_600_000
export const RANGE: TaskRange = { since: new Date(Date.now() - HOUR) }

/** Outcomes of attempts. */
export const FAILED = { outcome: 2 }
export const RETRYING = { outcome: 1 }
export const DELIVERED = { outcome: 0 }

const ctx = rootContext()

/** An instance with one consumer whose past and queue a test writes row by row, and whose tasks it advances by hand. */
export class ReplaySubject {
  instance = ''
  consumer = ''
  consumerKey = Number.NaN
  private instanceKey = Number.NaN

  constructor(private readonly pool: pg.Pool) {}

  /** Another instance and consumer, before each test. */
  async renew() {
    this.instance = (await createInstance(ctx, { name: 'test' })).id
    const fields = { url: 'https://example.com/hook', tags: ['region:us'] }
    this.consumer = (await createConsumer(ctx, this.instance, fields)).id
    this.instanceKey = await this.scalar('select key as n from instance where id = $1', [
      parseId('instance', this.instance),
    ])
    this.consumerKey = await this.scalar('select key as n from consumer where id = $1', [
      parseId('consumer', this.consumer),
    ])
  }

  async scalar(sql: string, values: unknown[] = []): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(sql, values)
    return rows[0]?.n ?? Number.NaN
  }

  async addMessage({ eventType = 'invoice.paid', tags = ['region:us'], flags = 0, agoMs = 1000 } = {}) {
    const id = newUuid(Date.now() - agoMs)
    await this.pool.query(
      `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, flags)
       values ($1, $2, $3, $4, '{}', '{}', '{}', 2, $5)`,
      [id, this.instanceKey, eventType, tags, flags],
    )
    return id
  }

  /** So many messages that the consumer missed, in one statement. */
  async addMissed(count: number) {
    await this.pool.query(
      `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, flags)
       select id, $2, 'invoice.paid', '{region:us}', '{}', '{}', '{}', 2, 0 from unnest($1::uuid[]) id`,
      [Array.from({ length: count }, () => newUuid(Date.now() - 1000)), this.instanceKey],
    )
  }

  async addAttempt(messageId: string, { outcome, agoMs = 500 }: { outcome: number; agoMs?: number }) {
    await this.pool.query(
      `insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, ms, timings, url)
       values ($1, $2, $3, $4, 'invoice.paid', 1, to_timestamp($5::float8 / 1000), 0, $6, 5, '{}', 'http://x')`,
      [newUuid(), messageId, this.consumerKey, this.instanceKey, Date.now() - agoMs, outcome],
    )
  }

  async addQueued(messageId: string, inSeconds: number) {
    await this.pool.query(
      `insert into queue (message_id, consumer, due_at, attempt, size) values ($1, $2, now() + $3 * interval '1 s', 1, 2)`,
      [messageId, this.consumerKey, inSeconds],
    )
  }

  async dueMessages(): Promise<string[]> {
    const { rows } = await this.pool.query<{ message_id: string }>(
      'select message_id from queue where consumer = $1 and due_at <= now() order by message_id',
      [this.consumerKey],
    )
    return rows.map((row) => row.message_id)
  }

  async start(kind: ReplayKind, range: TaskRange = RANGE): Promise<string> {
    return (await startTask(ctx, { instance: this.instance, consumer: this.consumer }, kind, range)).id
  }

  advance(task: string): Promise<boolean> {
    return advanceTask(parseId('task', task) ?? '')
  }

  /** Each round is one committed chunk. */
  async finish(task: string) {
    while (await this.advance(task));
    return getTask(ctx, task)
  }
}
