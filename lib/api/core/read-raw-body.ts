import { LARGEST_BODY } from '#lib/domain/sources/receive-body.ts'

/** The bytes of a request, read once. Of a body over the limit one byte more than the limit, which tells it apart. */
export async function readRawBody(request: Request, limit = LARGEST_BODY): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  if (reader === undefined) return Buffer.alloc(0)
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    size += value.length
    if (size <= limit) continue
    await reader.cancel()
    break
  }
  return Buffer.concat(chunks).subarray(0, limit + 1)
}
