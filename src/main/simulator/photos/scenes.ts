/** How a place looks on a picture: as it was found, or after the work. */
export type Look = 'bad' | 'good'

/** What can be seen on a photo of the synthetic city, and the words by which a matter is known to be about it. */
export interface Scene {
  readonly name: string
  readonly words: RegExp
  readonly draw: (look: Look, variant: number) => string
}

const width = 960
const height = 640

const circle = (x: number, y: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`
const box = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`
const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}" ${more}/>`

const walls = ['#c97b63', '#7d8ca3', '#b5a27c', '#8aa38b', '#a3849b']

/** A row of houses with windows; at night some of them are lit. */
function houses(variant: number, isNight: boolean): string {
  return [0, 1, 2, 3, 4]
    .map((index) => {
      const tall = 150 + ((index * 73 + variant * 41) % 130)
      const x = index * 200 - 20
      const wall = walls[(index + variant) % walls.length] ?? '#888'
      const panes = Array.from({ length: 6 }, (_, pane) => {
        const isLit = isNight ? (pane + index + variant) % 3 === 0 : true
        const glass = isNight ? (isLit ? '#ffd97a' : '#27324a') : '#cfe6f5'
        return box(x + 25 + (pane % 3) * 52, 430 - tall + 24 + Math.floor(pane / 3) * 64, 30, 38, glass, 'rx="3"')
      })
      return box(x, 430 - tall, 186, tall, wall, isNight ? 'opacity="0.45"' : '') + panes.join('')
    })
    .join('')
}

