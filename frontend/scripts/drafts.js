// Text is saved while it is typed: on the server, and encrypted on this device until the server has it.
// The device's copy survives a dead network, a closed laptop and a session that ended. Its key cannot be read out, it is
// bound to worker, case and note, and it is cleared at sign-out and when somebody else signs in. Pages work without this.
(() => {
  const NAME = 'alongside-drafts'
  const OWNER = 'writes-here' // read by keys.js as well
  const TYPING = 400 // ms after the last letter, to this device
  const PAUSE = 3000 // ms between saves to the server
  const AGAIN = 5000 // ms until a save that failed is tried again
  const bytes = (text) => new TextEncoder().encode(text)
  const zone = document.querySelector('[data-zone]')?.dataset.zone // the agency's
  const clock = (at) => new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: 'short', hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: zone,
  }).format(at)
  const ready = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  })

  // ---- the device -----------------------------------------------------------------------------------------------
  let opened
  function store() {
    opened ??= (async () => {
      if (!window.crypto?.subtle) throw new Error('no encryption outside a secure page')
      const asked = indexedDB.open(NAME, 1)
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore('keys', { keyPath: 'worker' })
        asked.result.createObjectStore('drafts', { keyPath: 'id' })
      }
      const found = await ready(asked)
      found.onversionchange = () => { found.close(); opened = undefined }
      return found
    })()
    opened.catch(() => { opened = undefined })
    return opened
  }
  const ask = async (name, mode, act) => ready(act((await store()).transaction(name, mode).objectStore(name)))

  async function keyOf(worker) {
    const kept = await ask('keys', 'readonly', (keys) => keys.get(worker))
    if (kept) return kept.key
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    await ask('keys', 'readwrite', (keys) => keys.add({ worker, key })).catch(() => {}) // another tab was first
    return (await ask('keys', 'readonly', (keys) => keys.get(worker))).key
  }
  const idOf = ({ worker, case: of, note }) => `${worker}|${of}|${note}`
  const bound = (place, revision) => bytes(`${idOf(place)}|${revision}`)

  async function keepHere(place, revision, fields) {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const key = await keyOf(place.worker)
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: bound(place, revision) }, key, bytes(JSON.stringify(fields)),
    )
    const { worker, note } = place
    await ask('drafts', 'readwrite', (drafts) => drafts.put({ id: idOf(place), worker, case: place.case, note, revision, at: Date.now(), iv, sealed }))
    localStorage.setItem(OWNER, worker)
  }

  async function found(place) {
    const draft = await ask('drafts', 'readonly', (drafts) => drafts.get(idOf(place)))
    if (!draft) return null
    try {
      const key = await keyOf(place.worker)
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: draft.iv, additionalData: bound(place, draft.revision) }, key, draft.sealed)
      return { ...draft, fields: JSON.parse(new TextDecoder().decode(plain)) }
    } catch {
      await drop(place) // its key is gone: nobody reads it any more
      return null
    }
  }
  const drop = (place) => ask('drafts', 'readwrite', (drafts) => drafts.delete(idOf(place)))

  async function clear() {
    await ask('keys', 'readwrite', (keys) => keys.clear())
    await ask('drafts', 'readwrite', (drafts) => drafts.clear())
    localStorage.removeItem(OWNER)
  }

  // ---- a form that is written ------------------------------------------------------------------------------------
  const CARRIED = ['text', 'title', 'kind', 'happened_at', 'sensitivity', 'reason']
  function fieldsOf(form) {
    const data = new FormData(form)
    const fields = Object.fromEntries(CARRIED.filter((name) => data.has(name)).map((name) => [name, data.get(name)]))
    return { ...fields, people: data.getAll('people') }
  }
  function fill(form, fields) {
    for (const name of CARRIED) if (name in fields && form.elements[name]) form.elements[name].value = fields[name]
    for (const box of form.querySelectorAll('[name=people]')) box.checked = fields.people.includes(box.value)
  }

  class Writing {
    constructor(form) {
      this.form = form
      this.place = { ...form.dataset }
      this.text = form.elements.text
      this.seen = this.serverHas = JSON.stringify(fieldsOf(form))
      this.away = false // the device has what the server lacks
      this.halted = false // conflict, or somebody else's session: no more saves
      form.addEventListener('input', () => this.typed())
      form.addEventListener('submit', (event) => this.submitted(event))
      document.addEventListener('visibilitychange', () => document.hidden && this.leave())
      window.addEventListener('pagehide', () => this.leave())
      window.addEventListener('online', () => this.push())
      this.offer()
    }

    get now() { return JSON.stringify(fieldsOf(this.form)) }
    get revision() { return Number(this.form.elements.revision.value) }
    get dirty() { return this.now !== this.serverHas }

    typed() {
      clearTimeout(this.toDevice)
      this.toDevice = setTimeout(() => this.here(), TYPING)
      this.toServer ??= setTimeout(() => this.push(), PAUSE)
    }

    async here() {
      clearTimeout(this.toDevice)
      if (!this.dirty || this.someoneElse || this.choosing) return this.away
      try {
        await keepHere(this.place, this.revision, fieldsOf(this.form))
        this.away = true
      } catch { this.away = false }
      return this.away
    }

    // One save at a time; a letter typed meanwhile is the next one's. True: the server has all of it.
    async push() {
      clearTimeout(this.toServer)
      this.toServer = undefined
      if (this.halted || this.choosing || !this.dirty) return !this.dirty
      if (this.sending) { await this.sending; return this.push() }
      this.sending = this.send()
      const saved = await this.sending
      this.sending = undefined
      if (saved && this.dirty) return this.push()
      return saved
    }

    async send(again = false) {
      const sent = this.now
      let answer
      try {
        answer = await fetch(this.form.dataset.save, { method: 'POST', body: new FormData(this.form), headers: { 'HX-Request': 'true' }, redirect: 'manual' })
      } catch { return this.failed('offline') }
      if (answer.status === 200) return this.saved(sent, await answer.json())
      if (answer.status === 401 && !(answer.headers.get('HX-Redirect'))) return this.stop('someone-else')
      if (answer.status === 401) return this.failed('signed-out')
      if (answer.status === 409) { await this.here(); this.halted = true; return this.say('newer') }
      if (answer.status === 403 && !again && await this.renewed()) return this.send(true)
      if (this.halted) return false
      const why = answer.status === 422 ? (await answer.json()).says : ''
      return this.failed('unsaved', why)
    }

    async saved(sent, { revision, says }) {
      this.form.elements.revision.value = revision
      this.serverHas = sent
      this.say('', says)
      if (this.dirty) await this.here()
      else await drop(this.place).then(() => { this.away = false }, () => {})
      return true
    }

    async failed(state, why = '') {
      await this.here()
      this.toServer ??= setTimeout(() => this.push(), AGAIN)
      return this.say(this.away ? state : 'nowhere', why)
    }

    stop(state) {
      this.halted = this.someoneElse = true
      return this.say(state)
    }

    // She signed in again in another tab: the form's token is an old one. Somebody else did: nothing is sent.
    async renewed() {
      const page = await fetch(location.href).then((answer) => answer.text(), () => '')
      const { body } = new DOMParser().parseFromString(page, 'text/html')
      const form = body.querySelector('form[data-draft]')
      if (body.dataset.worker && body.dataset.worker !== this.place.worker) return this.stop('someone-else')
      if (form) this.form.elements.csrfmiddlewaretoken.value = form.elements.csrfmiddlewaretoken.value
      return Boolean(form)
    }

    say(state, words = '') {
      for (const one of this.form.querySelectorAll('.draft-state [data-says]')) {
        one.hidden = one.dataset.says !== state
        if (one.hidden) continue
        const at = one.querySelector('[data-at]')
        const why = one.querySelector('[data-why]')
        if (at) at.textContent = clock(Date.now())
        if (why) why.textContent = words
      }
      const saved = this.form.querySelector('[data-says=saved]')
      saved.hidden = state !== ''
      if (state === '') saved.querySelector('span').textContent = words
      return false
    }

    leave() {
      if (!this.dirty || this.halted || this.choosing) return
      const sent = this.now
      this.here()
      fetch(this.form.dataset.save, { method: 'POST', body: new FormData(this.form), headers: { 'HX-Request': 'true' }, keepalive: true })
        .then(async (answer) => answer.ok && this.saved(sent, await answer.json()), () => {})
    }

    // A button is let through once the server has the text, so that nothing is lost on the way.
    async submitted(event) {
      if (this.through || event.submitter?.value === 'compare') return
      event.preventDefault()
      if (this.choosing) return document.querySelector('#on-device h2').focus()
      if (await this.push()) setTimeout(() => this.let(event.submitter)) // not within the press itself
    }

    let(button) {
      this.through = true
      this.form.requestSubmit(button)
      this.through = false
    }

    // What this device has and the server lacks is offered, never copied by itself. Meanwhile the form waits.
    async offer() {
      const draft = await found(this.place).catch(() => null)
      if (!draft) return
      if (JSON.stringify(draft.fields) === this.serverHas) return drop(this.place)
      const box = document.getElementById('on-device')
      const done = () => { this.choosing = this.text.readOnly = false; box.hidden = true; this.text.focus() }
      this.choosing = this.text.readOnly = true
      box.querySelector('[data-at]').textContent = clock(draft.at)
      box.querySelector('[data-text]').textContent = draft.fields.text
      box.querySelector('[data-take]').hidden = draft.revision !== this.revision
      box.querySelector('[data-compare]').hidden = draft.revision === this.revision
      box.querySelector('[data-take]').onclick = () => { fill(this.form, draft.fields); done(); this.push() }
      box.querySelector('[data-drop]').onclick = () => { drop(this.place); done() }
      box.querySelector('[data-compare]').onclick = () => {
        fill(this.form, draft.fields)
        this.form.elements.revision.value = draft.revision
        this.let(this.form.querySelector('[value=save]'))
      }
      box.hidden = false
      box.querySelector('h2').focus()
    }
  }

  // ---- pages -----------------------------------------------------------------------------------------------------
  const form = document.querySelector('form[data-draft]')
  if (form) new Writing(form)

  for (const one of document.querySelectorAll('form[data-drops-draft]')) {
    one.addEventListener('submit', () => drop({ ...form.dataset }).catch(() => {}))
  }

  // Two texts side by side: once she has chosen, this device keeps none of them.
  for (const one of document.querySelectorAll('form[data-compared]')) {
    const chosen = () => drop({ ...one.dataset }).catch(() => {})
    one.addEventListener('submit', chosen)
    one.querySelector('[data-drop]')?.addEventListener('click', chosen)
  }

  async function list(box) {
    const { worker, case: of } = box.dataset
    const drafts = await ask('drafts', 'readonly', (all) => all.getAll())
    for (const draft of drafts.filter((one) => one.worker === worker && one.case === of)) {
      const line = box.querySelector('template').content.cloneNode(true)
      const link = line.querySelector('a')
      link.setAttribute('href', link.getAttribute('href').replace('NOTE', draft.note))
      line.querySelector('[data-at]').textContent = clock(draft.at)
      box.querySelector('ul').append(line)
      box.hidden = false
    }
  }
  for (const box of document.querySelectorAll('[data-drafts-here]')) list(box).catch(() => {})

  // Signing out clears this device; before, it says what would be lost.
  for (const box of document.querySelectorAll('[data-clears-drafts]')) {
    const out = box.closest('form')
    ask('drafts', 'readonly', (all) => all.count()).then((count) => { box.hidden = count === 0 }, () => {})
    out.addEventListener('submit', async (event) => {
      event.preventDefault()
      await clear().catch(() => {})
      out.submit()
    })
  }

  // A file that is too large is said so before it is sent; the others stay chosen.
  for (const group of document.querySelectorAll('[data-files]')) {
    const input = group.querySelector('input')
    input.addEventListener('change', () => {
      const chosen = [...input.files]
      const large = chosen.filter((file) => file.size > Number(group.dataset.most))
      const said = group.querySelector('[data-too-large]')
      said.hidden = large.length === 0
      said.querySelector('bdi').textContent = large.map((file) => file.name).join(', ')
      if (!large.length) return
      const fit = new DataTransfer()
      for (const file of chosen) if (!large.includes(file)) fit.items.add(file)
      input.files = fit.files
    })
  }
})()
