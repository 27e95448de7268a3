import { describe, expect, it } from 'vitest'
import { newUuid } from '#lib/domain/ids.ts'
import { executeAttempt, skipAttempt } from '#lib/engine/execute-attempt.ts'
import type {
  DeliveryConsumer,
  LeasedDelivery,
  SendResult,
  TransformationInput,
  TransformationResult,
} from '#lib/engine/index.ts'
import { MASK, sign } from '#lib/engine/index.ts'
import { buildConsumer, buildDelivery } from '#tests/support/delivery-factories.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { buildResult, ScriptedSender } from '#tests/support/scripted-sender.ts'

type Transformed = TransformationResult & { kind: 'transformed' }

interface Scene {
  consumer?: Partial<DeliveryConsumer>
  delivery?: Partial<LeasedDelivery>
  result?: Partial<SendResult>
  transform?: (webhook: Transformed) => TransformationResult
}

async function attempt({ consumer, delivery, result, transform }: Scene) {
  const sender = new ScriptedSender()
  sender.script = () => buildResult(result)
  const clock = new FakeClock()
  const seen: Transformed[] = []
  const tools = {
    clock,
    sender,
    sandbox: {
      run: async (_: string, input: TransformationInput) => {
        const { body: _body, ...given } = structuredClone(input)
        const webhook: Transformed = { kind: 'transformed', cancel: false, console: [], body: null, ...given }
        seen.push(structuredClone(webhook))
        return transform?.(webhook) ?? webhook
      },
      close: async () => {},
    },
    version: '1.2.3',
    newAttemptId: newUuid,
    formatMessageId: () => 'msg_1',
    random: () => 0.5,
  }
  const target = buildConsumer({
    ...(transform === undefined ? {} : { transformation: { code: 'code', version: 1 } }),
    ...consumer,
  })
  const settlement = await executeAttempt(buildDelivery(delivery), target, tools)
  const [sent] = sender.sent
  return { settlement, sent, headers: Object.fromEntries(sent?.headers ?? []), seen, clock, tools, target }
}

const secretHeaders = [
  { name: 'Authorization', value: 'Bearer s3cr3t-token', sensitive: false },
  { name: 'X-Plain', value: 'plain', sensitive: false },
  { name: 'X-Key', value: 'hidden-key', sensitive: true },
]

