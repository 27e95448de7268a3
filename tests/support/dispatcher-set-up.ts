import { newUuid } from '#lib/domain/ids.ts'
import {
  createDispatcher,
  createPublisher,
  type DeliveryConsumer,
  type DispatcherOptions,
  MemoryDeliveryStore,
  type Trigger,
} from '#lib/engine/index.ts'
import { buildConsumer, buildPublication } from './delivery-factories.ts'
import { FakeClock } from './fake-clock.ts'
import { ScriptedSender } from './scripted-sender.ts'

/** A dispatcher that runs on a fake clock, with a store in memory and consumers that a script answers for. */
export function setUpDispatcher(over: Partial<DispatcherOptions> = {}) {
  const clock = new FakeClock()
  const store = new MemoryDeliveryStore({ clock })
  const sender = new ScriptedSender()
  const consumers = new Map<number, DeliveryConsumer>()
  const errors: unknown[] = []
  const directory = { get: (key: number) => consumers.get(key), reload: async () => {} }
  const dispatcher = createDispatcher({
    store,
    directory,
    sender,
    sandbox: { run: () => Promise.reject(new Error('no sandbox here')), close: async () => {} },
    clock,
    version: '1.0',
    newAttemptId: newUuid,
    formatMessageId: (id) => `msg_${id}`,
    random: () => 0.5,
    onError: (error) => errors.push(error),
    ...over,
  })
  const publisher = createPublisher({ store, dispatcher, clock })
  const put = (consumer: Partial<DeliveryConsumer> & { key: number }) => {
    consumers.set(consumer.key, buildConsumer(consumer))
    store.setLane({ key: consumer.key, instanceKey: 1, rate: consumer.rate ?? null, paused: consumer.paused ?? false })
  }
  const publish = (keys: number[], count = 1, message = {}, trigger: Trigger = 'scheduled') =>
    Promise.all(
      Array.from({ length: count }, () => publisher.publish(buildPublication({ consumers: keys, message, trigger }))),
    )
  const rows = (key: number) => [...store.messages.keys()].map((id) => store.row(id, key)).filter((row) => row !== null)
  const sentTo = (key: number) => sender.sent.filter(({ consumer }) => consumer.key === key).length
  dispatcher.start()
  return { clock, store, sender, consumers, errors, directory, dispatcher, publisher, put, publish, rows, sentTo }
}
