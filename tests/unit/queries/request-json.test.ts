import { createServer, type RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { requestJson } from '#lib/queries/request-json.ts'
import * as z from '#lib/queries/shape.ts'

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
}

test('an answer that is cut off in the middle is told like one that did not come', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"id":', () => response.destroy())
  })
  await expect(requestJson(z.object({ id: z.string() }), url)).rejects.toMatchObject({ status: 0, code: 'offline' })
})

test('a refusal is told with its code, its sentence and its request id', async () => {
  const url = await serve((_, response) => {
    response.writeHead(409, { 'x-request-id': 'req_1' }).end('{"code":"conflict","detail":"It exists."}')
  })
  const refused = requestJson(z.object({ id: z.string() }), url)
  await expect(refused).rejects.toMatchObject({
    status: 409,
    code: 'conflict',
    message: 'It exists.',
    requestId: 'req_1',
  })
})
