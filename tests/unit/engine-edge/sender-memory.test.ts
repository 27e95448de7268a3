import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createAddressGuard } from '#lib/engine/address-guard.ts'
import { UndiciSender } from '#lib/engine/undici-sender.ts'
import { buildConsumer } from '#tests/support/delivery-factories.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

function mebibytesHeld(): number {
  if (typeof collectGarbage !== 'function') throw new Error('this Node collects no garbage when asked')
  collectGarbage()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

it('a sender keeps no long URLs, which a transformation may make anew for every event', async () => {
  const sender = new UndiciSender({ guard: createAddressGuard() })
  const consumer = buildConsumer()
  const rest = {
    consumer,
    method: 'POST',
    headers: [],
    body: '{}',
    timeoutMs: 5_000,
    useClientCertificate: false,
  } as const
  const before = mebibytesHeld()
  for (let n = 0; n < 1_000; n++) await sender.send({ ...rest, url: `http://127.0.0.1/${n}?${'x'.repeat(60_000)}` })
  expect(mebibytesHeld() - before).toBeLessThan(30)
  await sender.close()
})
