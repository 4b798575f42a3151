import { describe, expect, test } from 'vitest'
import { checkInput } from '../../../src/core/text/check-input.ts'
import { commandFields } from '../../../src/core/work-order/fields.ts'
import { tinyCity } from '../../support/tiny-city.ts'

const rules = { phones: tinyCity, controls: 'refuse' } as const
const reply = { result: '已处理', publicReply: '已处理', solved: 'yes', requesterInformed: true }

describe('what the journal keeps for ever', () => {
  test.each(['张小满', '13800138000', '+86 138 0013 8000'])('takes no %s as evidence', (item) => {
    const checked = checkInput(commandFields.reply, { ...reply, evidence: ['photo-1', item] }, rules)
    expect(checked).toMatchObject({ ok: false, problems: [{ code: 'personal_data', field: 'evidence.1' }] })
  })

  test.each(['photo-1', '京政字〔2026〕12号', 'https://example.org/proof/1', 'a3f5'.repeat(16)])('takes %s', (item) => {
    expect(checkInput(commandFields.reply, { ...reply, evidence: [item] }, rules)).toMatchObject({ ok: true })
  })

  test('takes an account as handler, and no phone number', () => {
    expect(checkInput(commandFields.assignHandler, { handler: 'river-handler-3' }, rules)).toMatchObject({ ok: true })
    expect(checkInput(commandFields.assignHandler, { handler: '13800138000' }, rules)).toMatchObject({
      ok: false,
      problems: [{ code: 'personal_data', field: 'handler' }],
    })
  })
})
