import { prisma } from '#lib/db/client.ts'
import { formatId } from '../ids.ts'
import type { LiveRow } from './live-row.ts'

export interface LiveParty {
  readonly id: string
  readonly name: string
}

/** Names of the consumers and sources in a stream, read once each; forgotten after a minute, so that renames show. */
export class LiveNames {
  private consumers = new Map<number, LiveParty>()
  private sources = new Map<string, LiveParty>()
  private readAt = Date.now()

  consumer(key: number): LiveParty | null {
    return this.consumers.get(key) ?? null
  }

  source(id: string): LiveParty | null {
    return this.sources.get(id) ?? null
  }

  /** Reads the names that these rows need and that are not known yet. */
  async load(rows: readonly LiveRow[]): Promise<void> {
    this.forgetOld()
    const keys = new Set<number>()
    const ids = new Set<string>()
    for (const row of rows) {
      if (row.table === 'attempt') keys.add(row.consumer)
      else if (row.sourceId !== null) ids.add(row.sourceId)
    }
    await Promise.all([
      this.loadConsumers([...keys].filter((key) => !this.consumers.has(key))),
      this.loadSources([...ids].filter((id) => !this.sources.has(id))),
    ])
  }

  private forgetOld(): void {
    if (Date.now() - this.readAt < 60_000) return
    this.readAt = Date.now()
    this.consumers.clear()
    this.sources.clear()
  }

  private async loadConsumers(keys: number[]): Promise<void> {
    if (keys.length === 0) return
    const select = { key: true, id: true, description: true, url: true }
    const found = await prisma().consumer.findMany({ where: { key: { in: keys } }, select })
    for (const { key, id, description, url } of found)
      this.consumers.set(key, { id: formatId('consumer', id), name: description || url })
  }

  private async loadSources(ids: string[]): Promise<void> {
    if (ids.length === 0) return
    const found = await prisma().source.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
    for (const { id, name } of found) this.sources.set(id, { id: formatId('source', id), name })
  }
}
