// A run under way tells its progress; the page shows it and loads itself again when the run has ended.
const live = document.querySelector('[data-run-events]');
if (live) {
  const events = new EventSource(live.dataset.runEvents);
  const show = (name, text) => {
    document.querySelectorAll(`[data-live="${name}"]`).forEach((place) => { place.textContent = text; });
  };
  const told = (event) => {
    const run = JSON.parse(event.data);
    if (run.state !== live.dataset.state) {
      events.close();
      window.location.reload();
      return;
    }
    Object.entries(run.counts || {}).forEach(([outcome, n]) => show(`counts.${outcome}`, n.toLocaleString('en-US')));
    Object.entries(run.api || {}).forEach(([name, n]) => show(`api.${name}`, Math.round(n).toLocaleString('en-US')));
    show('itemsPerSecond', run.itemsPerSecond);
    show('eta', run.eta ? `${run.eta.slice(0, 19).replace('T', ' ')} UTC` : '');
    const bar = live.querySelector('progress');
    if (bar && run.counts) {
      bar.max = Math.max(run.counts.total, 1);
      bar.value = run.counts.done;
    }
  };
  events.onmessage = told;
  ['run', 'progress', 'state'].forEach((name) => events.addEventListener(name, told));
}

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
  time.textContent = seconds < 10 ? 'just now' : ago;
  if (!time.dataset.utc) {
    time.dataset.utc = time.title;
    time.title = `${at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' })} (${time.title})`;
  }
});
tellMoments();
setInterval(tellMoments, 30000);

// A page that shows how connectors are looks every few seconds whether that is still so. It shows anew what has changed,
// or says so where somebody is at work in it.
const watched = document.querySelector('[data-watch]');
if (watched && !live) {
  const stand = (status) => [status.state, status.indicator, status.pending, status.waiting, status.parked,
    status.rejected, status.refused, status.incomplete, status.conflicts, status.lastRun && status.lastRun.id,
    status.lastRun && status.lastRun.state].join();
  const connectors = (told) => (told.items ? told.items : [{ name: '', status: told }]);
  const stands = (told) => connectors(told).map((one) => `${one.name}:${stand(one.status)}`).join('\n');
  const main = () => document.querySelector('main');
  const inUse = () => main().contains(document.activeElement) || main().querySelector('details[open], .notice, .problem')
    || !main().querySelector('.state.rolled');
  let shown = null;
  const say = () => {
    if (document.querySelector('.changed')) return;
    const bar = document.createElement('p');
    bar.className = 'notice changed';
    bar.setAttribute('role', 'status');
    bar.append('Something has changed. ');
    const again = document.createElement('a');
    again.href = window.location.href;
    again.textContent = 'Show it';
    bar.append(again);
    main().prepend(bar);
  };
  const showAnew = async () => {
    const page = await fetch(window.location.href, { headers: { Accept: 'text/html' } });
    const anew = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('main');
    if (!page.ok || page.redirected || !anew || inUse()) {
      say();
    } else {
      main().replaceWith(document.importNode(anew, true));
      tellMoments();
    }
  };
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(watched.dataset.watch, {
        headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
      });
      if (answer.status === 401) clearInterval(looking); // signed out elsewhere
      if (!answer.ok) return;
      const now = stands(await answer.json());
      if (shown !== null && shown !== now) {
        await showAnew();
      }
      shown = now;
    } catch (away) {
      // The connector starts again or the network is gone: the next look tells.
    }
  };
  const looking = setInterval(look, 5000);
  look();
}
