// Builds what pages load: one stylesheet, fonts, icons, and small scripts.
//   node build.mjs OUT        (script/build-frontend calls it)
import { compile } from 'sass'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const out = process.argv[2]
const modules = 'node_modules'
const templates = '../src/alongside/web'
const faces = [
  ['@fontsource-variable/ibm-plex-sans', ['index.css'], /-(latin|latin-ext|cyrillic|greek|vietnamese)-wght/],
  ['@fontsource/ibm-plex-sans-arabic', ['400.css', '600.css', '700.css'], /-arabic-arabic-/],
]

// Borrowed controls write sides and a few colours as plain values: sides become logical ones, so that a
// right-to-left page needs no second sheet, and colours become our tokens.
const sides = [
  [/\b(margin|padding)-left(?=:)/g, '$1-inline-start'],
  [/\b(margin|padding)-right(?=:)/g, '$1-inline-end'],
  [/\bborder-left(?=[-:])/g, 'border-inline-start'],
  [/\bborder-right(?=[-:])/g, 'border-inline-end'],
  [/(?<=[{;])left:/g, 'inset-inline-start:'],
  [/(?<=[{;])right:/g, 'inset-inline-end:'],
  [/text-align:left/g, 'text-align:start'],
  [/text-align:right/g, 'text-align:end'],
]
const tokens = {
  '#0b0c0c': 'ink', '#fff': 'surface', '#ffffff': 'surface', '#f3f3f3': 'sunken', '#cecece': 'line',
  '#858686': 'line-strong', '#1a65a6': 'pine', '#ca3535': 'late', '#0f7a52': 'pine', '#f4f8fb': 'paper',
  '#1d70b8': 'pine', '#484949': 'ink-2',
}

function borrowed() {
  let css = compile('base.scss', { loadPaths: [modules], style: 'compressed', quietDeps: true }).css
  css = css.replace(/var\((--govuk-[a-z-]+),\s*#[0-9a-f]{3,8}\)/gi, 'var($1)')
  for (const [from, to] of sides) css = css.replace(from, to)
  return css.replace(/#[0-9a-f]{3,8}\b/gi, (hex) => (tokens[hex.toLowerCase()] ? `var(--${tokens[hex.toLowerCase()]})` : hex))
}

function fonts() {
  let css = ''
  for (const [folder, sheets, wanted] of faces) {
    for (const sheet of sheets) {
      const text = readFileSync(join(modules, folder, sheet), 'utf8')
      for (const face of text.match(/@font-face\s*{[^}]+}/g)) {
        const file = face.match(/files\/([\w-]+\.woff2)/)[1]
        if (!wanted.test(file)) continue
        copyFileSync(join(modules, folder, 'files', file), join(out, 'fonts', file))
        css += face.replace(/src:[^;]*;/, `src:url(fonts/${file}) format("woff2");`).replace(/\s+/g, ' ')
      }
    }
  }
  return css
}

function ours() {
  const names = readdirSync('styles').filter((name) => name.endsWith('.css')).sort()
  return names.map((name) => readFileSync(join('styles', name), 'utf8')).join('\n')
}

// Every icon that a template or a Python file of the web names; the inside of its SVG only.
function icons() {
  const found = new Set()
  const look = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && !['built', 'locale', '__pycache__'].includes(entry.name)) look(path)
      else if (/\.(html|py)$/.test(entry.name)) {
        const text = readFileSync(path, 'utf8')
        for (const match of text.matchAll(/\bicon[ (=:]+"([a-z0-9-]+)"/g)) found.add(match[1])
        for (const match of text.matchAll(/Room\("[^"]+", "([a-z0-9-]+)"/g)) found.add(match[1])
      }
    }
  }
  look(templates)
  const inside = {}
  for (const name of [...found].sort()) {
    const svg = readFileSync(join(modules, 'lucide-static/icons', `${name}.svg`), 'utf8')
    inside[name] = svg.replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '').replace(/\s+/g, ' ').trim()
  }
  return inside
}

rmSync(out, { recursive: true, force: true })
mkdirSync(join(out, 'fonts'), { recursive: true })
writeFileSync(join(out, 'alongside.css'), [fonts(), borrowed(), ours()].join('\n'))
writeFileSync(join(out, 'icons.json'), JSON.stringify(icons()))
copyFileSync(join(modules, 'htmx.org/dist/htmx.min.js'), join(out, 'htmx.min.js'))
for (const name of readdirSync('scripts')) copyFileSync(join('scripts', name), join(out, name))
