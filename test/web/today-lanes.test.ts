import { describe, expect, it } from 'vitest'
import { HOUR } from '../../src/core/time.ts'
import { missingIn } from '../../src/web/desk/case/close-missing.tsx'
import { nextClock } from '../../src/web/desk/case/order-clock.ts'
import { placeWords } from '../../src/web/desk/case/place-words.ts'
import { inOrder, laneOf, nextDue, type Lane } from '../../src/web/desk/today/lanes.ts'

const order = {
  state: 'signed',
  firstContactAt: null,
  isOnLedger: false,
  waits: [],
  assists: 0,
} as const

describe('lanes of the day', () => {
  it('asks for a contact first, whatever else was asked for', () => {
    expect(laneOf(order)).toBe('contact')
    expect(laneOf({ ...order, state: 'dispatched', waits: ['extension'] })).toBe('contact')
    expect(laneOf({ ...order, state: 'in_handling', firstContactAt: 1 })).toBe('site')
  })

  it('waits where somebody else has the next step', () => {
    const contacted = { ...order, state: 'in_handling', firstContactAt: 1 } as const
    expect(laneOf({ ...contacted, waits: ['ledger'] })).toBe('waiting')
    expect(laneOf({ ...contacted, assists: 1 })).toBe('waiting')
    for (const state of ['replied', 'objection_review', 'termination_review'] as const)
      expect(laneOf({ ...order, state })).toBe('waiting')
    expect(laneOf({ ...order, isOnLedger: true })).toBe('waiting')
  })

  it('takes the clock that runs out next, and never one after the handling', () => {
    const clocks = {
      dispatchedAt: 0,
      signingDueAt: HOUR,
      signedAt: null,
      firstContactDueAt: 2 * HOUR,
      firstContactAt: null,
      dueAt: 10 * HOUR,
    }
    expect(nextClock(clocks)).toEqual({ name: 'signing', from: 0, dueAt: HOUR })
    expect(nextClock({ ...clocks, signedAt: 1 }).name).toBe('firstContact')
    expect(nextClock({ ...clocks, signedAt: 1, firstContactAt: 1 }).name).toBe('handling')
    expect(nextClock({ ...clocks, signingDueAt: 12 * HOUR, firstContactDueAt: 11 * HOUR }).name).toBe('handling')
  })

  it('puts what came back first in its lane, and what is due next on the card', () => {
    const line = (dueAt: number, isBack: boolean, lane: Lane = 'contact') => ({
      lane,
      isBack,
      clock: { name: 'handling', from: 0, dueAt } as const,
    })
    const [soon, back, waiting] = [line(5, false), line(9, true), line(1, false, 'waiting')]
    expect([soon, back].toSorted(inOrder)).toEqual([back, soon])
    expect(nextDue([waiting, back, soon])).toBe(soon)
    expect(nextDue([waiting])).toBeUndefined()
  })
})

describe('what a reply still lacks', () => {
  const text = (typed: Readonly<Record<string, string>>) => (name: string) => typed[name] ?? ''

  it('names all of it, and nothing once it is there', () => {
    expect(missingIn(text({}), 0, true)).toEqual(['outcome', 'proof', 'result', 'public', 'informed'])
    const whole = { solved: 'yes', result: 'a', publicReply: 'b', requesterInformed: 'yes' }
    expect(missingIn(text(whole), 1, true)).toEqual([])
    expect(missingIn(text({ ...whole, evidence: 'doc-1' }), 0, true)).toEqual([])
  })

  it('asks why where it is not solved, and that the citizen was told where one can be told', () => {
    const half = { solved: 'partly', result: 'a', publicReply: 'b', requesterInformed: 'no' }
    expect(missingIn(text(half), 1, true)).toEqual(['reason', 'informed'])
    expect(missingIn(text({ ...half, unsolvedReason: 'weather' }), 1, false)).toEqual([])
  })
})

it('says a place once', () => {
  expect(placeWords('东区临河街道', '临河街道')).toBe('东区临河街道')
  expect(placeWords('东区临河街道', '桥头8号')).toBe('东区临河街道 · 桥头8号')
  expect(placeWords('', '')).toBe('')
})
