import { openHeaders } from '#lib/domain/consumers/header-box.ts'
import { secretBox } from '#lib/encryption.ts'
import type { CustomHeader, DeliveryConsumer, SigningKey } from '#lib/engine/index.ts'
import type { ConsumerRow, InstanceRow } from './read-configuration.ts'

const SECRET_PREFIX = /^whsec_/

/** What all consumers of an instance share. */
export interface InstanceSettings {
  readonly instance: InstanceRow
  /** Seconds, by event type. */
  readonly schedules: ReadonlyMap<string, readonly number[]>
  /** Seconds, for all other event types. */
  readonly schedule: readonly number[]
}

/**
 * A consumer as the engine sees it. Secrets are decrypted on first use: 10,000 at once would stop the process for long.
 */
export class ConsumerSnapshot implements DeliveryConsumer {
  readonly key: number
  readonly id: string
  readonly instanceKey: number
  readonly instanceId: string
  readonly url: string
  readonly eventTypes: ReadonlySet<string> | null
  readonly tags: ReadonlySet<string> | null
  readonly disabled: boolean
  readonly paused: boolean
  readonly rate: number | null
  readonly instanceRate: number | null
  readonly svixHeaders: boolean
  readonly serverCa: string | null
  readonly transformation: { readonly code: string; readonly version: number } | null
  readonly operational: boolean
  readonly #row: ConsumerRow
  readonly #settings: InstanceSettings
  #headers: readonly CustomHeader[] | undefined
  #signingKeys: readonly SigningKey[] | undefined
  #clientCertificate: { readonly cert: string; readonly key: string } | null | undefined

  constructor(row: ConsumerRow, settings: InstanceSettings) {
    this.#row = row
    this.#settings = settings
    this.key = row.key
    this.id = row.id
    this.instanceKey = settings.instance.key
    this.instanceId = settings.instance.id
    this.url = row.url
    this.eventTypes = asFilter(row.event_types)
    this.tags = asFilter(row.tags)
    this.disabled = row.disabled
    this.paused = row.paused
    this.rate = row.rate
    this.instanceRate = settings.instance.rate
    this.svixHeaders = settings.instance.svix_headers
    this.serverCa = row.server_ca
    this.operational = row.kind === 'operational'
    const { transformation: code, transformation_version: version } = row
    this.transformation = code === null || version === null ? null : { code, version }
  }

  get headers(): readonly CustomHeader[] {
    this.#headers ??= openHeaders(this.#row.headers)
    return this.#headers
  }

  get signingKeys(): readonly SigningKey[] {
    this.#signingKeys ??= (this.#row.secrets ?? []).map((sealed, index) => ({
      key: Buffer.from(secretBox().open(sealed).replace(SECRET_PREFIX, ''), 'base64'),
      expiresAt: this.#row.secret_ends?.[index]?.getTime() ?? null,
    }))
    return this.#signingKeys
  }

  get clientCertificate(): { readonly cert: string; readonly key: string } | null {
    const { tls_certificate: cert, tls_key: key } = this.#row
    this.#clientCertificate ??= cert === null || key === null ? null : { cert, key: secretBox().open(key) }
    return this.#clientCertificate
  }

  retrySchedule(eventType: string): readonly number[] {
    return this.#settings.schedules.get(eventType) ?? this.#settings.schedule
  }
}

function asFilter(values: readonly string[] | null): ReadonlySet<string> | null {
  return values === null || values.length === 0 ? null : new Set(values)
}
