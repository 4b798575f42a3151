import { hash } from 'node:crypto'
import { execute } from '../../../actions/execute.ts'
import { stageFile } from '../../../actions/stage-file.ts'
import type { App } from '../../../actions/app.ts'
import type { Actor } from '../../../core/permission/roles.ts'
import type { AttachmentKind } from '../../../core/work-order/attachment.ts'
import type { Command } from '../../../core/work-order/decide.ts'
import type { ServiceRequest } from '../../../core/work-order/service-request.ts'
import type { RequestType } from '../../../core/work-order/states.ts'
import type { Images } from '../../../insight/file/picture.ts'
import { requestView } from '../../../store/read/request-view.ts'
import type { Chance } from '../chance.ts'
import { scenes, type Look, type Scene } from './scenes.ts'

/** Takes pictures in a synthetic city: drawings, that its pages have something to show. */
export interface Photographer {
  /** What the caller sends along; the request as it stands then. */
  ofCitizen(request: ServiceRequest, matter: string): Promise<ServiceRequest>
  /** How it was and how it is, before a unit tells what it did. */
  ofWork(number: string, actor: Actor, command: Command): Promise<void>
}

const variants = 3
const citizensWithPhoto = { web: 0.9, phone: 0.4 } as const
/** What a caller has stood before; a question needs no picture. */
const seen: readonly RequestType[] = ['complaint', 'assistance', 'report']
const repliesWithPhoto = 0.75

/** Chance is asked by number and purpose, so nobody else's life changes by what is photographed. */
export function createPhotographer(app: App, chance: Chance): Photographer {
  const studio: App = { ...app, files: { ...app.files, images: rememberingImages(app.files.images) } }
  const drawn = new Map<string, Promise<Buffer>>()

  const draw = async (scene: Scene, look: Look, variant: number): Promise<Buffer> => {
    const { default: sharp } = await import('sharp')
    return sharp(Buffer.from(scene.draw(look, variant)))
      .jpeg({ quality: 84 })
      .toBuffer()
  }
  const picture = (scene: Scene, look: Look, number: string): Promise<Buffer> => {
    const variant = Math.floor(chance.draw('variant', number) * variants)
    const key = `${scene.name} ${look} ${variant}`
    const known = drawn.get(key) ?? draw(scene, look, variant)
    drawn.set(key, known)
    return known
  }
  const attach = async (
    number: string,
    actor: Actor,
    kind: AttachmentKind,
    bytes: Buffer,
  ): Promise<ServiceRequest | null> => {
    const staged = await stageFile(studio, bytes, false)
    if (!staged.ok) return null
    const outcome = await execute(studio, actor, number, { name: 'attach', input: { files: [staged.key], kind } })
    return outcome.ok ? outcome.request : null
  }

  return {
    ofCitizen: async (request, matter) => {
      const { number, channel, requestType } = request
      const scene = sceneOf(matter)
      const share = citizensWithPhoto[channel === 'web' ? 'web' : 'phone']
      if (!scene || !seen.includes(requestType) || chance.draw('photo', number) > share) return request
      const actor: Actor =
        channel === 'web'
          ? { id: 'requester', role: 'requester', requestNumber: number }
          : { id: 'intake_agent-1', role: 'intake_agent' }
      return (await attach(number, actor, 'citizen', await picture(scene, 'bad', number))) ?? request
    },
    ofWork: async (number, actor, command) => {
      if (command.name !== 'reply' || chance.draw('work photo', number) > repliesWithPhoto) return
      const scene = sceneOf(await matterOf(app, number))
      if (!scene) return
      await attach(number, actor, 'before', await picture(scene, 'bad', `${number} before`))
      const look = command.input.solved === 'yes' ? 'good' : 'bad'
      await attach(number, actor, 'after', await picture(scene, look, `${number} before`))
    },
  }
}

async function matterOf(app: App, number: string): Promise<string> {
  const view = await requestView(app.store, number)
  return view ? `${view.title} ${view.matter}` : ''
}

const sceneOf = (matter: string): Scene | undefined => scenes.find(({ words }) => words.test(matter))

/** There are only so many drawings: each is made harmless once. */
function rememberingImages(images: Images): Images {
  const known = new Map<string, ReturnType<Images['reEncode']>>()
  return {
    reEncode: (bytes, kind) => {
      const key = hash('sha256', bytes)
      const made = known.get(key) ?? images.reEncode(bytes, kind)
      known.set(key, made)
      return made
    },
  }
}
