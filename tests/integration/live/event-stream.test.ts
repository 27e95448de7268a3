import { expect, test } from 'vitest'
import { closeStreams, eventStream, type ServerEvent } from '#lib/api/core/event-stream.ts'

type Batch = { events: ServerEvent[]; hasMore: boolean }

function open(batches: Batch[], signal = new AbortController().signal) {
  const errors: unknown[] = []
  const read = async () => batches.shift() ?? { events: [], hasMore: false }
  const stream = eventStream({ read, signal, check: async () => null, onError: (error) => errors.push(error) })
  return { reader: decoded(stream).getReader(), errors }
}

function decoded(stream: ReadableStream<Uint8Array>): ReadableStream<string> {
  const decoder = new TextDecoder()
  return stream.pipeThrough(
    new TransformStream<Uint8Array, string>({
      transform: (chunk, controller) => controller.enqueue(decoder.decode(chunk, { stream: true })),
    }),
  )
}

async function readAll(reader: ReadableStreamDefaultReader<string>): Promise<string> {
  let text = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value
  return text
}

test('each event carries its cursor as id and its data as one line', async () => {
  const { reader } = open([{ events: [{ id: '7_a_1', data: { kind: 'sent' } }], hasMore: false }])
  expect((await reader.read()).value).toBe('retry: 1000\n\n')
  expect((await reader.read()).value).toBe('id: 7_a_1\ndata: {"kind":"sent"}\n\n')
  await reader.cancel()
})

test('every stream ends when the process is told to stop', async () => {
  const { reader, errors } = open([])
  expect((await reader.read()).value).toBe('retry: 1000\n\n')
  const rest = readAll(reader)
  closeStreams()
  expect(await rest).toBe('')
  expect(errors).toEqual([])
})

test('a stream ends when its client leaves', async () => {
  const client = new AbortController()
  const { reader } = open([], client.signal)
  await reader.read()
  const rest = readAll(reader)
  client.abort()
  expect(await rest).toBe('')
})

test('nothing is read before somebody waits for it', async () => {
  let reads = 0
  const read = async () => {
    reads += 1
    return { events: [{ id: null, data: reads }], hasMore: true }
  }
  const { signal } = new AbortController()
  const reader = eventStream({ read, signal, check: async () => null, onError: () => undefined }).getReader()
  const counts = []
  for (let part = 0; part < 3; part += 1) {
    await reader.read()
    await new Promise((resolve) => setImmediate(resolve))
    counts.push(reads)
  }
  await reader.cancel()
  expect(counts).toEqual([0, 1, 2])
})
