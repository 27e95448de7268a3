import type { IncomingMessage } from 'node:http'
import type { BodyAccount } from './body-budget.ts'

/** Whoever sent the request went away before its body had come: nobody is left to answer. */
export class SenderGone extends Error {
  override readonly name = 'SenderGone'
}

/**
 * The body of a request up to one byte over the limit: enough to see that it is too large. The rest is read and thrown
 * away, up to a second limit, so that a sender who finishes writing gets its answer instead of a reset.
 * @param account is told when it begins and ends, and of every chunk that is kept; what it throws then ends the reading
 * @throws SenderGone
 */
export function readRequestBody(
  request: IncomingMessage,
  limit: number,
  account: Pick<BodyAccount, 'begin' | 'take' | 'end'>,
): Promise<Buffer> {
  account.begin()
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] | null = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      try {
        if (chunks !== null && size <= limit) {
          account.take(chunk.length)
          chunks.push(chunk)
        }
      } catch (error) {
        chunks = null
        reject(error)
      }
      size += chunk.length
      if (size > limit * 8) request.destroy()
    })
    request.on('end', () => {
      account.end()
      if (chunks === null) return
      const [only] = chunks
      const body = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
      resolve(body.length > limit ? body.subarray(0, limit + 1) : body)
    })
    request.on('error', (cause) => reject(new SenderGone(cause.message, { cause })))
    request.on('close', () => {
      // Making an error costs a stack trace: only where the body did not end.
      if (!request.complete) reject(new SenderGone('the connection was closed'))
    })
  })
}
