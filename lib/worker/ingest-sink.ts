import type pg from 'pg'
import { isConnectionTrouble } from '#lib/db/pg-pool.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { MESSAGE_FLAG } from '#lib/domain/messages/message-flags.ts'
import {
  type Acceptance,
  type IncomingMessage,
  type MessageSink,
  SourceChanged,
} from '#lib/domain/messages/message-sink.ts'
import type { Clock, NewMessage, Publication, PublishOutcome } from '#lib/engine/index.ts'
import { GroupCommit, RowError } from '#lib/engine/index.ts'
import type { CompanyTags } from './company-tags.ts'
import type { ConsumerDirectory, DirectoryInstance } from './consumer-directory.ts'
import { type MergedTags, mergeTags } from './merge-tags.ts'
import { nothingAccepted, tooMuchAtOnce } from './nothing-accepted.ts'
import type { KeyedPublication } from './publish-parameters.ts'

/** Mismatches in a row after which the configuration is held still while the message is stored. */
const PATIENCE = 2

export interface IngestSinkOptions {
  readonly directory: Pick<ConsumerDirectory, 'instanceByKey' | 'reloadInstance'>
  readonly companyTags: Pick<CompanyTags, 'of'>
  readonly publisher: { publish(publication: Publication): Promise<PublishOutcome>; readonly waiting: number }
  readonly clock: Clock
  /** With Postgres's own planner settings; one connection is taken while the configuration changes all the time. */
  readonly pool: pg.Pool
  /** Messages that may wait for a batch; more are refused with a time to come back. */
  readonly maxWaiting?: number
}

/** A message with its id and tags, before it is known who gets it. */
interface ReadyMessage {
  readonly message: NewMessage
  readonly incoming: IncomingMessage
  readonly idempotencyKey: string | null
}

/** The worker's sink: matches in memory, stores in group commits, hands the rows to the dispatcher. */
export class IngestSink implements MessageSink {
  readonly #options: IngestSinkOptions
  readonly #holds: GroupCommit<ReadyMessage, PromiseSettledResult<PublishOutcome>>

  constructor(options: IngestSinkOptions) {
    this.#options = options
    this.#holds = new GroupCommit({
      commit: (batch) => this.#publishHeld(batch),
      bytes: ({ message }) => message.size,
      clock: options.clock,
      maxInFlight: 1,
    })
  }

  accept(incoming: IncomingMessage): Promise<Acceptance> {
    return this.acceptOnce(incoming, null)
  }

  /** @param idempotencyKey a second message of the instance with it within twelve hours is a duplicate */
  async acceptOnce(incoming: IncomingMessage, idempotencyKey: string | null): Promise<Acceptance> {
    const { publisher, companyTags, maxWaiting = 20_000 } = this.#options
    if (publisher.waiting >= maxWaiting) throw tooMuchAtOnce()
    const { company, instanceId } = incoming
    const stored = company === null ? [] : await companyTags.of(instanceId, company)
    const tags = mergeTags(incoming.givenTags, incoming.payloadTags, stored)
    const message = this.#message(incoming, tags)
    for (let mismatches = 0; ; mismatches++) {
      const ready = { message, incoming, idempotencyKey }
      const outcome = mismatches < PATIENCE ? await this.#publish(ready) : await this.#hold(ready)
      if (outcome.kind === 'duplicate') return outcome
      if (outcome.kind === 'stored') return { kind: 'stored', messageId: message.id }
      await this.#options.directory.reloadInstance(message.instanceKey)
    }
  }

  async #publish({ message, incoming, idempotencyKey }: ReadyMessage): Promise<PublishOutcome> {
    const { directory } = this.#options
    const instance = directory.instanceByKey(message.instanceKey) ?? (await this.#newInstance(message.instanceKey))
    if (incoming.configVersion !== undefined && incoming.configVersion !== instance.configVersion)
      throw new SourceChanged()
    const publication: Publication = {
      message,
      consumers: match(instance, message, incoming.onlyConsumer),
      configVersion: instance.configVersion,
      dedupeKey: incoming.dedupeKey,
      trigger: (incoming.flags & MESSAGE_FLAG.test) === 0 ? 'scheduled' : 'test',
    }
    const keyed: KeyedPublication | null = idempotencyKey === null ? null : { ...publication, idempotencyKey }
    try {
      return await this.#options.publisher.publish(keyed ?? publication)
    } catch (error) {
      if (error instanceof RowError)
        throw new DomainError('bad_request', 'The message cannot be stored.', { cause: error })
      // A statement that fails is a fault of ours: it is logged whole, and never called an absence.
      throw isConnectionTrouble(error) ? nothingAccepted('The database is away.', error) : error
    }
  }

  /**
   * Stores messages whose configuration changes faster than it can be read, and holds it still meanwhile. All that wait
   * share one turn, so that they take one connection and one reading of each instance.
   */
  async #publishHeld(batch: readonly ReadyMessage[]): Promise<PromiseSettledResult<PublishOutcome>[]> {
    const { pool, directory } = this.#options
    const keys = [...new Set(batch.map(({ message }) => message.instanceKey))]
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query('select from instance where key = any($1) order by key for share', [keys])
      await Promise.all(keys.map((key) => directory.reloadInstance(key)))
      return await Promise.allSettled(batch.map((ready) => this.#publish(ready)))
    } finally {
      await client.query('rollback').then(
        () => client.release(),
        (error: Error) => client.release(error),
      )
    }
  }

  async #hold(ready: ReadyMessage): Promise<PublishOutcome> {
    const result = await this.#holds.submit(ready).catch((error: unknown) => {
      throw isConnectionTrouble(error) ? nothingAccepted('The database is away.', error) : error
    })
    if (result.status === 'rejected') throw result.reason
    return result.value
  }

  /** One that this process has not heard of yet. */
  async #newInstance(key: number): Promise<DirectoryInstance> {
    const { directory } = this.#options
    await directory.reloadInstance(key)
    const found = directory.instanceByKey(key)
    if (found === undefined) throw new DomainError('not_found', 'There is no such application.')
    return found
  }

  /** One literal: spreading costs more than the rest of it. */
  #message(incoming: IncomingMessage, { tags, origins }: MergedTags): NewMessage {
    return {
      id: newUuid(Math.floor(this.#options.clock.database())),
      instanceKey: incoming.instanceKey,
      eventType: incoming.eventType,
      tags,
      tagOrigins: origins,
      labels: incoming.labels,
      company: incoming.company,
      sourceId: incoming.sourceId,
      eventId: incoming.eventId,
      body: incoming.body,
      size: incoming.size,
      flags: incoming.flags,
      deliverAt: incoming.deliverAt,
      expungeAt: incoming.expungeAt,
      hop: incoming.hop,
    }
  }
}

function match(instance: DirectoryInstance, message: NewMessage, onlyConsumer: number | null): readonly number[] {
  if ((message.flags & MESSAGE_FLAG.inbox) !== 0) return []
  if (onlyConsumer !== null) return instance.consumers.has(onlyConsumer) ? [onlyConsumer] : []
  const operational = (message.flags & MESSAGE_FLAG.operational) !== 0
  return (operational ? instance.operationalFanOut : instance.fanOut).match(message.eventType, message.tags)
}
