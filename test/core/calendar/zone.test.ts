import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilTime, dayOf, instantAt, isTimeZone, offsetAt, startOfDay } from '../../../src/core/calendar/zone.ts'
import { HOUR } from '../../../src/core/time.ts'

const utc = (text: string) => Date.parse(`${text}Z`)
const zones = ['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC', 'Africa/Casablanca']

describe('civil time', () => {
  test.each([
    ['Asia/Shanghai', '2026-09-29 16:40', '2026-09-29T08:40'],
    // Summer time was kept in China from 1986 to 1991.
    ['Asia/Shanghai', '1986-05-03 12:00', '1986-05-03T04:00'],
    ['Asia/Shanghai', '1986-05-04 12:00', '1986-05-04T03:00'],
    ['Asia/Shanghai', '1991-07-01 08:00', '1991-06-30T23:00'],
    ['Asia/Shanghai', '1992-07-01 08:00', '1992-07-01T00:00'],
    ['America/New_York', '2026-07-04 09:30', '2026-07-04T13:30'],
    ['America/New_York', '2026-12-04 09:30', '2026-12-04T14:30'],
    ['Asia/Kathmandu', '2026-01-01 00:00', '2025-12-31T18:15'],
    ['Asia/Kathmandu', '1985-12-31 12:00', '1985-12-31T06:30'],
    ['Australia/Lord_Howe', '2026-01-15 12:00', '2026-01-15T01:00'],
    ['Australia/Lord_Howe', '2026-07-15 12:00', '2026-07-15T01:30'],
  ])('%s %s is %s UTC', (zone, wall, instant) => {
    expect(instantAt(wall.slice(0, 10), wall.slice(11), zone)).toBe(utc(instant))
    const { day, time } = civilTime(utc(instant), zone)
    expect(`${day} ${time}`).toBe(wall)
  })

  test('a time that clocks skip is the moment at which they jump', () => {
    const jumped = instantAt('1986-05-04', '02:30', 'Asia/Shanghai')
    expect(jumped).toBe(utc('1986-05-03T18:00'))
    expect(civilTime(jumped, 'Asia/Shanghai').time).toBe('03:00')
    expect(instantAt('2026-03-08', '02:30', 'America/New_York')).toBe(utc('2026-03-08T07:00'))
    expect(instantAt('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe(utc('2026-10-03T15:30'))
  })

  test('a time that comes twice is the earlier one', () => {
    expect(instantAt('2026-11-01', '01:30', 'America/New_York')).toBe(utc('2026-11-01T05:30'))
    expect(instantAt('2026-04-05', '01:45', 'Australia/Lord_Howe')).toBe(utc('2026-04-04T14:45'))
    expect(instantAt('1986-09-14', '01:30', 'Asia/Shanghai')).toBe(utc('1986-09-13T16:30'))
  })

  test('a day without midnight begins when it begins, and a day that was left out begins with the next', () => {
    expect(civilTime(startOfDay('2018-11-04', 'America/Sao_Paulo'), 'America/Sao_Paulo').time).toBe('01:00')
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toBe(startOfDay('2011-12-31', 'Pacific/Apia'))
  })

  test('24:00 is the next day’s start', () => {
    expect(instantAt('2026-10-31', '24:00', 'America/New_York')).toBe(startOfDay('2026-11-01', 'America/New_York'))
  })

  test('the change is found to the millisecond', () => {
    const change = utc('2026-03-08T07:00')
    expect(offsetAt(change - 1, 'America/New_York')).toBe(-5 * HOUR)
    expect(offsetAt(change, 'America/New_York')).toBe(-4 * HOUR)
    expect(civilTime(change - 1, 'America/New_York').millisecondOfDay).toBe(2 * HOUR - 1)
  })

  test('zones that do not exist are refused', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true)
    expect(isTimeZone('Mars/Olympus')).toBe(false)
    expect(() => offsetAt(0, 'Mars/Olympus')).toThrow(RangeError)
  })
})

describe('for any instant in any zone', () => {
  const instants = fc.integer({ min: utc('1980-01-01T00:00'), max: utc('2040-01-01T00:00') })

  test('the day and time are those of the platform', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const asked = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'short',
        }).format(instant)
        const { day, time } = civilTime(instant, zone)
        expect(`${day} ${time}`).toBe(asked)
        expect(dayOf(instant, zone)).toBe(asked.slice(0, 10))
      }),
    )
  })

  test('going to the wall and back gives the same instant, or the earlier of two that read the same', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const minute = Math.floor(instant / 60_000) * 60_000
        const { day, time } = civilTime(minute, zone)
        const back = instantAt(day, time, zone)
        expect(back).toBeLessThanOrEqual(minute)
        expect(minute - back).toBeLessThanOrEqual(HOUR)
        expect(civilTime(back, zone)).toEqual(civilTime(minute, zone))
      }),
    )
  })

  test('a later time on the wall is never an earlier instant', () => {
    const wallMinutes = fc.integer({ min: 0, max: 1440 })
    const changes = ['2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04', '1986-05-04', '1986-09-14', '2026-03-22']
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.constantFrom(...zones),
        wallMinutes,
        wallMinutes,
        (day, zone, one, other) => {
          const text = (minute: number) =>
            `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
          const [early, late] = [Math.min(one, other), Math.max(one, other)]
          expect(instantAt(day, text(early), zone)).toBeLessThanOrEqual(instantAt(day, text(late), zone))
        },
      ),
    )
  })
})
