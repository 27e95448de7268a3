import { MemoryDeliveryStore } from '#lib/engine/index.ts'
import { describeDeliveryStore } from '#tests/support/delivery-store/contract.ts'
import type { StoreHarness } from '#tests/support/delivery-store/harness.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'

async function open(): Promise<StoreHarness> {
  const clock = new FakeClock(Date.now())
  const store = new MemoryDeliveryStore({ clock })
  const instanceKey = 1
  let lanes = 0
  const inMs = (micros: number) => Math.round(micros / 1000 - clock.database())
  return {
    store,
    instanceKey,
    addLane: async (settings) => {
      lanes++
      store.setLane({ key: lanes, instanceKey, ...settings })
      return lanes
    },
    setLane: async (key, settings) => store.setLane({ key, instanceKey, ...settings }),
    setInstanceRate: async (rate) => store.setInstanceRate(instanceKey, rate),
    configVersion: async () => store.configVersion(instanceKey),
    bumpConfigVersion: async () => void store.bumpConfigVersion(instanceKey),
    hasMessage: async (id) => store.messages.has(id),
    row: async (messageId, consumer) => {
      const row = store.row(messageId, consumer)
      if (row === null) return null
      const resumeInMs = row.resumeAt === null ? null : inMs(row.resumeAt)
      return { dueInMs: inMs(row.dueAt), step: row.step, trigger: row.trigger, resumeInMs }
    },
    attemptIds: async (messageId, consumer) =>
      [...store.attempts.values()]
        .filter((attempt) => attempt.messageId === messageId && attempt.consumerKey === consumer)
        .map((attempt) => attempt.record.attemptId),
    resend: async (messageId, consumer) => store.resend(messageId, consumer),
    expunge: async (messageId) => store.expunge(messageId),
    loseHint: async (consumer) => store.loseHint(consumer),
    advance: async (ms) => clock.advance(ms),
    close: async () => {},
  }
}

describeDeliveryStore('memory', open)
