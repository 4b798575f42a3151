import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const parent = mkdtempSync(join(tmpdir(), 'usage-'))
const dataDir = join(parent, 'data')
afterAll(() => rmSync(parent, { recursive: true, force: true }))

function call(words: string, language: string): { code: number | null; out: string; said: string } {
  const cli = join(import.meta.dirname, '../../src/main/cli.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words.split(' ').filter(Boolean)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, OPEN12345_LANG: language },
  })
  return { code: status, out: stdout, said: stderr }
}

const wrong = [
  'nonsense',
  'toString',
  'city check',
  'token create --days',
  'token revoke',
  'import records.csv',
  'import records.csv --frob',
  'simulate --days x',
  'simulate sometimes',
  'score --period 2026-13',
  'verify --from 2026-11-02 --to 2026-11-01',
  'backup',
  'restore one two',
  'database --hold=yes',
  'doctor --frob',
]

describe('wrong usage', () => {
  it.each(wrong)('%s: exit 2, a sentence in either language, and nothing is made', (words) => {
    const [zh, en] = [call(words, 'zh'), call(words, 'en')]
    expect([zh.code, en.code]).toEqual([2, 2])
    const [first = '', sentence = ''] = [zh.said, en.said].map((said) => said.split('\n')[0])
    expect(first).toMatch(/\p{Script=Han}/u)
    expect(sentence).toMatch(/^[\p{ASCII}]+$/u)
    expect(zh.out + en.out).toBe('')
    expect(existsSync(dataDir)).toBe(false)
  })

  it('of an option names the option and how the command is called', () => {
    expect(call('database --frob', 'en').said).toBe('There is no option --frob\nUsage: database [--hold]\n')
    expect(call('verify --from', 'zh').said).toBe(
      '选项 --from 缺少取值，或不应有取值\n用法：verify [--from DAY|NUMBER] [--to DAY|NUMBER]\n',
    )
  })
})
