import { expect, it } from 'vitest'
import { readOpenApi } from '#lib/domain/event-types/import-openapi.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** A document with one webhook of this schema. */
function documentOf(schema: object, schemas: Readonly<Record<string, object>> = {}) {
  const post = { requestBody: { content: { 'application/json': { schema } } } }
  return { openapi: '3.1.0', webhooks: { 'invoice.paid': { post } }, components: { schemas } }
}

it('a schema is read with its references written out', () => {
  const schemas = { Invoice: { type: 'object', properties: { id: ref('Id') } }, Id: { type: 'string' } }
  const [type] = readOpenApi(documentOf(ref('Invoice'), schemas))
  expect(type).toMatchObject({ name: 'invoice.paid' })
  expect(type?.schemas).toEqual({ 1: { type: 'object', properties: { id: { type: 'string' } } } })
})

it('a schema that refers to itself ends somewhere', () => {
  const schemas = { Node: { type: 'object', properties: { child: ref('Node') } } }
  const [type] = readOpenApi(documentOf(ref('Node'), schemas))
  expect(JSON.stringify(type?.schemas).split('child').length).toBeLessThan(10)
})

it('a document whose references multiply is refused', () => {
  const many = (name: string) => ({ anyOf: Array.from({ length: 40 }, () => ref(name)) })
  const schemas = { A: many('B'), B: many('C'), C: many('D'), D: many('E'), E: { type: 'string' } }
  expect(() => readOpenApi(documentOf(ref('A'), schemas))).toThrow('comes to too much')
})