describe('an attempt', () => {
  it('posts the original text, signed, with its own headers and a hop raised by one', async () => {
    const body = '{ "eventType" : "invoice.paid" }'
    const { sent, headers, clock } = await attempt({
      delivery: { body, hop: 1 },
      consumer: { headers: secretHeaders, svixHeaders: true },
    })
    const timestamp = clock.database() / 1000
    const signature = sign('msg_1', timestamp, body, [new Uint8Array(24).fill(7)])
    expect(sent).toMatchObject({ method: 'POST', body, timeoutMs: 15_000, useClientCertificate: true })
    expect(headers).toEqual({
      'content-type': 'application/json',
      'user-agent': 'Posthorn/1.2.3',
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
      'posthorn-hop': '2',
      'svix-id': 'msg_1',
      'svix-timestamp': String(timestamp),
      'svix-signature': signature,
      Authorization: 'Bearer s3cr3t-token',
      'X-Plain': 'plain',
      'X-Key': 'hidden-key',
    })
  })

  it('signs with every key that has not expired, newest first', async () => {
    const [fresh, old] = [new Uint8Array(24).fill(1), new Uint8Array(24).fill(2)]
    const now = new FakeClock().database()
    const signingKeys = [
      { key: fresh, expiresAt: null },
      { key: old, expiresAt: now + 1 },
      { key: new Uint8Array(24).fill(3), expiresAt: now },
    ]
    const { headers, sent } = await attempt({ consumer: { signingKeys } })
    expect(headers['webhook-signature']).toBe(sign('msg_1', now / 1000, sent?.body ?? '', [fresh, old]))
  })

  it('stores no secret of the consumer that the receiver echoes, nor the cookies it sets', async () => {
    const key = Buffer.alloc(24, 7)
    const { settlement } = await attempt({
      consumer: { headers: secretHeaders },
      result: {
        statusCode: 400,
        body: `got Bearer s3cr3t-token, s3cr3t-token, hidden-key and whsec_${key.toString('base64')}\0`,
        headers: { 'set-cookie': 'sid=1', 'x-echo': 'hidden-key' },
      },
    })
    const stored = JSON.stringify(settlement.record)
    for (const secret of ['s3cr3t-token', 'hidden-key', key.toString('base64'), 'sid=1']) {
      expect(stored).not.toContain(secret)
    }
    expect(settlement.record?.requestHeaders).toEqual({ Authorization: MASK, 'X-Key': MASK, 'X-Plain': 'plain' })
    expect(settlement.record?.responseBody).not.toContain('\0')
  })

  it('stores no half of a secret where a long answer was cut', async () => {
    const body = `${'x'.repeat(16_000)}hidden-k`
    const { settlement } = await attempt({ consumer: { headers: secretHeaders }, result: { statusCode: 500, body } })
    expect(settlement.record?.responseBody).not.toContain('hidden')
  })

  it('keeps 1 KiB of a successful answer and 16 KiB of a failed one, cut between characters', async () => {
    const body = 'é'.repeat(12_000)
    const good = await attempt({ result: { body } })
    const bad = await attempt({ result: { body, statusCode: 500 } })
    expect(Buffer.byteLength(good.settlement.record?.responseBody ?? '')).toBe(1024)
    expect(Buffer.byteLength(bad.settlement.record?.responseBody ?? '')).toBe(16_384)
  })

  it.each([
    [204, null],
    [302, 'redirect'],
    [404, 'http_4xx'],
    [500, 'http_5xx'],
    [600, 'http_other'],
  ])('an answer %i means %s', async (statusCode, errorKind) => {
    const { settlement } = await attempt({ result: { statusCode } })
    expect(settlement.record).toMatchObject({ statusCode, errorKind })
    expect(settlement.verdict.kind).toBe(errorKind === null ? 'success' : 'retry')
  })

  it('waits as long as a 429 or 503 asks, up to twice the step, and ignores it on others', async () => {
    const headers = { 'retry-after': '8' }
    for (const [statusCode, afterMs] of [
      [429, 8000],
      [503, 8000],
      [500, 5000],
    ] as const) {
      const { settlement } = await attempt({ result: { statusCode, headers } })
      expect(settlement.verdict).toEqual({ kind: 'retry', afterMs, step: 1 })
    }
    const greedy = await attempt({ result: { statusCode: 429, headers: { 'retry-after': '3600' } } })
    expect(greedy.settlement.verdict).toEqual({ kind: 'retry', afterMs: 10_000, step: 1 })
  })

  it('ends after the last step, after a failed test, and after a manual try without a schedule', async () => {
    for (const delivery of [{ step: 7 }, { trigger: 'test' as const }, { trigger: 'manual' as const, step: 2 }]) {
      const { settlement } = await attempt({ delivery, result: { statusCode: 500 } })
      expect(settlement.verdict).toEqual({ kind: 'exhausted' })
    }
  })

  it('rule 1, one row per pair: a failed manual try resumes the schedule that was under way', async () => {
    const delivery = { trigger: 'manual' as const, resumeAt: 42, step: 3 }
    const { settlement } = await attempt({ delivery, result: { statusCode: 500 } })
    expect(settlement.verdict).toEqual({ kind: 'resume', dueAt: 42 })
  })

  it('ends a delivery whose body was expunged without sending it', async () => {
    const { settlement, sent } = await attempt({ delivery: { body: null } })
    expect(sent).toBeUndefined()
    expect(settlement).toMatchObject({ verdict: { kind: 'exhausted' }, record: { errorKind: 'expunged' } })
  })

  it('skips a step of a disabled consumer without a record, the last one with a final failure', async () => {
    const { tools, target } = await attempt({})
    expect(skipAttempt(buildDelivery({ step: 1 }), target, tools)).toMatchObject({
      record: null,
      verdict: { kind: 'skip', step: 2 },
    })
    expect(skipAttempt(buildDelivery({ step: 7 }), target, tools)).toMatchObject({
      record: { errorKind: 'skipped_disabled' },
      verdict: { kind: 'exhausted' },
    })
  })
})

