// Keys and small helps. Pages work without this file.
// "/" finds, "?" lists the keys, Escape closes; hold Shift+Alt+K to turn keys off and on.
(() => {
  const off = () => localStorage.getItem('keys') === 'off'
  const typing = (element) => element.closest('input, textarea, select, [contenteditable]')

  function list() {
    let box = document.getElementById('keys')
    if (!box) {
      box = document.createElement('div')
      box.id = 'keys'
      box.className = 'keys card'
      box.setAttribute('role', 'note')
      box.tabIndex = -1
      box.textContent = '/  find a person      ?  these keys      Esc  close      Shift+Alt+K  keys off or on'
      document.body.append(box)
    }
    box.hidden = false
    box.focus()
  }

  document.addEventListener('keydown', (event) => {
    if (event.shiftKey && event.altKey && event.code === 'KeyK') {
      localStorage.setItem('keys', off() ? 'on' : 'off')
      return
    }
    if (event.key === 'Escape') {
      const box = document.getElementById('keys')
      if (box) box.hidden = true
      return
    }
    if (off() || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const target = document.querySelector(`[data-key="${event.key}"]`)
    if (target) {
      event.preventDefault()
      target.focus()
    } else if (event.key === '?') list()
  })

  document.addEventListener('htmx:configRequest', (event) => {
    const token = document.querySelector('[name=csrfmiddlewaretoken]')
    if (token) event.detail.headers['X-CSRFToken'] = token.value
  })

  // After a step that swaps a region, its heading takes the focus, so that a reader hears where she is.
  document.addEventListener('htmx:afterSwap', (event) => {
    const heading = event.target.querySelector?.('[data-focus]')
    if (heading) heading.focus()
  })
})()
