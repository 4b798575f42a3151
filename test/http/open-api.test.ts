import { beforeAll, describe, expect, test } from 'vitest'
import { commandFields, commandNames } from '../../src/core/work-order/fields.ts'
import { refusalCodes } from '../../src/core/refusal.ts'
import { httpProblems } from '../../src/http/problem-words.ts'
import { statusOf } from '../../src/http/refusal-status.ts'
import { resourceOf } from '../../src/http/routes/commands.ts'
import { openApiHouse, type ApiHouse } from './support/api-house.ts'

let house: ApiHouse
// oxlint-disable-next-line typescript/no-explicit-any
let document: any

beforeAll(async () => {
  house = await openApiHouse()
  document = (await house.get('/openapi.json')).json
})

test('it is OpenAPI 3.1 of this interface', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.servers).toEqual([{ url: '/api/v1' }])
})

test.each(commandNames)('%s is described by its table', (name) => {
  const operation = document.paths[`/requests/{number}/${resourceOf(name)}`].post
  const { schema } = operation.requestBody?.content['application/json'] ?? { schema: undefined }
  expect(operation.operationId).toBe(name)
  expect(schema.additionalProperties).toBe(false)
  expect(Object.keys(schema.properties)).toEqual(Object.keys(commandFields[name]))
})

test('operations have names of their own', () => {
  const ids = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap((methods) => Object.values(methods))
    .map((operation) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(commandNames.length + 10)
})

test('what is described is there', async () => {
  for (const [path, methods] of Object.entries(document.paths as Record<string, object>)) {
    for (const method of Object.keys(methods)) {
      const reply = await house.call(method.toUpperCase(), path.replace('{number}', '26112200000010'), { token: 'x' })
      // An article that is not there is not there; an address that is not there says so in another way.
      expect({ path, code: reply.json.code }).not.toEqual({ path, code: 'page_not_found' })
      expect(reply.status).not.toBe(405)
    }
  }
})

describe('problems', () => {
  test.each(Object.entries(httpProblems))('%s has words in both languages', (_, { status, words }) => {
    expect(status).toBeGreaterThanOrEqual(400)
    for (const sentence of [...words['zh-CN'], ...words.en]) expect(sentence.length).toBeGreaterThan(3)
  })

  test('a refusal is never a fault of the server', () => {
    for (const code of refusalCodes) expect([403, 404, 409, 413, 415, 422, 429]).toContain(statusOf({ code }))
  })

  test('interface and city never use one code for two things', () => {
    for (const code of Object.keys(httpProblems)) expect(refusalCodes).not.toContain(code)
  })
})

test('the catalogue, units and areas are everybody’s', async () => {
  const catalogue = await house.get('/catalogue')
  expect(catalogue.json.version).toBe('tiny-catalogue-1')
  expect((await house.get('/units')).json.units).toHaveLength(house.app.rulebook.pack.units.length)
  expect((await house.get('/areas')).json.areas[0]).toMatchObject({ code: 'A' })
  expect(catalogue.headers.get('cache-control')).toContain('public')
})