describe('a transformed attempt', () => {
  it('sends the original bytes when the payload is unchanged', async () => {
    const body = '{ "a": 1.0 }'
    const { sent, settlement } = await attempt({ delivery: { body }, transform: (webhook) => webhook })
    expect(sent?.body).toBe(body)
    expect(settlement.record?.requestBody).toBeNull()
  })

  it('signs and records the changed body, method and URL', async () => {
    const { sent, headers, settlement, clock } = await attempt({
      delivery: { body: '{"a":1}' },
      transform: (webhook) => ({ ...webhook, method: 'PUT', url: `${webhook.url}/2`, body: '{"b":2}' }),
    })
    const url = 'https://consumer.example/hook/2'
    expect(sent).toMatchObject({ method: 'PUT', url, body: '{"b":2}', useClientCertificate: true })
    const key = new Uint8Array(24).fill(7)
    expect(headers['webhook-signature']).toBe(sign('msg_1', clock.database() / 1000, '{"b":2}', [key]))
    expect(settlement.record).toMatchObject({ method: 'PUT', url, requestBody: '{"b":2}' })
  })

  it('never sees sensitive values, and sends them to no other origin', async () => {
    const moved = await attempt({
      consumer: { headers: secretHeaders },
      transform: (webhook) => ({ ...webhook, url: 'https://elsewhere.example/' }),
    })
    expect(JSON.stringify(moved.seen)).not.toMatch(/s3cr3t|hidden/)
    expect(moved.headers).toMatchObject({ 'X-Plain': 'plain' })
    expect(Object.keys(moved.headers)).not.toEqual(expect.arrayContaining(['Authorization']))
    expect(moved.headers['X-Key']).toBeUndefined()
    expect(moved.sent?.useClientCertificate).toBe(false)
    const stayed = await attempt({ consumer: { headers: secretHeaders }, transform: (webhook) => webhook })
    expect(stayed.headers).toMatchObject({ Authorization: 'Bearer s3cr3t-token', 'X-Key': 'hidden-key' })
  })

  it.each([
    ['Host', 'evil.example'],
    ['webhook-id', 'forged'],
    ['posthorn-hop', '0'],
    ['x', 'a\r\nb: c'],
    ['bad name', 'x'],
  ])('may not return the header %s', async (name, value) => {
    const { settlement, sent } = await attempt({
      transform: (webhook) => ({ ...webhook, headers: { [name]: value } }),
    })
    expect(sent).toBeUndefined()
    expect(settlement).toMatchObject({ record: { errorKind: 'transformation_error' }, verdict: { kind: 'retry' } })
  })

  it('ends without a send when the code cancels', async () => {
    const { settlement, sent } = await attempt({ transform: (webhook) => ({ ...webhook, cancel: true }) })
    expect(sent).toBeUndefined()
    expect(settlement.verdict).toEqual({ kind: 'cancelled' })
  })

  it('fails with message, line and column when the code throws, and is retried', async () => {
    const { settlement } = await attempt({
      transform: () => ({ kind: 'error', message: 'x is not defined', line: 3, column: 5, console: [] }),
    })
    expect(settlement).toMatchObject({
      record: { errorKind: 'transformation_error', errorDetail: 'x is not defined (line 3, column 5)' },
      verdict: { kind: 'retry', step: 1 },
    })
  })

  it.each(['ftp://x.example/', 'not a url', 'file:///etc/passwd'])('may not return the URL %s', async (url) => {
    const { settlement } = await attempt({ transform: (webhook) => ({ ...webhook, url }) })
    expect(settlement.record?.errorKind).toBe('transformation_error')
  })
})
