import type { IncomingMessage } from 'node:http'

/**
 * The body of a request up to one byte over the limit: enough to see that it is too large. The rest is read and thrown
 * away, up to a second limit, so that a sender who finishes writing gets its answer instead of a reset.
 */
export function readRequestBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      if (size <= limit) chunks.push(chunk)
      size += chunk.length
      if (size > limit * 8) request.destroy()
    })
    request.on('end', () => {
      const [only] = chunks
      const body = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
      resolve(body.length > limit ? body.subarray(0, limit + 1) : body)
    })
    request.on('error', reject)
    request.on('close', () => {
      // Making an error costs a stack trace: only where the body did not end.
      if (!request.complete) reject(new Error('the sender went away'))
    })
  })
}
