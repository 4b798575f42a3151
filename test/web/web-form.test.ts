import { describe, expect, it } from 'vitest'
import { intakeOfWebForm, type WebReport } from '../../src/channels/web-form.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { tinyCity } from '../support/tiny-city.ts'

const rulebook = createRulebook(tinyCity)
const report = (more: Partial<WebReport> = {}): WebReport => ({
  formKey: 'k'.repeat(22),
  language: 'zh-CN',
  requestType: 'complaint',
  matter: '楼下路灯不亮',
  district: 'A1',
  street: '',
  address: '临河路8号',
  confidentiality: 'normal',
  name: '',
  phone: '13800138000',
  door: '',
  ...more,
})
const read = (more: Partial<WebReport> = {}) => {
  const reading = intakeOfWebForm(report(more), rulebook)
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals))
  return reading.intake
}
const refused = (more: Partial<WebReport>) => {
  const reading = intakeOfWebForm(report(more), rulebook)
  return reading.ok ? [] : reading.refusals.map(({ code, field }) => `${field}: ${code}`)
}

describe('a citizen’s form', () => {
  it('becomes an intake that is classified later, and is registered once by its key', () => {
    expect(read()).toMatchObject({
      channel: 'web-form',
      messageId: 'k'.repeat(22),
      serviceCode: null,
      level: null,
      areaCode: 'A1',
      requester: { phone: '+8613800138000' },
    })
  })

  it('masks the working text and keeps the own words', () => {
    const intake = read({
      matter: '我叫王小明，电话13800138000，路灯不亮',
      name: '王小明',
      address: '临河路3号楼2单元501室',
    })
    expect(intake.matter).toBe('我叫***，电话***，路灯不亮')
    expect(intake.ownWords).toContain('王小明')
    expect(intake.place.text).not.toContain('501')
  })

  it('keeps no name and no phone of an anonymous requester, whatever was typed', () => {
    const intake = read({ confidentiality: 'anonymous', name: '王小明', phone: 'nonsense' })
    expect(intake.requester).toBeNull()
  })

  it.each([
    ['临河', 'A11'],
    ['东区 临河', 'A11'],
    ['East Hill', 'A12'],
    ['  临河  ', 'A11'],
  ])('finds the street area of %j', (street, code) => {
    expect(read({ district: '', street }).areaCode).toBe(code)
  })

  it('says everything that is wrong, in the order of the form', () => {
    expect(refused({ matter: ' \n', requestType: 'x', district: '', address: '', phone: '' })).toEqual([
      'matter: required',
      'requestType: not_a_choice',
      'district: required',
      'phone: required',
    ])
  })

  it.each([
    [{ street: '没有的街道' }, 'street: area_not_found'],
    [{ district: 'A2', street: '临河' }, 'street: area_not_found'],
    [{ district: 'A11' }, 'district: area_not_found'],
    [{ phone: '1380013800O' }, 'phone: phone'],
    [{ confidentiality: '' }, 'confidentiality: not_a_choice'],
    [{ matter: '字'.repeat(2001) }, 'matter: too_long'],
    [{ matter: '\ud800x' }, 'matter: ill_formed_unicode'],
    [{ address: '路'.repeat(201) }, 'address: too_long'],
  ])('refuses %j', (more, expected) => {
    expect(refused(more)).toEqual([expected])
  })

  it('frees a paste of control characters', () => {
    expect(read({ matter: '路灯\u0000不亮\u0007' }).ownWords).toBe('路灯不亮')
  })
})
