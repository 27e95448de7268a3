import { expect, test } from 'vitest'
import {
  arrayLiteral,
  float8Array,
  int2Array,
  int4Array,
  int8Array,
  textArray,
  timestamptzArray,
  uuidArray,
} from '#lib/db/binary-array.ts'
import { createDatabase } from '#tests/support/database.ts'

const { pool } = await createDatabase()

test('Postgres reads every kind of binary array as what went in', async () => {
  const uuid = '019abc12-3456-7def-8123-456789abcdef'
  const { rows } = await pool.query(
    `select $1::int2[] as int2, $2::int4[] as int4, $3::int8[]::text[] as int8, $4::text[] as text, $5::uuid[] as uuid,
      $6::float8[] as float8, ($7::timestamptz[])[1] = timestamptz '2026-11-23 12:00:00.123456+00' as moment,
      $8::text[] = '{}'::text[] as empty, (($9::text[])[1])::text[] as ragged`,
    [
      int2Array([-1, null]),
      int4Array([2_147_483_647]),
      int8Array([Number.MAX_SAFE_INTEGER, -5]),
      textArray(['été', null, '']),
      uuidArray([uuid]),
      float8Array([0.1]),
      timestamptzArray([Date.UTC(2026, 10, 23, 12) * 1000 + 123_456]),
      textArray([]),
      textArray([arrayLiteral(['a"b\\', 'NULL', '{,}'])]),
    ],
  )
  expect(rows[0]).toEqual({
    int2: [-1, null],
    int4: [2_147_483_647],
    int8: [String(Number.MAX_SAFE_INTEGER), '-5'],
    text: ['été', null, ''],
    uuid: [uuid],
    float8: [0.1],
    moment: true,
    empty: true,
    ragged: ['a"b\\', 'NULL', '{,}'],
  })
})
