// Node CPU per delivery of the dispatcher alone: memory store, a sender that answers at once. Run: npx tsx tests/bench/engine-memory.ts
import { newUuid } from '#lib/domain/ids.ts'
import {
  type Clock,
  createDispatcher,
  createPublisher,
  MemoryDeliveryStore,
  type SendResult,
} from '#lib/engine/index.ts'
import { buildConsumer, buildPublication } from '#tests/support/delivery-factories.ts'

const CONSUMERS = 100
const MESSAGES = 20_000
const ROUNDS = 5
const body = JSON.stringify({ eventType: 'invoice.paid', payload: 'x'.repeat(1450) })

const clock: Clock = {
  monotonic: () => performance.now(),
  database: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

const answer: SendResult = {
  statusCode: 200,
  headers: { 'content-type': 'text/plain' },
  body: 'ok',
  error: null,
  timings: { dns: null, connect: null, tls: null, firstByte: 1, total: 1 },
  reusedConnection: true,
  remoteAddress: '127.0.0.1',
  tlsVersion: null,
}

const consumers = new Map(
  Array.from({ length: CONSUMERS }, (_, key) => [key, buildConsumer({ key, url: `http://c${key}.test/` })]),
)

async function round(): Promise<number> {
  const store = new MemoryDeliveryStore({ clock })
  for (const key of consumers.keys()) store.setLane({ key, instanceKey: 1 })
  let settled = 0
  let done = () => {}
  const finished = new Promise<void>((resolve) => {
    done = resolve
  })
  const dispatcher = createDispatcher({
    store,
    directory: { get: (key) => consumers.get(key), reload: async () => {} },
    sender: {
      send: () => new Promise((resolve) => setImmediate(resolve, answer)),
      forget: () => {},
      close: async () => {},
    },
    sandbox: { run: () => Promise.reject(new Error('unused')), close: async () => {} },
    clock,
    version: 'bench',
    newAttemptId: newUuid,
    formatMessageId: (id) => `msg_${id}`,
    random: Math.random,
    onError: (error) => console.error(error),
    onSettled: () => {
      if (++settled === MESSAGES) done()
    },
  })
  dispatcher.start()
  const publisher = createPublisher({ store, dispatcher, clock })
  const publications = Array.from({ length: MESSAGES }, (_, n) =>
    buildPublication({ consumers: [n % CONSUMERS], message: { body } }),
  )
  const before = process.cpuUsage()
  for (let n = 0; n < MESSAGES; n += 200) {
    await Promise.all(publications.slice(n, n + 200).map((publication) => publisher.publish(publication)))
  }
  await finished
  const { user, system } = process.cpuUsage(before)
  await dispatcher.stop()
  return (user + system) / MESSAGES
}

for (let n = 1; n <= ROUNDS; n++) console.log(`round ${n}: ${(await round()).toFixed(1)} µs of CPU per delivery`)
