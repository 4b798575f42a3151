import { useKeys } from '../../kit/keys.tsx'
import { usePage } from '../../kit/use-page.ts'
import { firstAnswer } from './answer-box.tsx'
import { nextNear } from './near-box.tsx'
import type { CallService, NearMatter } from './suggestions.ts'
import { focusField, type CallDesk } from './use-call-desk.ts'

interface CallKeys {
  readonly desk: CallDesk
  readonly services: readonly CallService[]
  readonly near: readonly NearMatter[]
  readonly mayAnswer: boolean
}

/** The whole desk by keys. */
export function useCallKeys({ desk, services, near, mayAnswer }: CallKeys): void {
  const { say } = usePage()
  const { values, set, save } = desk
  const take = (index: number) => ({
    keys: `alt+${index + 1}`,
    words: say('calls.key.take', { place: index + 1 }),
    run: () => set({ serviceCode: services[index]?.code ?? '', serviceName: services[index]?.name ?? '' }),
    isOff: services[index] === undefined,
  })
  useKeys([
    take(0),
    take(1),
    take(2),
    { keys: 'alt+0', words: say('calls.service.later'), run: () => set({ serviceCode: '', serviceName: '' }) },
    { keys: 'alt+p', words: say('calls.phone'), run: () => focusField('phone') },
    { keys: 'alt+n', words: say('calls.matter'), run: () => focusField('matter') },
    { keys: 'alt+a', words: say('calls.area'), run: () => focusField('areaCode') },
    { keys: 'alt+u', words: say('calls.level'), run: () => focusField('level') },
    { keys: 'alt+k', words: say('calls.answers'), run: () => document.getElementById(firstAnswer)?.focus() },
    {
      keys: 'alt+m',
      words: say('calls.key.merge'),
      run: () => set({ mergeInto: nextNear(near, values.mergeInto) }),
      isOff: near.length === 0 && values.mergeInto === '',
    },
    {
      keys: 'alt+s',
      words: say('calls.key.secret'),
      run: () => set({ confidentiality: values.confidentiality === 'secret' ? 'normal' : 'secret' }),
    },
    {
      keys: 'alt+d',
      words: say('calls.answered'),
      run: () => save('answer'),
      isOff: !mayAnswer || values.article === '',
    },
    { keys: 'mod+enter', words: say('calls.save'), run: () => save('register') },
    { keys: 'escape', words: say('calls.key.back'), run: () => focusField('matter') },
  ])
}
