import type { Snippet } from './snippet.ts'

const next: Snippet = {
  id: 'next',
  label: 'Next.js on Vercel',
  fence: 'ts',
  install: 'npm install svix',
  note: 'Save as `app/webhooks/route.ts`; it deploys to Vercel as it is.',
  code: `import { Webhook } from 'svix'

export const runtime = 'nodejs'

export async function POST(request: Request) {
  const body = await request.text()
  try {
    const event = new Webhook(process.env.WEBHOOK_SECRET ?? '').verify(body, Object.fromEntries(request.headers))
    console.log('received', request.headers.get('webhook-id'), event)
  } catch {
    return new Response('bad signature', { status: 400 })
  }
  return new Response(null, { status: 204 })
}
`,
}

const node: Snippet = {
  id: 'node',
  label: 'Node',
  fence: 'js',
  install: 'npm install svix',
  note: 'Run with `node receiver.mjs`.',
  code: `import http from 'node:http'
import { Webhook } from 'svix'

const webhook = new Webhook(process.env.WEBHOOK_SECRET)

const server = http.createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  try {
    const event = webhook.verify(Buffer.concat(chunks), request.headers)
    console.log('received', request.headers['webhook-id'], event)
    response.writeHead(204).end()
  } catch {
    response.writeHead(400).end('bad signature')
  }
})

server.listen(Number(process.env.PORT ?? 4000))
`,
}

const express: Snippet = {
  id: 'express',
  label: 'Express',
  fence: 'js',
  install: 'npm install express svix',
  note: '`express.raw` keeps the bytes; a global `express.json()` before it would lose them.',
  code: `import express from 'express'
import { Webhook } from 'svix'

const webhook = new Webhook(process.env.WEBHOOK_SECRET)
const app = express()

app.post('/webhooks', express.raw({ type: '*/*', limit: '2mb' }), (request, response) => {
  try {
    const event = webhook.verify(request.body, request.headers)
    console.log('received', request.headers['webhook-id'], event)
    response.sendStatus(204)
  } catch {
    response.status(400).send('bad signature')
  }
})

app.listen(Number(process.env.PORT ?? 4000))
`,
}

const fastify: Snippet = {
  id: 'fastify',
  label: 'Fastify',
  fence: 'js',
  install: 'npm install fastify svix',
  note: 'The parser hands the bytes over as they came.',
  code: `import Fastify from 'fastify'
import { Webhook } from 'svix'

const webhook = new Webhook(process.env.WEBHOOK_SECRET)
const app = Fastify({ bodyLimit: 2_097_152 })

app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

app.post('/webhooks', async (request, reply) => {
  try {
    const event = webhook.verify(request.body, request.headers)
    console.log('received', request.headers['webhook-id'], event)
    return reply.code(204).send()
  } catch {
    return reply.code(400).send('bad signature')
  }
})

await app.listen({ port: Number(process.env.PORT ?? 4000) })
`,
}

const plain: Snippet = {
  id: 'plain',
  label: 'JavaScript without a library',
  fence: 'js',
  install: '',
  note: '`headers` by lower-case name, `body` the raw bytes.',
  code: `import { createHmac, timingSafeEqual } from 'node:crypto'

export function verify(secret, headers, body) {
  const id = headers['webhook-id']
  const timestamp = headers['webhook-timestamp']
  const age = Math.abs(Date.now() / 1000 - Number(timestamp))
  if (!id || !(age <= 300)) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\`).update(body).digest()
  return (headers['webhook-signature'] ?? '').split(' ').some((entry) => {
    const [version, signature = ''] = entry.split(',')
    const given = Buffer.from(signature, 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
}
`,
}

export const JAVASCRIPT_SNIPPETS: readonly Snippet[] = [next, node, express, fastify, plain]
