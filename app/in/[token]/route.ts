import { after } from 'next/server'
import { handleReceiveWebhook } from '#lib/api/core/handle-receive-webhook.ts'
import { readRawBody } from '#lib/api/core/read-raw-body.ts'
import { refuseOthers } from '#lib/api/next.ts'
import { requestContext } from '#lib/auth/request-context.ts'
import { createWebIngest } from '#lib/domain/messages/web-ingest.ts'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'
export const maxDuration = 30

/** Receives a webhook: verified on its raw bytes, stored, answered after commit. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params
  const rawBody = await readRawBody(request)
  const ingest = createWebIngest()
  const headers = Object.fromEntries(request.headers)
  const input = { token, rawBody, headers }
  const { status, headers: answered, body } = await handleReceiveWebhook(ingest, input, requestContext(request.headers))
  after(() => ingest.flush())
  return new Response(body, { status, headers: answered })
}

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('POST')
