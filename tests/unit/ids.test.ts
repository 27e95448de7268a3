import { TypeID } from 'typeid-js'
import { describe, expect, test } from 'vitest'
import { formatId, ID_PREFIX, type IdKind, newUuid, parseId, uuidTime } from '#lib/domain/ids.ts'

function isKind(kind: string): kind is IdKind {
  return kind in ID_PREFIX
}

describe('ids', () => {
  test('every kind of id reads back to the uuid it was made from', () => {
    for (const kind of Object.keys(ID_PREFIX).filter(isKind)) {
      const uuid = newUuid()
      expect(parseId(kind, formatId(kind, uuid))).toBe(uuid)
    }
  })

  test('ids are spelled as the TypeID library spells them', () => {
    const edges = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
    for (const uuid of [...edges, ...Array.from({ length: 500 }, (_, n) => newUuid(n * 561_000_017))]) {
      expect(formatId('message', uuid)).toBe(TypeID.fromUUID('msg', uuid).toString())
    }
    expect(() => formatId('message', 'not-a-uuid')).toThrow()
  })

  test('an id of another kind, a bare uuid and nonsense are not ids', () => {
    const uuid = newUuid()
    for (const text of [formatId('consumer', uuid), uuid, 'msg_', 'msg_zzz', 'msg_8zzzzzzzzzzzzzzzzzzzzzzzzz', '']) {
      expect(parseId('message', text)).toBeNull()
    }
  })

  test('ids made within one millisecond sort in the order they were made', () => {
    const ids = Array.from({ length: 2000 }, () => newUuid(1_795_000_000_000))
    expect([...ids].sort()).toEqual(ids)
  })

  test('an id carries the millisecond it was made at, and its version', () => {
    const uuid = newUuid(1_795_444_318_204)
    expect(uuidTime(uuid)).toBe(1_795_444_318_204)
    expect(uuid[14]).toBe('7')
  })
})
