import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Pool } from 'undici'
import { BODY } from './bench-body.ts'

/**
 * The ceiling of every sender in Node: signs and posts, over undici's fastest call, with no database behind it. Asked
 * `POST /<count>`, it sends so many to SINK_ORIGIN and answers when all were answered.
 */
const IN_FLIGHT = 100
const SECRET = Buffer.alloc(24, 7)
const sink = new Pool(process.env.SINK_ORIGIN ?? '', { connections: IN_FLIGHT })

function post(done: () => void): void {
  const id = randomUUID()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', SECRET).update(`${id}.${timestamp}.${BODY}`).digest('base64')
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
  const fail = (_: unknown, error: Error) => {
    throw error
  }
  const handler = {
    onRequestStart() {},
    onResponseStart() {},
    onResponseData() {},
    onResponseEnd: done,
    onResponseError: fail,
  }
  sink.dispatch({ method: 'POST', path: '/', headers, body: BODY }, handler)
}

function postAll(count: number): Promise<void> {
  return new Promise((resolve) => {
    let [started, answered] = [0, 0]
    const next = () => {
      if (started++ < count)
        post(() => {
          answered += 1
          if (answered === count) resolve()
          else next()
        })
    }
    for (let lane = 0; lane < IN_FLIGHT; lane += 1) next()
  })
}

const server = createServer((request, response) => {
  const count = Number(request.url?.slice(1))
  void (request.method === 'POST' ? postAll(count) : Promise.resolve()).then(() => response.end())
})
server.listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
