import { createAddressGuard } from '#lib/engine/address-guard.ts'
import type { DeliveryConsumer, OutgoingRequest } from '#lib/engine/index.ts'
import type { Resolve } from '#lib/engine/resolve-name.ts'

export function consumerWith(changes: Partial<DeliveryConsumer> = {}): DeliveryConsumer {
  return {
    key: 1,
    id: '01920000-0000-7000-8000-000000000001',
    instanceKey: 1,
    instanceId: '01920000-0000-7000-8000-000000000002',
    url: 'http://receiver.test/',
    eventTypes: null,
    tags: null,
    disabled: false,
    paused: false,
    rate: null,
    headers: [],
    signingKeys: [],
    svixHeaders: false,
    clientCertificate: null,
    serverCa: null,
    transformation: null,
    retrySchedule: () => [0],
    ...changes,
  }
}

export function requestTo(url: string, changes: Partial<OutgoingRequest> = {}): OutgoingRequest {
  return {
    consumer: consumerWith(),
    method: 'POST',
    url,
    headers: [['content-type', 'application/json']],
    body: '{"a":1}',
    timeoutMs: 5000,
    useClientCertificate: true,
    ...changes,
  }
}

/** Every name leads to this machine. */
export const resolveHere: Resolve = () =>
  Promise.resolve({ kind: 'addresses', addresses: [{ address: '127.0.0.1', family: 4 }] })

/** Lets requests go to this machine, and nowhere else. */
export function loopbackGuard(resolve: Resolve = resolveHere) {
  return createAddressGuard({ allowedSubnets: ['127.0.0.0/8'], resolve })
}
