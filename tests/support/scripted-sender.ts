import type { OutgoingRequest, Sender, SendResult } from '#lib/engine/index.ts'

export function buildResult(over: Partial<SendResult> = {}): SendResult {
  return {
    statusCode: 200,
    headers: {},
    body: 'ok',
    error: null,
    timings: { dns: null, connect: null, tls: null, firstByte: 1, total: 2 },
    reusedConnection: false,
    remoteAddress: '192.0.2.10',
    tlsVersion: null,
    ...over,
  }
}

export const TIMED_OUT = buildResult({ statusCode: null, body: '', error: { kind: 'timeout', detail: 'No answer.' } })

/** A sender whose requests wait until the test answers them, unless `script` answers at once. */
export class ScriptedSender implements Sender {
  readonly sent: OutgoingRequest[] = []
  readonly open: { request: OutgoingRequest; answer: (result?: SendResult) => void }[] = []
  script: ((request: OutgoingRequest) => SendResult | null) | null = null

  send(request: OutgoingRequest): Promise<SendResult> {
    this.sent.push(request)
    const scripted = this.script?.(request) ?? null
    if (scripted !== null) return Promise.resolve(scripted)
    return new Promise((resolve) => {
      const entry = {
        request,
        answer: (result = buildResult()) => {
          this.open.splice(this.open.indexOf(entry), 1)
          resolve(result)
        },
      }
      this.open.push(entry)
    })
  }

  /** Answers every request that waits for a consumer. */
  answerAll(consumerKey: number, result?: SendResult): void {
    for (const { request, answer } of [...this.open]) if (request.consumer.key === consumerKey) answer(result)
  }

  forget(): void {}

  async close(): Promise<void> {}
}
