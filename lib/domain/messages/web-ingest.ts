import { prisma } from '#lib/db/client.ts'
import { env } from '#lib/env.ts'
import { logger } from '#lib/logger.ts'
import type { ReceiveDeps } from '../sources/receive-webhook.ts'
import { createRejectionSink } from '../sources/record-rejection.ts'
import type { Discovery, IngestDirectory } from './message-sink.ts'
import { recordDiscoveries } from './record-discoveries.ts'
import { createWebIngestDirectory } from './web-ingest-directory.ts'
import { createWebMessageSink } from './web-message-sink.ts'

export interface WebIngest extends ReceiveDeps {
  readonly directory: IngestDirectory
  /** Writes what the request's events told. Run it after the answer; it never fails. */
  flush(): Promise<void>
}

/** What one request needs to accept messages in a process without a worker. Cheap: make one per request. */
export function createWebIngest(): WebIngest {
  const client = prisma()
  const noted: Discovery[] = []
  return {
    directory: createWebIngestDirectory(client),
    sink: createWebMessageSink(client, env().POSTHORN_RETENTION_DAYS),
    discoveries: { note: (discovery) => noted.push(discovery) },
    rejections: createRejectionSink(client),
    now: Date.now,
    async flush() {
      try {
        await recordDiscoveries(client, noted.splice(0))
      } catch (error) {
        logger().warn({ err: error }, 'event types and companies of accepted events were not recorded')
      }
    },
  }
}
