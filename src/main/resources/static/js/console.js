// Everything here is an addition: each page reads and works without it.

// The parts of the page as the server drew them; the words of its moments and the tokens of its forms are others each time.
const parts = (root) => new Map([...root.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
const plain = (part) => part.outerHTML.replace(/(<time[^>]*>)[^<]*/g, '$1').replace(/name="_csrf" value="[^"]*"/g, '');
const shown = new Map([...parts(document)].map(([name, part]) => [name, plain(part)]));

// Light or dark. The choice is a cookie, so that the server draws the next page in it at once.
const themed = () => document.documentElement.dataset.theme || 'system';
const showTheme = () => document.querySelectorAll('[data-theme-to]').forEach((button) => {
  button.closest('.theme').hidden = false;
  button.setAttribute('aria-pressed', button.dataset.themeTo === themed());
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-theme-to]');
  if (!button) return;
  const to = button.dataset.themeTo;
  const secure = window.location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `silkroute-theme=${to}; path=/; SameSite=Lax; max-age=${to === 'system' ? 0 : 31536000}${secure}`;
  if (to === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = to;
  showTheme();
});
showTheme();

// Menus close when one looks elsewhere.
const menus = () => document.querySelectorAll('.switch[open], .user[open], .more[open]');
document.addEventListener('click', (event) => menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));

// Keys: / finds, g and a letter goes to a place, ? lists them.
const keys = document.querySelector('#keys');
const opener = document.querySelector('[data-keys]');
if (opener && keys) {
  opener.hidden = false;
  opener.addEventListener('click', () => keys.showModal());
}
let going = 0;
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') menus().forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
  const writing = event.target.closest('input, select, textarea, [contenteditable], dialog[open]');
  if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
    const find = document.querySelector('#find');
    if (find) { event.preventDefault(); find.focus(); find.select(); }
    return;
  }
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const went = Date.now() - going < 1500;
  going = 0;
  if (went) {
    const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (place) { event.preventDefault(); window.location.assign(place.href); }
  } else if (event.key === 'g') {
    going = Date.now();
  } else if (event.key === '/') {
    const find = document.querySelector('#find');
    if (find) { event.preventDefault(); find.focus(); find.select(); }
  } else if (event.key === '?' && keys) {
    event.preventDefault();
    keys.showModal();
  }
});

// What is to be pasted elsewhere; without the script it is selected whole by a click.
document.querySelectorAll('[data-copy]').forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = 'Copied';
  });
});

// A moment is told as long ago as it is, and has the viewer's own zone at hand beside UTC.
const counted = (n, unit) => `${n} ${unit}${n === 1 ? '' : 's'}`;
const distance = (seconds) => {
  if (seconds < 60) return counted(seconds, 'second');
  if (seconds < 3600) return counted(Math.floor(seconds / 60), 'minute');
  return seconds < 48 * 3600 ? counted(Math.floor(seconds / 3600), 'hour') : counted(Math.floor(seconds / 86400), 'day');
};
const tellMoments = () => document.querySelectorAll('time.moment').forEach((time) => {
  const at = new Date(time.dateTime);
  const seconds = Math.floor(Math.abs(Date.now() - at) / 1000);
  const ago = at > Date.now() ? `in ${distance(seconds)}` : `${distance(seconds)} ago`;
  const told = seconds < 10 ? 'just now' : ago;
  if (time.textContent !== told) time.textContent = told;
  if (!time.dataset.utc) {
    time.dataset.utc = time.title;
    time.title = `${at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' })} (${time.title})`;
  }
});
tellMoments();
setInterval(tellMoments, 30000);

