import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { readToken } from '#lib/api/core/authenticate.ts'
import { errorReply } from '#lib/api/core/error-response.ts'
import type { Reply } from '#lib/api/core/route.ts'
import { prisma } from '#lib/db/client.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { recordDiscoveries } from '#lib/domain/messages/record-discoveries.ts'
import { createRejectionSink } from '#lib/domain/sources/record-rejection.ts'
import { authenticateToken, rootActor } from '#lib/domain/tokens/authenticate-token.ts'
import { createPublisher } from '#lib/engine/index.ts'
import type { Env } from '#lib/env.ts'
import type { AttemptSpans } from './attempt-spans.ts'
import { CompanyTags } from './company-tags.ts'
import { createDelivery } from './create-delivery.ts'
import { DiscoveryBatcher } from './discovery-batcher.ts'
import { createProxyTrust } from './forwarded-headers.ts'
import { FrontDoor } from './front-door.ts'
import { Heartbeat } from './heartbeat.ts'
import { idempotentSink } from './idempotent-sink.ts'
import { IngestSink } from './ingest-sink.ts'
import { Maintenance } from './maintenance.ts'
import { createMetrics } from './metrics.ts'
import { NotificationListener } from './notification-listener.ts'
import { startTaskRunner } from './task-runner.ts'
import { TokenCache } from './token-cache.ts'
import { WebProxy } from './web-proxy.ts'

const METRICS_PATH = '/api/worker/metrics'
const CATCH_UP_MS = 5_000

export interface Worker {
  /** Resolves to the port of the front door. */
  start(): Promise<number>
  /** Takes nothing new, finishes what is under way, gives back the rest. */
  stop(): Promise<void>
}

/** Puts a worker together; nothing runs before `start`. */
export function createWorker(env: Env, log: Logger): Worker {
  const delivery = createDelivery({
    env,
    log,
    hotConnections: Math.max(10, env.DATABASE_POOL_SIZE),
    plainConnections: 4,
    onError: (_error, during) => metrics.failed(during),
    onSettled: (settlement) => {
      metrics.settled(settlement)
      spans?.note(settlement)
    },
  })
  const { databaseUrl, version, plain, clock, store, directory, dispatcher, health } = delivery
  const publisher = createPublisher({ store, dispatcher, clock })
  const heartbeat = new Heartbeat({ pool: plain, clock, log, version, dispatcher })
  const metrics = createMetrics({
    sum: {
      worker_processes: () => 1,
      attempts_in_flight: () => dispatcher.stats.inFlight,
      deliveries_held: () => dispatcher.stats.waiting,
      delivery_bytes_held: () => dispatcher.stats.bytes,
      messages_waiting_for_commit: () => publisher.waiting,
    },
    max: { lag_milliseconds: () => heartbeat.lagMs, clock_skew_milliseconds: () => clock.skewMs },
  })
  const discoveries = new DiscoveryBatcher({ record: (batch) => recordDiscoveries(prisma(), batch), log })
  const sink = new IngestSink({ directory, companyTags: new CompanyTags(plain), publisher, clock, pool: plain })
  const frontDoor = new FrontDoor({
    deps: {
      directory,
      sink,
      onceSink: (key) => idempotentSink(sink, plain, key),
      discoveries,
      rejections: createRejectionSink(prisma()),
      tokens: new TokenCache(authenticateToken),
      log,
      now: () => clock.database(),
    },
    proxy: new WebProxy({
      origin: env.POSTHORN_WEB_ORIGIN ?? null,
      isTrusted: createProxyTrust(env.POSTHORN_TRUSTED_PROXIES),
    }),
    log,
    own: (request, path) => (path === METRICS_PATH ? answerMetrics(request, metrics.text, log) : null),
    onAnswer: metrics.answered,
    takesUpgrades: env.NODE_ENV === 'development',
  })
  const listener = new NotificationListener({
    connectionString: databaseUrl,
    log,
    channels: {
      posthorn_config: (payload) => directory.noteChange(Number(payload)),
      posthorn_due: () => dispatcher.wake(),
    },
    onConnect: () => {
      directory.catchUp().catch((error: unknown) => log.warn({ err: error }, 'configuration could not be compared'))
      dispatcher.wake()
    },
  })
  const maintenance = new Maintenance({
    pool: plain,
    log,
    retentionDays: env.POSTHORN_RETENTION_DAYS,
    disableAfterHours: env.POSTHORN_DISABLE_AFTER_HOURS,
  })
  let tasks: { stop(): Promise<void> } | null = null
  let spans: AttemptSpans | null = null
  let catchingUp: NodeJS.Timeout | null = null

  return {
    async start() {
      if (env.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined)
        spans = (await import('./attempt-spans.ts')).createAttemptSpans(version)
      await clock.measure()
      // The first query compiles Prisma's planner, which stops this process for a moment: not while somebody waits.
      await prisma().$queryRaw`SELECT 1`
      await maintenance.preparePartitions()
      await directory.reload()
      await listener.start()
      catchingUp = setInterval(() => {
        directory.catchUp().catch((error: unknown) => log.warn({ err: error }, 'configuration could not be compared'))
      }, CATCH_UP_MS)
      dispatcher.start()
      health.start()
      await heartbeat.start()
      maintenance.start()
      tasks = startTaskRunner(log)
      return frontDoor.listen(env.PORT, env.HOST)
    },
    async stop() {
      if (catchingUp !== null) clearInterval(catchingUp)
      await frontDoor.stop()
      await publisher.idle()
      await Promise.all([dispatcher.stop(), tasks?.stop(), maintenance.stop(), discoveries.flush()])
      health.stop()
      await Promise.all([delivery.flush(), spans?.stop()])
      await heartbeat.stop()
      await listener.stop()
      await Promise.all([delivery.close(), prisma().$disconnect()])
    },
  }
}

/** Figures of the whole installation: for the root token only. */
async function answerMetrics(request: IncomingMessage, text: () => Promise<string>, log: Logger): Promise<Reply> {
  try {
    const actor = rootActor(readToken(request.headers.authorization ?? ''))
    if (actor === null) throw new DomainError('authentication_failed', 'Metrics take the root token.')
    return { status: 200, headers: { 'content-type': 'text/plain; version=0.0.4' }, body: await text() }
  } catch (error) {
    return errorReply(error, { requestId: 'metrics', log })
  }
}
