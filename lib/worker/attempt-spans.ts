import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { formatId } from '#lib/domain/ids.ts'
import type { AttemptRecord, Settlement } from '#lib/engine/index.ts'

/** Sends a span for each attempt to an OpenTelemetry collector. */
export interface AttemptSpans {
  note(settlement: Settlement): void
  /** Resolves when what was noted is sent, or given up. */
  stop(): Promise<void>
}

/**
 * Where and with which headers spans go is read from the environment by the exporter (`OTEL_EXPORTER_OTLP_*`), over
 * OTLP/HTTP. All attempts of a message are in one trace, whose id is the message's UUID; names and values follow
 * OpenTelemetry's semantic conventions for HTTP clients.
 */
export function createAttemptSpans(version: string): AttemptSpans {
  const own = resourceFromAttributes({ 'service.name': 'posthorn', 'service.version': version })
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(own)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer('posthorn', version)
  return {
    note({ delivery, record, verdict }) {
      if (record === null) return
      const uuid = delivery.messageId.replaceAll('-', '')
      const parent = { traceId: uuid, spanId: uuid.slice(16), traceFlags: TraceFlags.SAMPLED, isRemote: true }
      const attributes = {
        ...attributesOf(record),
        'http.request.resend_count': delivery.step,
        'messaging.message.id': formatId('message', delivery.messageId),
        'posthorn.attempt.id': formatId('attempt', record.attemptId),
        'posthorn.event_type': delivery.eventType,
        'posthorn.verdict': verdict.kind,
      }
      const span = tracer.startSpan(
        record.method,
        { kind: SpanKind.CLIENT, startTime: record.at, attributes },
        trace.setSpanContext(ROOT_CONTEXT, parent),
      )
      if (record.errorKind !== null)
        span.setStatus({ code: SpanStatusCode.ERROR, message: record.errorDetail ?? undefined })
      span.end(record.at + record.timings.total)
    },
    stop: () => provider.shutdown(),
  }
}

/** Address without path and query, which may hold a consumer's secret. */
function attributesOf(record: AttemptRecord) {
  const { hostname, port, protocol } = new URL(record.url)
  return {
    'http.request.method': record.method,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    ...(record.statusCode === null ? {} : { 'http.response.status_code': record.statusCode }),
    ...(record.errorKind === null ? {} : { 'error.type': record.errorKind }),
    ...(record.remoteAddress === null ? {} : { 'network.peer.address': record.remoteAddress }),
  }
}
