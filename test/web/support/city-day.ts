import type { CommandInput, CommandName } from '../../../src/core/work-order/fields.ts'
import { HOUR, MINUTE } from '../../../src/core/time.ts'
import { extensionRequest, goodReply, ledgerRequest, objection } from '../../support/flow.ts'
import { hotline, of, system } from '../../support/world.ts'
import type { Site } from './site.ts'

const lead = of('east-river')
const dispatcher = hotline('dispatcher')

/** A day in the tiny city: something in every queue, so that pages have something to show. */
export async function liveADay({ house }: Site): Promise<void> {
  const dispatched = async (matter: string): Promise<string> => {
    const number = await house.register({ matter })
    await house.run(number, dispatcher, 'dispatch', {})
    return number
  }
  const handled = async (matter: string): Promise<string> => {
    const number = await dispatched(matter)
    await house.run(number, lead, 'sign', {})
    await house.run(number, lead, 'recordContact', { means: 'phone', reached: true })
    return number
  }
  const then = async <N extends CommandName>(number: string, name: N, input: CommandInput<N>): Promise<string> => {
    await house.run(number, lead, name, input)
    return number
  }
  await house.register({ matter: '说不清是什么事', serviceCode: null })
  await house.register({ matter: '河边的垃圾三天没人清' })
  const parent = await dispatched('东河路停水，整栋楼都没有水')
  for (const matter of ['东河路停水了', '没有水', '水龙头没水']) {
    await house.run(await house.register({ matter }), dispatcher, 'merge', { parent })
  }
  const redirected = await house.register({ matter: '和邻居的合同纠纷' })
  await house.run(redirected, hotline('intake_agent'), 'proposeRedirect', { disposition: 'legal-route' })
  const consulted = await house.register({ matter: '两条街交界处的垃圾' })
  await house.run(consulted, dispatcher, 'openConsultation', { units: ['market'], note: '' })
  await dispatched('路灯坏了')
  await handled('人行道有个坑')
  await then(await dispatched('工地夜里施工'), 'object', objection)
  await then(await handled('老楼加装电梯'), 'requestExtension', extensionRequest(1))
  await then(await handled('停车位不够'), 'requestLedger', ledgerRequest)
  await then(await handled('垃圾桶满了'), 'reply', goodReply)
  const asked = await then(await handled('井盖松了'), 'reply', goodReply)
  house.wait(Math.max(0, ((await house.request(asked)).callbackDueAt ?? 0) - house.app.clock.now()))
  await house.run(asked, system, 'openCallback', {})
  const closed = await then(await handled('广告贴满了墙'), 'reply', goodReply)
  house.wait(3 * HOUR + MINUTE)
  await house.run(closed, system, 'openCallback', {})
  await house.run(closed, hotline('callback_agent'), 'recordCallback', {
    contacted: true,
    resolved: false,
    satisfaction: 'dissatisfied',
  })
}
