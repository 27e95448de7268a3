import { createHmac, randomUUID } from 'node:crypto'
import { Webhook } from 'svix'
import type { SchemeName } from './schemes.ts'
import { type StoredConfig, validSecrets } from './source-config.ts'

type Headers = Record<string, string>

/** The headers with which a provider of this scheme would prove `body`. `now` is epoch ms. */
export function signTestRequest(scheme: SchemeName, config: StoredConfig, body: string, now: number): Headers {
  const secret = validSecrets(config, now)[0]
  if (secret === undefined) return {}
  const seconds = String(Math.floor(now / 1000))
  switch (scheme) {
    case 'svix': {
      const id = `msg_${randomUUID().replaceAll('-', '')}`
      const signature = new Webhook(secret).sign(id, new Date(Number(seconds) * 1000), body)
      return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature }
    }
    case 'github':
      return { 'x-github-delivery': randomUUID(), 'x-hub-signature-256': `sha256=${hmac(secret, body)}` }
    case 'stripe':
      return { 'stripe-signature': `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`)}` }
    case 'shopify':
      return { 'x-shopify-webhook-id': randomUUID(), 'x-shopify-hmac-sha256': hmac(secret, body, 'sha256', 'base64') }
    case 'slack':
      return {
        'x-slack-request-timestamp': seconds,
        'x-slack-signature': `v0=${hmac(secret, `v0:${seconds}:${body}`)}`,
      }
    case 'generic-hmac': {
      const { header = '', prefix = '', algorithm, encoding } = config
      return { [header]: `${prefix}${hmac(secret, body, algorithm, encoding)}` }
    }
    case 'token-header':
      return { [config.header ?? '']: `${config.prefix ?? ''}${secret}` }
    case 'basic-auth':
      return { authorization: `Basic ${Buffer.from(`${config.username ?? ''}:${secret}`).toString('base64')}` }
    case 'none':
      return {}
  }
}

function hmac(secret: string, text: string, algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex'): string {
  return createHmac(algorithm, secret).update(text).digest(encoding)
}