function street(variant: number, isNight: boolean, content: string): string {
  const [sky, low, road] = isNight ? ['#0f1a33', '#243357', '#2b2f38'] : ['#8fc7ee', '#e4f3fb', '#7c8088']
  const sun = isNight ? circle(830, 90, 34, '#e8ecf5') : circle(120 + variant * 60, 90, 46, '#ffe08a')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs>
${box(0, 0, width, height, 'url(#sky)')}${sun}${houses(variant, isNight)}
${box(0, 430, width, 50, isNight ? '#3b4152' : '#b9bcc2')}${box(0, 480, width, 160, road)}
${[0, 1, 2, 3, 4].map((index) => box(40 + index * 200, 556, 110, 10, isNight ? '#596070' : '#f2f2ee')).join('')}
${content}</svg>`
}

const lamp: Scene['draw'] = (look, variant) => {
  const x = 300 + variant * 130
  const post = box(x, 170, 14, 310, '#4b5565') + box(x, 160, 110, 12, '#4b5565', 'rx="6"')
  const head = path(`M${x + 84} 172 h52 l12 24 h-76 z`, look === 'good' ? '#fff3c4' : '#39424f')
  const glow =
    look === 'good'
      ? path(`M${x + 84} 196 L${x - 60} 560 H${x + 280} L${x + 138} 196 z`, '#ffe9a0', 'opacity="0.32"') +
        circle(x + 110, 196, 60, '#fff3c4', 'opacity="0.5"')
      : ''
  return street(variant, true, glow + post + head)
}

const road: Scene['draw'] = (look, variant) => {
  const x = 380 + variant * 90
  const hole =
    path(`M${x - 130} 560 q60 -52 150 -34 q110 -10 140 30 q10 44 -90 56 q-150 16 -200 -52 z`, '#4a4c52') +
    path(`M${x - 90} 566 q60 -30 120 -20 q80 -4 96 22 q-40 30 -120 26 q-70 0 -96 -28 z`, '#23252a') +
    path(`M${x - 180} 540 l40 -14 l20 16 M${x + 150} 600 l52 12 l30 -10`, 'none', 'stroke="#3a3c42" stroke-width="5"')
  const patch = box(x - 150, 516, 330, 106, '#5d6067', 'rx="10"')
  const cones = [x - 190, x + 220]
    .map((at) => path(`M${at} 612 h52 l-18 -74 h-16 z`, '#e8642a') + box(at + 12, 576, 28, 10, '#fff'))
    .join('')
  return street(variant, false, look === 'good' ? patch : hole + cones)
}

const litter: Scene['draw'] = (look, variant) => {
  const x = 250 + variant * 120
  const bins = [0, 1].map(
    (index) =>
      box(x + index * 130, 360, 108, 132, index === 0 ? '#2f7d4f' : '#3b6fae', 'rx="10"') +
      box(x - 8 + index * 130, 346, 124, 22, index === 0 ? '#245f3d' : '#2d5789', 'rx="8"'),
  )
  const colours = ['#1f2430', '#e9e4d4', '#d35d4c', '#4b4f5c', '#efe07f', '#93a4b8']
  const bags = Array.from({ length: 16 }, (_, index) => {
    const at = x - 90 + ((index * 61) % 420)
    return circle(at, 484 + ((index * 37) % 70), 22 + ((index * 13) % 22), colours[index % colours.length] ?? '#333')
  })
  return street(variant, false, bins.join('') + (look === 'bad' ? bags.join('') : ''))
}

const leak: Scene['draw'] = (look, variant) => {
  const x = 420 + variant * 70
  const cover = `<ellipse cx="${x}" cy="548" rx="74" ry="24" fill="#3a3d45"/><ellipse cx="${x}" cy="544" rx="62" ry="18" fill="#565a64"/>`
  const water =
    `<ellipse cx="${x}" cy="566" rx="360" ry="62" fill="#5fa8d3" opacity="0.85"/><ellipse cx="${x - 40}" cy="560" rx="190" ry="26" fill="#a7d3ee" opacity="0.8"/>` +
    [-40, 0, 40]
      .map((at) =>
        path(
          `M${x + at} 540 q${at} -110 ${at * 2} -20`,
          'none',
          'stroke="#bfe3f7" stroke-width="10" stroke-linecap="round"',
        ),
      )
      .join('')
  return street(variant, false, look === 'bad' ? water + cover : cover)
}

const tree: Scene['draw'] = (look, variant) => {
  const x = 260 + variant * 140
  const crown = (cx: number, cy: number): string =>
    circle(cx, cy, 84, '#3f8f4f') + circle(cx - 70, cy + 34, 62, '#347a43') + circle(cx + 72, cy + 30, 66, '#4aa05a')
  const standing = box(x, 330, 30, 150, '#7a5230') + crown(x + 15, 270)
  const fallen =
    box(x, 430, 30, 50, '#7a5230') +
    `<g transform="rotate(76 ${x + 20} 500)">${box(x + 5, 330, 28, 180, '#7a5230')}${crown(x + 20, 270)}</g>`
  const stump = box(x, 446, 34, 34, '#7a5230') + circle(x + 17, 446, 17, '#c99b6d')
  return street(variant, false, look === 'bad' ? fallen : variant % 2 === 0 ? standing : stump)
}

const car = (x: number, y: number, paint: string): string =>
  path(`M${x} ${y} q10 -44 60 -48 l30 -36 h110 l44 38 q50 4 54 46 v26 h-298 z`, paint) +
  path(`M${x + 102} ${y - 50} l18 -24 h42 v24 z M${x + 172} ${y - 50} v-24 h28 l28 24 z`, '#dbeaf5') +
  circle(x + 66, y + 26, 28, '#1f2329') +
  circle(x + 232, y + 26, 28, '#1f2329') +
  circle(x + 66, y + 26, 12, '#9aa3af') +
  circle(x + 232, y + 26, 12, '#9aa3af')

const parking: Scene['draw'] = (look, variant) => {
  const sign =
    box(820, 300, 12, 180, '#6b7280') +
    circle(826, 290, 44, '#2456a6') +
    path('M800 264 l52 52 M852 264 l-52 52', 'none', 'stroke="#d93a2b" stroke-width="10"')
  const paints = ['#b83a3a', '#3a5fb8', '#6f7a87', '#d9a441']
  const cars = [0, 1].map((index) =>
    car(90 + index * 350 + variant * 20, 470, paints[(index + variant) % paints.length] ?? '#555'),
  )
  return street(variant, false, (look === 'bad' ? cars.join('') : '') + sign)
}

const heating: Scene['draw'] = (look, variant) => {
  const wall = ['#efe6d8', '#e3ebe9', '#ece3e8'][variant % 3] ?? '#eee'
  const degrees = look === 'bad' ? 0.3 : 0.7
  const warm = look === 'bad' ? '#4f86c6' : '#d9482f'
  const ribs = Array.from({ length: 9 }, (_, index) =>
    box(
      250 + index * 46,
      360,
      36,
      190,
      look === 'bad' ? '#dfe3e8' : '#fbeee4',
      'rx="16" stroke="#aab2bd" stroke-width="3"',
    ),
  )
  const waves =
    look === 'good'
      ? [0, 1, 2]
          .map((index) =>
            path(
              `M${330 + index * 120} 340 q-24 -40 0 -70 q24 -34 0 -66`,
              'none',
              'stroke="#e88b5a" stroke-width="9" stroke-linecap="round"',
            ),
          )
          .join('')
      : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${box(0, 0, width, height, wall)}${box(0, 570, width, 70, '#b08a5e')}${box(180, 70, 420, 230, look === 'bad' ? '#c4d7e6' : '#d9ecf7', 'stroke="#fff" stroke-width="16"')}${box(384, 70, 12, 230, '#fff')}
${ribs.join('')}${box(236, 380, 440, 12, '#aab2bd')}${waves}
${box(770, 120, 70, 330, '#fff', 'rx="35" stroke="#9aa3af" stroke-width="6"')}${box(797, 150 + 230 * (1 - degrees), 16, 230 * degrees + 30, warm, 'rx="8"')}${circle(805, 410, 30, warm)}</svg>`
}

/** The first whose words stand in a matter is what its photo shows; most matters have none. */
export const scenes: readonly Scene[] = [
  { name: 'lamp', words: /路灯|照明|street ?light|lamp/i, draw: lamp },
  { name: 'heating', words: /暖气|暖|供热|heating|radiator/i, draw: heating },
  { name: 'tree', words: /树|绿化|绿地|枝|tree|branch/i, draw: tree },
  { name: 'road', words: /坑|路面|道路破损|塌陷|人行道|盲道|pothole|pavement|sidewalk/i, draw: road },
  { name: 'litter', words: /垃圾|脏乱|堆物|废弃|litter|garbage|rubbish/i, draw: litter },
  { name: 'leak', words: /漏水|积水|管道|井盖|污水|堵塞|渗水|leak|flood|drain|sewer/i, draw: leak },
  { name: 'parking', words: /违法停车|停车|占道|共享单车|通道占用|parking|parked/i, draw: parking },
]
