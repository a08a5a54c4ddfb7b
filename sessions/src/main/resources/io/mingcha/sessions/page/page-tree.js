// What a person can see of a document: {tree, elements}. A node names its element by index; nothing of the page is changed.
() => {
  const elements = [];
  const SKIPPED = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'META', 'LINK', 'TITLE']);
  const EDITABLE = new Set(['text', 'search', 'email', 'tel', 'url', 'number', 'password', 'date', 'time']);
  const PRESSED = new Set(['button', 'submit', 'image', 'reset', 'checkbox', 'radio']);
  const ROLES = new Set(['button', 'link', 'menuitem', 'tab', 'option', 'checkbox', 'switch', 'radio']);

  const box = r => ({left: Math.round(r.left), top: Math.round(r.top), right: Math.round(r.right), bottom: Math.round(r.bottom)});
  const tidy = s => (s || '').replace(/\s+/g, ' ').trim();

  const describe = e => {
    const by = e.getAttribute('aria-labelledby');
    const named = by && by.split(/\s+/).map(id => e.getRootNode().getElementById?.(id)?.textContent).join(' ');
    return tidy(e.getAttribute('aria-label') || named || e.getAttribute('alt') || e.getAttribute('placeholder')
      || e.getAttribute('title') || (e.tagName === 'svg' && e.querySelector('title')?.textContent));
  };

  const traits = (e, style, pointed) => {
    const t = [];
    const tag = e.tagName.toUpperCase();
    const type = tag === 'INPUT' ? e.type : '';
    const role = e.getAttribute('role') || '';
    const editable = tag === 'TEXTAREA' || (tag === 'INPUT' && EDITABLE.has(type)) || e.isContentEditable && !e.parentElement?.isContentEditable;
    const checkable = type === 'checkbox' || type === 'radio' || ['checkbox', 'switch', 'radio'].includes(role);
    if ((tag === 'A' && e.hasAttribute('href')) || tag === 'BUTTON' || tag === 'SUMMARY' || PRESSED.has(type) || ROLES.has(role)
        || e.hasAttribute('onclick') || editable || (tag !== 'LABEL' && style.cursor === 'pointer' && !pointed)) t.push('CLICKABLE');
    if (checkable) t.push('CHECKABLE');
    if (checkable && (e.checked === true || e.getAttribute('aria-checked') === 'true')) t.push('CHECKED');
    if (!e.disabled && e.getAttribute('aria-disabled') !== 'true') t.push('ENABLED');
    if (e.getRootNode().activeElement === e) t.push('FOCUSED');
    if (editable) t.push('EDITABLE');
    if (type === 'password') t.push('PASSWORD');
    if (e.scrollHeight > e.clientHeight + 8 && ['auto', 'scroll'].includes(style.overflowY)) t.push('SCROLLABLE');
    return t;
  };

  const shown = (e, style) => style.display !== 'none' && style.visibility !== 'hidden' && style.visibility !== 'collapse'
    && (parseFloat(style.opacity) > 0.02 || e.tagName === 'INPUT');

  const inside = e => {
    if (e.shadowRoot) return [...e.shadowRoot.childNodes];
    if (e.tagName === 'SLOT' && e.assignedNodes().length) return e.assignedNodes();
    return [...e.childNodes];
  };

  const textBox = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return box(range.getBoundingClientRect());
  };

  const read = (e, pointed) => {
    if (SKIPPED.has(e.tagName)) return null;
    const style = getComputedStyle(e);
    if (!shown(e, style)) return null;
    const at = elements.push(e) - 1;
    const pointer = pointed || style.cursor === 'pointer';
    const parts = e.tagName === 'TEXTAREA' || e.tagName === 'SELECT' || e.tagName === 'svg' ? [] : inside(e);
    const mixed = parts.some(p => p.nodeType === 1 && !SKIPPED.has(p.tagName));
    let text = '';
    const children = [];
    for (const part of parts) {
      if (part.nodeType === 3 && tidy(part.data)) {
        if (mixed) {
          children.push({at, kind: '#text', text: tidy(part.data), description: '', id: '', box: textBox(part), traits: ['ENABLED'], children: []});
        } else {
          text = tidy(text + part.data);
        }
      } else if (part.nodeType === 1) {
        const child = read(part, pointer);
        if (child) children.push(child);
      }
    }
    if (e.tagName === 'INPUT' && e.type !== 'password' && !['checkbox', 'radio'].includes(e.type)) text = tidy(e.value);
    if (e.tagName === 'TEXTAREA') text = tidy(e.value);
    if (e.tagName === 'SELECT') text = tidy(e.selectedOptions[0]?.textContent);
    const role = e.getAttribute('role');
    return {
      at,
      kind: e.tagName.toLowerCase() + (role ? '[' + role + ']' : ''),
      text,
      description: describe(e),
      id: e.id || '',
      box: box(e.getBoundingClientRect()),
      traits: traits(e, style, pointed),
      children,
    };
  };

  return {tree: document.body ? read(document.body, false) : null, elements};
}
