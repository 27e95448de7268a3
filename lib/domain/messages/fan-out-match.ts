import { Prisma } from '#lib/db/generated/client.ts'

/** SQL expressions of the message that is matched; each must be a column or a bound value. */
export interface MatchedMessage {
  /** int */
  readonly instance: Prisma.Sql
  /** text */
  readonly eventType: Prisma.Sql
  /** text[]; the merged tags */
  readonly tags: Prisma.Sql
  /** smallint; bits of MESSAGE_FLAG */
  readonly flags: Prisma.Sql
  /** int or null: this consumer only, whatever it listens to */
  readonly onlyConsumer: Prisma.Sql
}

/**
 * The consumers a message goes to, as a condition on `consumer c` joined with `instance i`. A worker matches in memory
 * (`worker/fan-out-index.ts`); one property test runs on both.
 */
export function fanOutMatch(message: MatchedMessage): Prisma.Sql {
  return Prisma.sql`i.key = ${message.instance} AND c.deleted_at IS NULL AND CASE
    WHEN ${message.flags} & 2 <> 0 THEN false
    WHEN ${message.onlyConsumer} IS NOT NULL THEN c.key = ${message.onlyConsumer}
    ELSE c.kind = CASE WHEN ${message.flags} & 4 <> 0 THEN 'operational' ELSE 'consumer' END
      AND NOT c.disabled
      AND (coalesce(cardinality(c.event_types), 0) = 0 OR ${message.eventType} = ANY (c.event_types))
      AND (coalesce(cardinality(c.tags), 0) = 0 OR c.tags && ${message.tags})
    END`
}