// A page hears that something has changed and shows those of its parts anew that are other ones now. A part in which
// somebody is at work stays as it is; then a line says so.
const inUse = (part) => part.contains(document.activeElement) || part.querySelector('details[open], :focus');
const say = () => {
  if (document.querySelector('.changed')) return;
  const line = document.createElement('p');
  line.className = 'notice changed';
  line.setAttribute('role', 'status');
  line.append('Something has changed. ');
  const again = document.createElement('a');
  again.href = window.location.href;
  again.textContent = 'Show it';
  line.append(again);
  document.querySelector('main').prepend(line);
};
let showing = false;
let overdue = false;
let showedAt = 0;
const showAnew = async () => {
  // The counts of the tabs are told anew on pages of which nothing else is.
  if (!document.querySelector('main [data-part]:not(nav)')) say();
  if (!document.querySelector('main [data-part]')) return;
  if (showing) { overdue = true; return; }
  showing = true;
  try {
    const pause = showedAt + 1500 - Date.now();
    if (pause > 0) await new Promise((soon) => { setTimeout(soon, pause); });
    showedAt = Date.now();
    const page = await fetch(window.location.href, { headers: { Accept: 'text/html', 'X-Background': 'true' } });
    if (!page.ok || page.redirected) return;
    const anew = new DOMParser().parseFromString(await page.text(), 'text/html');
    const fresh = parts(anew);
    let kept = fresh.size === 0;
    parts(document).forEach((part, name) => {
      const other = fresh.get(name);
      if (!other) { if (part.closest('main')) kept = true; return; }
      const looks = plain(other);
      if (looks === shown.get(name)) return;
      if (inUse(part)) { kept = kept || Boolean(part.closest('main')); return; }
      part.replaceWith(document.importNode(other, true));
      shown.set(name, looks);
    });
    if ([...fresh.keys()].some((name) => !parts(document).has(name))) kept = true;
    if (kept) say();
    if (anew.body.dataset.stand) document.body.dataset.stand = anew.body.dataset.stand;
    runEnded(anew);
    const told = document.querySelector('[data-told]');
    const heading = document.querySelector('h1');
    if (told && heading && told.textContent !== heading.textContent) told.textContent = heading.textContent;
    tellMoments();
    showTheme();
  } catch (away) {
    // The connector starts again or the network is gone: the next event tells.
  } finally {
    showing = false;
    if (overdue) { overdue = false; showAnew(); }
  }
};

// The stream of events is open while the page is looked at: a browser keeps few connections to one server.
let events = null;
let pause = 2000;
let again = 0;
const number = (name, n) => document.querySelectorAll(`[data-live="${name}"]`).forEach((place) => {
  place.textContent = n.toLocaleString('en-US');
});
const heard = (event) => {
  pause = 2000;
  if (event.type === 'run') {
    const now = JSON.parse(event.data);
    Object.entries(now.counts || {}).forEach(([outcome, n]) => number(`counts.${outcome}`, n));
    Object.entries(now.api || {}).forEach(([name, n]) => number(`api.${name}`, Math.round(n)));
    showAnew();
  } else if (event.type === 'job') {
    const now = JSON.parse(event.data);
    ['total', 'done', 'failed'].forEach((name) => number(`job.${name}`, now[name]));
    document.querySelectorAll('progress[data-live="job"]').forEach((bar) => { bar.value = now.done + now.failed; });
    showAnew();
  } else if (event.type === 'pull' || event.type === 'import' || event.data !== document.body.dataset.stand) {
    showAnew();
  }
};
const close = () => { clearTimeout(again); if (events) events.close(); events = null; };
const open = () => {
  close();
  const run = document.querySelector('[data-run-events]');
  const address = run ? run.dataset.runEvents : document.body.dataset.live;
  if (!address) return;
  events = new EventSource(address);
  events.addEventListener('stand', heard);
  events.addEventListener('run', heard);
  events.addEventListener('job', heard);
  events.addEventListener('pull', heard);
  events.addEventListener('import', heard);
  // A newer page of this user is told instead; this one again when somebody comes back to it.
  events.addEventListener('aside', () => { close(); window.addEventListener('focus', look, { once: true }); });
  // Refused, or ended for good: not again at once, and ever more seldom.
  events.onerror = () => {
    if (events && events.readyState === EventSource.CLOSED) {
      close();
      again = setTimeout(open, pause);
      pause = Math.min(pause * 2, 120000);
    }
  };
};
const look = () => { if (document.hidden) close(); else open(); };
// A run that has ended tells no more; then the page listens to its connector.
const runEnded = (anew) => {
  const main = document.querySelector('[data-run-events]');
  const now = anew.querySelector('main');
  if (!main || !now) return;
  if (!now.dataset.runEvents) {
    delete main.dataset.runEvents;
    look();
  }
};
document.addEventListener('visibilitychange', look);
window.addEventListener('pagehide', close);
window.addEventListener('pageshow', (event) => { if (event.persisted) look(); });
look();
