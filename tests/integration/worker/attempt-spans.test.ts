import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAttemptSpans } from '#lib/worker/attempt-spans.ts'
import { buildDelivery, buildRecord, buildSettlement } from '#tests/support/delivery-factories.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'

let collector: Receiver
beforeAll(async () => {
  collector = await startReceiver()
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url)
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-collector-key=k1')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await collector.close()
})

describe('spans of attempts', () => {
  it('reach the collector over OTLP/HTTP when the worker stops, one trace a message, without path or query', async () => {
    const spans = createAttemptSpans('1.2.3')
    const delivery = buildDelivery({ messageId: '019a0000-0000-7000-8000-000000000001', step: 2 })
    const url = 'https://hooks.example.com/secret-path?key=hidden'
    const record = buildRecord({ url, statusCode: 500, errorKind: 'http_5xx', errorDetail: 'It answered 500.' })
    spans.note({ ...buildSettlement(delivery, { kind: 'exhausted' }), record })
    spans.note({ delivery, record: null, verdict: { kind: 'drop' } })
    await spans.stop()
    const [request] = await collector.waitFor(1)
    const body = String(request?.body)
    expect(request).toMatchObject({ path: '/v1/traces', headers: { 'x-collector-key': 'k1' } })
    expect(JSON.parse(body)).toMatchObject({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  traceId: '019a0000000070008000000000000001',
                  name: 'POST',
                  kind: 3,
                  status: { code: 2, message: 'It answered 500.' },
                  attributes: expect.arrayContaining([
                    { key: 'server.address', value: { stringValue: 'hooks.example.com' } },
                    { key: 'server.port', value: { intValue: 443 } },
                    { key: 'http.response.status_code', value: { intValue: 500 } },
                    { key: 'http.request.resend_count', value: { intValue: 2 } },
                    { key: 'posthorn.verdict', value: { stringValue: 'exhausted' } },
                  ]),
                },
              ],
            },
          ],
        },
      ],
    })
    expect(body).toContain('{"key":"service.name","value":{"stringValue":"posthorn"}}')
    expect(body).not.toMatch(/secret-path|hidden/)
  })
})
